import { formatAge } from '../../cli/format-quantity.ts';
import { clip, drawable } from '../drawable.ts';
import { loadSummary } from '../load-summary.ts';
import {
  formatCount,
  formatMicros,
  formatShare,
  formatSize,
  formatTimeOfDay,
} from '../quantity.ts';
import { shownPicture } from '../shown.ts';
import type { DashboardState } from '../state.ts';

const limits = { loadSeconds: 60 } as const;

/** How often the header comes again, in lines. */
export const headerEvery = 20;

interface StatColumn {
  readonly name: string;
  readonly width: number;
  readonly text: (state: DashboardState) => string;
}

const columns: readonly StatColumn[] = [
  { name: 'TIME', width: 8, text: ({ nowMs }) => formatTimeOfDay(nowMs) },
  { name: 'LEADER', width: 8, text: (state) => shownPicture(state)?.leaderId ?? 'none' },
  { name: 'TERM', width: 5, text: (state) => numberText(shownPicture(state)?.term) },
  { name: 'COMMIT', width: 9, text: (state) => numberText(shownPicture(state)?.commitIndex) },
  { name: 'QUORUM', width: 6, text: quorumText },
  { name: 'LAG', width: 6, text: lagText },
  { name: 'KEYS', width: 6, text: (state) => countText(shownPicture(state)?.keys) },
  { name: 'MEM', width: 5, text: memoryText },
  { name: 'SET/s', width: 6, text: (state) => rateText(state, 'set') },
  { name: 'GET/s', width: 6, text: (state) => rateText(state, 'get') },
  { name: 'OPS/s', width: 6, text: (state) => countText(loadOf(state)?.all.perSecond) },
  { name: 'P99', width: 6, text: latencyText },
  { name: 'ERRORS', width: 6, text: errorsText },
];

export function statHeader(): string {
  return columns.map(({ name, width }) => name.padStart(width)).join(' ');
}

/** The state on one line below `statHeader`; what is not known is "-", what is wrong stands at its end. */
export function statLine(state: DashboardState): string {
  const { charset } = state.setup;
  const cells = columns.map(({ text, width }) => {
    const shown = clip(drawable(text(state), charset), Math.max(width, 1), charset);
    return shown.padStart(width);
  });
  return [cells.join(' '), ...remarks(state)].join(' ');
}

function remarks(state: DashboardState): readonly string[] {
  const { connection, nowMs, setup } = state;
  const alarms = shownPicture(state)?.alarms ?? [];
  return [
    ...(connection.type === 'stale' ? [`STALE ${formatAge(nowMs - connection.sinceMs)}`] : []),
    ...(alarms.length === 0 ? [] : [`! ${alarms.join('; ')}`]),
  ].map((text) => drawable(text, setup.charset));
}

function quorumText(state: DashboardState): string {
  const quorum = shownPicture(state)?.quorum;
  return quorum === undefined ? '-' : `${quorum.healthy}/${quorum.voters}`;
}

function lagText(state: DashboardState): string {
  const lags = (shownPicture(state)?.nodes ?? []).flatMap(({ lag }) => lag ?? []);
  return lags.length === 0 ? '-' : formatCount(Math.max(...lags));
}

function memoryText(state: DashboardState): string {
  const sizes = (shownPicture(state)?.nodes ?? []).flatMap(({ rssBytes }) => rssBytes ?? []);
  return sizes.length === 0 ? '-' : formatSize(Math.max(...sizes));
}

function loadOf(state: DashboardState) {
  return loadSummary(state, undefined, limits.loadSeconds);
}

function rateText(state: DashboardState, kind: 'set' | 'get'): string {
  return countText(loadOf(state)?.kinds.find((one) => one.kind === kind)?.perSecond);
}

function latencyText(state: DashboardState): string {
  const load = loadOf(state);
  return load === undefined ? '-' : formatMicros(load.all.p99Us);
}

function errorsText(state: DashboardState): string {
  const load = loadOf(state);
  return load === undefined ? '-' : formatShare(load.all.errorShare);
}

function numberText(number: number | undefined): string {
  return number === undefined ? '-' : `${number}`;
}

function countText(number: number | undefined): string {
  return number === undefined ? '-' : formatCount(number);
}
