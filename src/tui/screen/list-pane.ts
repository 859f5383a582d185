import { drawable, padTo } from '../drawable.ts';
import type { Part } from '../facts.ts';
import { troubleText } from '../header.ts';
import { firstVisible, type List, listOf } from '../lists.ts';
import type { DashboardState, ListView } from '../state.ts';
import { cellGap, type TableRow } from '../table.ts';
import { glyphsOf } from './glyphs.ts';
import { paneTitle } from './pane-title.ts';
import type { Pane } from './panes.ts';
import { type Line, plain, type Span } from './span.ts';

interface Area {
  /** Cells of a line, the mark included. */
  readonly width: number;
  /** Lines, the header of the table included. */
  readonly height: number;
}

/** The rows of a view around the selected one, below the names of the columns. */
export function listPane(state: DashboardState, view: ListView, area: Area): Pane {
  const list = listOf(state, view);
  return { title: paneTitle(state, view, list), lines: listLines(state, view, list, area) };
}

/** The same without a title. */
export function listLines(
  state: DashboardState,
  view: ListView,
  list: List,
  { width, height }: Area,
): readonly Line[] {
  const trouble = troubleText(partOf(state, view), state);
  const below = trouble === undefined ? [] : [plain(` ${trouble}`, 'bad')];
  if (list.ids.length === 0) return [...below, plain(` ${emptyText(state, view, list)}`, 'dim')];
  const rows = Math.max(height - 1 - below.length, 1);
  const from = firstVisible(list, rows);
  const table = list.tableOf({ width: width - 2, from, to: from + rows });
  const selectedId = state.ui.view === view ? list.ids[list.selectedIndex] : undefined;
  const { charset } = state.setup;
  return [
    plain(` ${table.header.join(cellGap)}`, 'dim'),
    ...table.rows.map((row) =>
      row.id === selectedId ? selectedLine(row, width, charset) : rowLine(row),
    ),
    ...below,
  ];
}

/** From end to end in one style. */
function selectedLine(
  { cells }: TableRow,
  width: number,
  charset: DashboardState['setup']['charset'],
): Line {
  const text = `${glyphsOf(charset).selected}${cells.map((cell) => cell.text).join(cellGap)}`;
  return [{ text: padTo(text, width, 'left', charset), inverse: true }];
}

function rowLine({ cells }: TableRow): Line {
  const spans: Span[] = [{ text: ' ' }];
  for (const [at, cell] of cells.entries()) {
    if (at > 0) spans.push({ text: cellGap });
    spans.push(cell);
  }
  return spans;
}

function partOf(state: DashboardState, view: ListView): Part<unknown> {
  switch (view) {
    case 'nodes':
      return state.cluster;
    case 'events':
      return state.events;
    case 'keys':
      return state.keys;
    case 'raft':
      return state.cluster;
  }
}

function emptyText(state: DashboardState, view: ListView, { total }: List): string {
  const { charset } = state.setup;
  if (total > 0) return drawable(`nothing matches ${state.ui.lists[view].filter}`, charset);
  if (partOf(state, view).latest === undefined) return 'waiting for an answer';
  switch (view) {
    case 'nodes':
      return 'no nodes';
    case 'events':
      return 'nothing has happened';
    case 'keys': {
      const { prefix } = state.ui.keys;
      if (state.keys.latest?.value.query.prefix !== prefix) return 'waiting for an answer';
      return prefix === '' ? 'no keys' : drawable(`no keys below ${prefix}`, charset);
    }
    case 'raft':
      return 'no leader that knows its followers';
  }
}
