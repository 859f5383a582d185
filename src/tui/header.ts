import { formatAge, formatContact } from '../cli/format-quantity.ts';
import { clip, drawable, widthOf } from './drawable.ts';
import type { ClusterPicture, Part, Quorum } from './facts.ts';
import { loadSummary } from './load-summary.ts';
import { formatClock, formatCount, formatMicros } from './quantity.ts';
import { shownAtMs, shownPicture } from './shown.ts';
import type { DashboardState } from './state.ts';
import type { Cell, Tone } from './table.ts';

const limits = { loadSeconds: 60 } as const;

interface Segment extends Cell {
  /** Those with the lowest number go first when there is no room; 0: never. */
  readonly hideOrder: number;
}

/** Stands between two segments of the header. */
export const segmentGap = '  ';

/** The first line. The texts are escaped and, joined by `segmentGap`, at most `width` wide. */
export function headerCells(state: DashboardState, width: number): readonly Cell[] {
  const { charset } = state.setup;
  const segments = segmentsOf(state).map((segment) => ({
    ...segment,
    text: drawable(segment.text, charset),
  }));
  const shown = segmentsThatFit(segments, width);
  let left = width;
  return shown.flatMap(({ text, tone }, at) => {
    const room = left - (at === 0 ? 0 : segmentGap.length);
    const clipped = clip(text, room, charset);
    left = room - widthOf(clipped);
    return clipped === '' ? [] : [{ text: clipped, tone }];
  });
}

/** Everything on one line, for a terminal with no room: "leader n1 t7 3/3 lag 0 412w/s". */
export function oneLine(state: DashboardState, width: number): string {
  const { charset } = state.setup;
  const picture = shownPicture(state);
  if (picture === undefined) return clip(drawable(connectionText(state), charset), width, charset);
  const { leaderId, term, quorum, nodes } = picture;
  const lag = Math.max(0, ...nodes.map((node) => node.lag ?? 0));
  const writes = loadSummary(state, undefined, limits.loadSeconds)?.writes.perSecond;
  const parts = [
    ...(state.connection.type === 'live' ? [] : ['STALE']),
    leaderId === undefined ? 'no leader' : `leader ${leaderId}`,
    `t${term}`,
    `${quorum.healthy}/${quorum.voters}`,
    `lag ${formatCount(lag)}`,
    ...(writes === undefined ? [] : [`${formatCount(writes)}w/s`]),
  ];
  return clip(drawable(parts.join(' '), charset), width, charset);
}

/** "quorum 3/3, can lose 1", "quorum LOST 1/3, needs 2". */
export function quorumText({ voters, healthy, needed, canLose }: Quorum): string {
  if (canLose < 0) return `quorum LOST ${healthy}/${voters}, needs ${needed}`;
  return `quorum ${healthy}/${voters}, can lose ${canLose}`;
}

/** Why a part has no news, for the pane that it concerns; undefined: it has. Escaped. */
export function troubleText(
  { trouble, latest }: Part<unknown>,
  { nowMs, setup }: DashboardState,
): string | undefined {
  if (trouble === undefined) return undefined;
  const message = drawable(trouble.message, setup.charset);
  if (trouble.type === 'denied') return `denied: ${message}`;
  const age = latest === undefined ? '' : `, ${formatAge(Math.max(nowMs - latest.atMs, 0))} old`;
  return `no answer${age}: ${message}`;
}

function segmentsOf(state: DashboardState): readonly Segment[] {
  const { setup, ui } = state;
  const picture = shownPicture(state);
  const isAscii = setup.charset === 'ascii';
  return [
    { text: 'mokv top', tone: 'dim', hideOrder: 1 },
    {
      text: `${setup.clusterName}${picture === undefined ? '' : ` ${isAscii ? '>' : '▸'} ${picture.connectedId}`}`,
      tone: setup.isProduction ? 'bad' : 'normal',
      hideOrder: 0,
    },
    ...warnings(state),
    ...(picture === undefined ? [] : pictureSegments(picture)),
    ...loadSegments(state),
    {
      text: `${isAscii ? 'every ' : '⟳'}${intervalText(ui.intervalMs)}`,
      tone: 'dim',
      hideOrder: 2,
    },
    ui.writes === 'off'
      ? { text: 'READ-ONLY', tone: 'dim', hideOrder: 6 }
      : { text: 'WRITES ON', tone: 'warning', hideOrder: 9 },
  ];
}

