import { drawable } from '../drawable.ts';
import { headerCells, oneLine, segmentGap } from '../header.ts';
import { listOf } from '../lists.ts';
import type { DashboardState, Pager } from '../state.ts';
import { detailLines } from './detail-lines.ts';
import { drawBox } from './dialog-box.ts';
import { footerLine } from './footer-line.ts';
import { helpLines } from './help-lines.ts';
import { type Layout, layoutOf, peersRowsOf } from './layout.ts';
import { listLines, listPane } from './list-pane.ts';
import { loadPane, loadStrip } from './load-pane.ts';
import { logPane } from './log-pane.ts';
import { type Band, drawBands, innerWidth, type Pane, splitAt } from './panes.ts';
import { fitLine, type Line, lineWidth, plain, sliceLine } from './span.ts';

/** Everything that is on the screen: the lines from top to bottom, none wider than the terminal. */
export function drawFrame(state: DashboardState): readonly Line[] {
  const layout = layoutOf(state);
  const { width } = layout;
  if (layout.type === 'line') return [plain(oneLine(state, width))];
  const body = [...bodyOf(state, layout)].slice(0, layout.bodyRows);
  while (body.length < layout.bodyRows) body.push([]);
  const shown = withBox(state, body, width);
  return [headerLine(state, width), ...shown, footerLine(state, width)].map((line) =>
    fitLine(line, width, state.setup.charset),
  );
}

/** What the opened detail, pager or help consists of, for scrolling in it. */
export function scrollLines(state: DashboardState): readonly Line[] {
  return scrolledOf(state, layoutOf(state).width)?.lines ?? [];
}

type Divided = Exclude<Layout, { readonly type: 'line' }>;

function bodyOf(state: DashboardState, layout: Divided): readonly Line[] {
  const { width, bodyRows } = layout;
  const scrolled = scrolledOf(state, width);
  if (scrolled !== undefined) {
    const { title, lines, scroll } = scrolled;
    if (layout.type === 'compact') return lines.slice(scroll, scroll + bodyRows);
    const height = bodyRows - 2;
    const pane = { title, lines: lines.slice(scroll, scroll + height) };
    return drawBands([{ panes: [pane], height }], width, state.setup.charset);
  }
  if (layout.type === 'full') return drawBands(bandsOf(state, layout), width, state.setup.charset);
  const { view } = state.ui;
  const area = { width, height: bodyRows };
  return view === 'load'
    ? loadPane(state, area).lines
    : listLines(state, view, listOf(state, view), area);
}

function headerLine(state: DashboardState, width: number): Line {
  return headerCells(state, width).flatMap((cell, at) =>
    at === 0 ? [cell] : [{ text: segmentGap }, cell],
  );
}

interface Scrolled extends Pane {
  readonly scroll: number;
}

/** What lies over the views and is scrolled through, topmost first. */
function scrolledOf(state: DashboardState, width: number): Scrolled | undefined {
  const { dialog, pager, detail } = state.ui;
  if (dialog?.type === 'help') {
    return { title: [{ text: 'Help ', bold: true }], lines: helpLines, scroll: dialog.scroll };
  }
  if (pager !== undefined) return pagerPane(state, pager);
  if (detail === undefined) return undefined;
  const name = detail.type === 'node' ? detail.id : detail.key;
  const title: Line = [{ text: `${drawable(name, state.setup.charset)} `, bold: true }];
  return { title, lines: detailLines(state, detail, width - 2), scroll: detail.scroll };
}

function pagerPane(state: DashboardState, { title, lines, status, scroll }: Pager): Scrolled {
  const end = status.type === 'running' ? 'running' : `exit code ${status.exitCode}`;
  const isBad = status.type === 'done' && status.exitCode !== 0;
  return {
    title: [
      { text: `${drawable(title, state.setup.charset)} `, bold: true },
      { text: `${end} `, tone: isBad ? 'bad' : 'dim' },
    ],
    lines: lines.map((line) => plain(` ${drawable(line, state.setup.charset)}`)),
    scroll,
  };
}

function bandsOf(
  state: DashboardState,
  layout: Extract<Layout, { readonly type: 'full' }>,
): readonly Band[] {
  const { nodesRows, stripRows, restRows } = layout;
  const width = innerWidth(layout.width);
  const nodes = {
    panes: [listPane(state, 'nodes', { width, height: nodesRows })],
    height: nodesRows,
  } as const;
  const strip = stripRows === 0 ? [] : [stripBand(state, layout)];
  return [nodes, ...strip, ...restBands(state, layout, { width, height: restRows })];
}

function stripBand(
  state: DashboardState,
  { width, stripRows: height, isRoomy }: Extract<Layout, { readonly type: 'full' }>,
): Band {
  if (!isRoomy || state.ui.view === 'events') {
    return { panes: [loadStrip(state, { width: innerWidth(width), height })], height };
  }
  const at = splitAt(width);
  const load = loadStrip(state, { width: at - 1, height });
  const events = listPane(state, 'events', { width: width - at - 2, height });
  return { panes: [load, events], height };
}

function restBands(
  state: DashboardState,
  { isRoomy }: Extract<Layout, { readonly type: 'full' }>,
  area: { readonly width: number; readonly height: number },
): readonly Band[] {
  const single = (pane: Pane): readonly Band[] => [{ panes: [pane], height: area.height }];
  switch (state.ui.view) {
    case 'nodes':
      return single(listPane(state, isRoomy ? 'keys' : 'events', area));
    case 'load':
      return single(loadPane(state, area));
    case 'events':
    case 'keys':
      return single(listPane(state, state.ui.view, area));
    case 'raft': {
      const peers = peersRowsOf(area.height);
      const log = area.height - peers - 1;
      return [
        { panes: [listPane(state, 'raft', { ...area, height: peers })], height: peers },
        { panes: [logPane(state, { ...area, height: log })], height: log },
      ];
    }
  }
}

/** The dialog over the middle of the body. */
function withBox(state: DashboardState, body: readonly Line[], width: number): readonly Line[] {
  const { dialog } = state.ui;
  if (dialog === undefined || dialog.type === 'help') return body;
  const box = drawBox(state, dialog, { width, rows: body.length });
  const cells = lineWidth(box[0] ?? []);
  const left = Math.max(Math.floor((width - cells) / 2), 0);
  const top = Math.max(Math.floor((body.length - box.length) / 2), 0);
  return body.map((below, row) => {
    const line = box[row - top];
    if (line === undefined) return below;
    const under = fitLine(below, width, state.setup.charset);
    return [...sliceLine(under, 0, left), ...line, ...sliceLine(under, left + cells, width)];
  });
}
