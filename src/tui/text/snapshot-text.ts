import { clip, drawable } from '../drawable.ts';
import { headerCells, segmentGap, troubleText } from '../header.ts';
import { listOf } from '../lists.ts';
import { loadSummary, type Rates } from '../load-summary.ts';
import { formatCount, formatMicros, formatShare } from '../quantity.ts';
import { shownPicture } from '../shown.ts';
import type { DashboardState, ListView } from '../state.ts';
import { lineOf } from '../table.ts';

const limits = { eventsMax: 10, loadSeconds: 60 } as const;

/** Everything on one page, as lines that are at most `width` wide. */
export function snapshotText(state: DashboardState, width: number): readonly string[] {
  const picture = shownPicture(state);
  const { charset } = state.setup;
  const header = headerCells(state, width).map(({ text }) => text);
  return [
    header.join(segmentGap),
    '',
    ...tableLines(state, 'nodes', { width, rowsMax: Number.POSITIVE_INFINITY }),
    ...troubleLines(state, 'cluster'),
    '',
    ...loadLines(state),
    ...troubleLines(state, 'load'),
    '',
    ...tableLines(state, 'events', { width, rowsMax: limits.eventsMax }),
    ...troubleLines(state, 'events'),
    ...(picture === undefined || picture.alarms.length === 0
      ? []
      : ['', ...picture.alarms.map((alarm) => drawable(`! ${alarm}`, charset))]),
  ].map((line) => clip(line, width, charset));
}

function tableLines(
  state: DashboardState,
  view: ListView,
  { width, rowsMax }: { readonly width: number; readonly rowsMax: number },
): readonly string[] {
  const list = listOf(state, view);
  if (list.ids.length === 0) return [];
  const { header, rows } = list.tableOf({ width, from: 0, to: rowsMax });
  return [header.map((text) => ({ text })), ...rows.map(({ cells }) => cells)].map(lineOf);
}

function troubleLines(
  state: DashboardState,
  part: 'cluster' | 'load' | 'events',
): readonly string[] {
  const text = troubleText(state[part], state);
  return text === undefined ? [] : [`${part}: ${text}`];
}

function loadLines(state: DashboardState): readonly string[] {
  const summary = loadSummary(state, undefined, limits.loadSeconds);
  if (summary === undefined) return [];
  return [
    ...summary.kinds.map((kind) => `${kind.kind.padEnd(8)}${ratesText(kind)}`),
    `all     ${ratesText(summary.all)}`,
  ];
}

function ratesText({ perSecond, p50Us, p99Us, maxUs, errorShare }: Rates): string {
  const rate = `${formatCount(perSecond)}/s`.padEnd(8);
  const [p50, p99, max] = [p50Us, p99Us, maxUs].map((us) =>
    (us === 0 ? '-' : formatMicros(us)).padEnd(7),
  );
  return `${rate}p50 ${p50} p99 ${p99} max ${max} errors ${formatShare(errorShare)}`;
}