function warnings(state: DashboardState): readonly Segment[] {
  const { connection, ui } = state;
  const isFrozen = ui.position.type === 'frozen';
  return [
    ...(connection.type === 'live' ? [] : [segment(connectionText(state), 'bad', 0)]),
    ...(isFrozen
      ? [segment(`FROZEN ${formatClock(state.nowMs - shownAtMs(state))}`, 'warning', 0)]
      : []),
  ];
}

function connectionText({ connection, nowMs }: DashboardState): string {
  switch (connection.type) {
    case 'live':
      return 'connected';
    case 'connecting':
      return 'connecting';
    case 'stale': {
      const { sinceMs, retryAtMs, reason } = connection;
      const retry = Math.max(Math.ceil((retryAtMs - nowMs) / 1000), 0);
      return `STALE ${formatAge(Math.max(nowMs - sinceMs, 0))}, retry in ${retry}s (${reason})`;
    }
  }
}

function pictureSegments(picture: ClusterPicture): readonly Segment[] {
  const { leaderId, term, commitIndex, quorum, alarms, heard, atMs } = picture;
  const leaderAgeMs = heard.leaderAtMs === undefined ? undefined : atMs - heard.leaderAtMs;
  const age =
    leaderAgeMs !== undefined && leaderAgeMs > 5000 ? `, ${formatContact(leaderAgeMs)} ago` : '';
  const [alarm] = alarms;
  return [
    leaderId === undefined
      ? segment('NO LEADER', 'bad', 0)
      : segment(`leader ${leaderId}${age}`, 'leader', 8),
    segment(`term ${term}`, 'normal', 4),
    segment(`commit ${commitIndex}`, 'normal', 3),
    segment(quorumText(quorum), quorumTone(quorum), 10),
    ...(alarm === undefined
      ? []
      : [
          segment(
            alarms.length === 1 ? `! ${alarm}` : `! ${alarm} (+${alarms.length - 1})`,
            'bad',
            6,
          ),
        ]),
  ];
}

function quorumTone({ canLose, healthy, voters }: Quorum): Tone {
  if (canLose < 0) return 'bad';
  return healthy < voters ? 'warning' : 'good';
}

function loadSegments(state: DashboardState): readonly Segment[] {
  const summary = loadSummary(state, undefined, limits.loadSeconds);
  if (summary === undefined) return [];
  const { perSecond, p99Us } = summary.writes;
  const latency = perSecond > 0 ? ` p99 ${formatMicros(p99Us)}` : '';
  return [segment(`writes ${formatCount(perSecond)}/s${latency}`, 'normal', 5)];
}

function segment(text: string, tone: Tone, hideOrder: number): Segment {
  return { text, tone, hideOrder };
}

function intervalText(ms: number): string {
  return `${ms / 1000}s`;
}

/** The most important ones, and of the others whichever still have room. */
function segmentsThatFit(segments: readonly Segment[], width: number): readonly Segment[] {
  const importance = ({ hideOrder }: Segment): number => (hideOrder === 0 ? 100 : hideOrder);
  const kept = new Set<Segment>();
  let left = width + segmentGap.length;
  for (const one of segments.toSorted((a, b) => importance(b) - importance(a))) {
    const cells = widthOf(one.text) + segmentGap.length;
    if (one.hideOrder > 0 && cells > left) continue;
    kept.add(one);
    left -= cells;
  }
  return segments.filter((one) => kept.has(one));
}
