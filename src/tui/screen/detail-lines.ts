import { formatAge, formatDays } from '../../cli/format-quantity.ts';
import { clip, drawable } from '../drawable.ts';
import type { KeyDetail, KeyVersion, NodeDetail, NodeRow, ValuePreview } from '../facts.ts';
import { troubleText } from '../header.ts';
import { formatMicros, formatSize, formatTimeOfDay } from '../quantity.ts';
import { shownPicture } from '../shown.ts';
import type { DashboardState, Detail, ValueFormat } from '../state.ts';
import { previewText, valueLines } from '../value-lines.ts';
import { type Line, plain } from './span.ts';

const limits = { labelCells: 20 } as const;

/** All lines of the opened detail; the pane shows a part of them. */
export function detailLines(state: DashboardState, detail: Detail, width: number): readonly Line[] {
  const part = detail.type === 'node' ? state.nodeDetail : state.keyDetail;
  const trouble = troubleText(part, state);
  const lines =
    detail.type === 'node' ? nodeLines(state, detail.id) : keyLines(state, detail, width);
  return trouble === undefined ? lines : [plain(` ${trouble}`, 'bad'), ...lines];
}

function nodeLines(state: DashboardState, id: string): readonly Line[] {
  const row = shownPicture(state)?.nodes.find((node) => node.id === id);
  const detail = state.nodeDetail.latest?.value;
  return [
    ...(row === undefined ? [] : rowFacts(state, row)),
    ...(detail?.id === id ? processFacts(state, detail) : []),
  ];
}

function rowFacts(state: DashboardState, row: NodeRow): readonly Line[] {
  const { raft, gossip, addr, problem, appliedIndex, lag, ready, drained } = row;
  const index = appliedIndex === undefined ? '-' : `${appliedIndex}, ${lag ?? '-'} behind`;
  return [
    ...(problem === undefined
      ? []
      : [[{ text: ` ! ${drawn(state, problem)}`, tone: 'bad' } as const]]),
    fact(state, 'address', addr ?? '-'),
    fact(state, 'raft', raft ?? 'not in the configuration'),
    fact(state, 'gossip', gossip ?? '-'),
    fact(state, 'applied', index),
    fact(state, 'ready', ready === undefined ? '-' : ready ? 'yes' : 'no'),
    ...(drained ? [fact(state, 'drained', 'yes')] : []),
  ];
}

function processFacts(state: DashboardState, detail: NodeDetail): readonly Line[] {
  return [
    fact(state, 'version', `${detail.version}, Node ${detail.nodeVersion}, pid ${detail.pid}`),
    fact(state, 'memory', `${formatSize(detail.rssBytes)}, heap ${formatSize(detail.heapBytes)}`),
    fact(state, 'event loop p99', formatMicros(detail.loopDelayP99Us)),
    fact(state, 'log level', detail.logLevel),
    ...detail.certificates.map(({ use, subject, expiryMs }) =>
      fact(state, `certificate ${use}`, `${subject}, ${formatDays(expiryMs - state.nowMs)} left`),
    ),
    heading('Configuration'),
    ...detail.configuration.map(([name, value]) => fact(state, name, value)),
    heading('Log'),
    ...detail.log.map((line) => plain(` ${drawn(state, line)}`)),
  ];
}

function keyLines(
  state: DashboardState,
  { key, format }: Extract<Detail, { readonly type: 'key' }>,
  width: number,
): readonly Line[] {
  const detail = state.keyDetail.latest?.value;
  if (detail?.key !== key) return [plain(' waiting for an answer', 'dim')];
  return [
    ...itemLines(state, detail, format, width),
    heading('What this session saw of it'),
    ...detail.history.map((version) => versionLine(state, version)),
  ];
}

function itemLines(
  state: DashboardState,
  { item }: KeyDetail,
  format: ValueFormat,
  width: number,
): readonly Line[] {
  if (item === undefined) return [plain(' the key does not exist', 'warning')];
  const { revision, version, createRevision, expiresAtMs, leaseId, value } = item;
  const left = expiresAtMs === undefined ? '-' : formatAge(Math.max(expiresAtMs - state.nowMs, 0));
  return [
    fact(state, 'revision', `${revision}, version ${version}, created at ${createRevision}`),
    fact(state, 'time to live', left),
    ...(leaseId === 0 ? [] : [fact(state, 'lease', `${leaseId}`)]),
    fact(state, 'size', `${value.sizeBytes} B`),
    heading(`Value as ${format}`),
    ...shownValue(state, value, format, width),
  ];
}

function shownValue(
  state: DashboardState,
  value: ValuePreview,
  format: ValueFormat,
  width: number,
): readonly Line[] {
  if (state.ui.keys.values === 'hidden') return [plain(' hidden, v shows it', 'dim')];
  const { charset } = state.setup;
  return valueLines(value, format, { width: width - 2, charset }).map((text) => plain(` ${text}`));
}

function versionLine(state: DashboardState, { atMs, revision, change }: KeyVersion): Line {
  const isHidden = state.ui.keys.values === 'hidden';
  const what =
    change.type === 'read' || change.type === 'set'
      ? `${change.type.padEnd(8)}${isHidden ? `${change.value.sizeBytes} B` : previewText(change.value)}`
      : change.type;
  return [
    { text: ` ${formatTimeOfDay(atMs)} `, tone: 'dim' },
    { text: `${`rev ${revision}`.padEnd(13)}${drawn(state, what)}` },
  ];
}

function heading(text: string): Line {
  return [{ text: ` ${text}`, bold: true, tone: 'leader' }];
}

function fact(state: DashboardState, name: string, value: string): Line {
  const label = clip(drawn(state, name), limits.labelCells - 1, state.setup.charset);
  return [
    { text: ` ${label.padEnd(limits.labelCells)}`, tone: 'dim' },
    { text: drawn(state, value) },
  ];
}

function drawn(state: DashboardState, text: string): string {
  return drawable(text, state.setup.charset);
}
