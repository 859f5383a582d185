import { formatAge } from '../../cli/format-quantity.ts';
import { drawable } from '../drawable.ts';
import { troubleText } from '../header.ts';
import { type KindSummary, type LoadSummary, loadSummary } from '../load-summary.ts';
import { formatCount, formatMicros, formatShare } from '../quantity.ts';
import { sparkline } from '../sparkline.ts';
import type { DashboardState } from '../state.ts';
import { viewName } from './pane-title.ts';
import type { Pane } from './panes.ts';
import { type Line, plain, type Span } from './span.ts';

const limits = { seconds: 900, stripSeconds: 60, labelCells: 9, rateCells: 7 } as const;

interface Area {
  readonly width: number;
  readonly height: number;
}

/** Two lines or so: how much is set and read, and how fast. */
export function loadStrip(state: DashboardState, { width, height }: Area): Pane {
  const summary = loadSummary(state, state.ui.loadNodeId, limits.stripSeconds);
  const title = titleOf(state, limits.stripSeconds);
  if (summary === undefined) return { title, lines: nothing(state) };
  const rates = ['set', 'get'].flatMap((kind) => summary.kinds.filter((one) => one.kind === kind));
  if (height < 3) {
    const each = Math.floor((width - 2) / 2);
    const line = rates.flatMap((kind) => rateLine(state, kind, each));
    return { title, lines: [line, quantilesLine(summary)] };
  }
  const lines = rates.map((kind) => rateLine(state, kind, width - 1));
  return { title, lines: [...lines, quantilesLine(summary)].slice(0, height) };
}

/** Everything about load: one line for each kind, with a sparkline of all that the servers remember. */
export function loadPane(state: DashboardState, { width, height }: Area): Pane {
  const quantileCells = 36;
  const chart = Math.max(width - 2 - limits.labelCells - limits.rateCells - quantileCells, 10);
  const summary = loadSummary(state, state.ui.loadNodeId, limits.seconds);
  const title = titleOf(state, limits.seconds);
  if (summary === undefined) return { title, lines: nothing(state) };
  const cells = limits.labelCells + limits.rateCells + chart + 1;
  const head = `${' '.repeat(cells)}${['p50', 'p99', 'max', 'errors'].map(column).join('')}`;
  const lines: Line[] = [
    plain(head, 'dim'),
    ...summary.kinds.map((kind) => [
      ...rateLine(state, { ...kind, counts: condensed(kind.counts, chart) }, cells - 1),
      { text: ' ' },
      ...quantileSpans(kind),
    ]),
    [],
    plain(` all ${formatCount(summary.all.perSecond)}/s, ${loopText(summary)}`),
  ];
  return { title, lines: lines.slice(0, height) };
}

function titleOf(state: DashboardState, seconds: number): Line {
  const { loadNodeId } = state.ui;
  const of = loadNodeId === undefined ? 'all nodes' : drawable(loadNodeId, state.setup.charset);
  return [...viewName(state, 'load'), { text: `${formatAge(seconds * 1000)}, ${of} ` }];
}

function nothing(state: DashboardState): readonly Line[] {
  const trouble = troubleText(state.load, state);
  return [
    trouble === undefined ? plain(' waiting for an answer', 'dim') : plain(` ${trouble}`, 'bad'),
  ];
}

/** ` set/s ▁▂▃ 412`, in exactly so many cells. */
function rateLine(
  state: DashboardState,
  { kind, counts, perSecond }: KindSummary,
  cells: number,
): Line {
  const chart = Math.max(cells - limits.labelCells - limits.rateCells - 1, 0);
  return [
    { text: ` ${`${kind}/s`.padEnd(limits.labelCells)}`, tone: 'dim' },
    { text: sparkline(counts, chart, state.setup.charset), tone: 'leader' },
    {
      text: formatCount(perSecond)
        .padStart(limits.rateCells - 1)
        .padEnd(limits.rateCells),
      bold: true,
    },
  ];
}

/** The mean of neighbours, so that at most so many are left. */
function condensed(
  counts: readonly (number | undefined)[],
  cells: number,
): readonly (number | undefined)[] {
  const each = Math.ceil(counts.length / cells);
  return Array.from({ length: Math.ceil(counts.length / each) }, (_, cell) => {
    const end = counts.length - cell * each;
    const known = counts.slice(Math.max(end - each, 0), end).filter((count) => count !== undefined);
    if (known.length === 0) return undefined;
    return known.reduce((sum, count) => sum + count, 0) / known.length;
  }).toReversed();
}

function quantilesLine(summary: LoadSummary): Line {
  const { p50Us, p99Us, maxUs, errorShare } = summary.all;
  return [
    { text: ' p50 ', tone: 'dim' },
    { text: latency(p50Us) },
    { text: '  p99 ', tone: 'dim' },
    { text: latency(p99Us) },
    { text: '  max ', tone: 'dim' },
    { text: latency(maxUs) },
    { text: '  errors ', tone: 'dim' },
    errorSpan(errorShare, formatShare(errorShare)),
  ];
}

function quantileSpans({ p50Us, p99Us, maxUs, errorShare }: KindSummary): readonly Span[] {
  return [
    { text: [p50Us, p99Us, maxUs].map((us) => column(latency(us))).join('') },
    errorSpan(errorShare, column(formatShare(errorShare))),
  ];
}

function errorSpan(share: number, text: string): Span {
  return { text, tone: share > 0 ? 'bad' : 'normal' };
}

function loopText({ loopDelayUs }: LoadSummary): string {
  return `longest delay of an event loop ${formatMicros(loopDelayUs)}`;
}

/** 0: nothing was measured. */
function latency(us: number): string {
  return us === 0 ? '-' : formatMicros(us);
}

function column(text: string): string {
  return text.padStart(9);
}
