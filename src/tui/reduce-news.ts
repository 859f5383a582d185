import type { News } from './actions.ts';
import { mergeEvents } from './event-merge.ts';
import type { ClusterPicture, KeysPage, LoadBucket, LoadSeries, Part, Trouble } from './facts.ts';
import type { DashboardState } from './state.ts';

const limits = {
  recordedMs: 15 * 60_000,
  /** Pictures that follow sooner are shown and not recorded. */
  recordingGapMs: 900,
  bucketsMax: 900,
} as const;

/** Takes in one thing that the source has heard, at `state.nowMs`. */
export function reduceNews(state: DashboardState, news: News): DashboardState {
  const { nowMs } = state;
  switch (news.type) {
    case 'picture':
      return {
        ...state,
        cluster: known(news.picture, nowMs),
        recordings: recorded(state.recordings, news.picture),
      };
    case 'load':
      return { ...state, load: known(withBuckets(state, news.nodeId, news.buckets), nowMs) };
    case 'events': {
      const before = state.events.latest?.value ?? [];
      return { ...state, events: known(mergeEvents(before, news.events), nowMs) };
    }
    case 'keys':
      return takesPage(state, news.page) ? { ...state, keys: known(news.page, nowMs) } : state;
    case 'raft':
      if (state.ui.position.type === 'frozen') return state;
      return { ...state, raft: known(news.tail, nowMs) };
    case 'nodeDetail':
      return { ...state, nodeDetail: known(news.detail, nowMs) };
    case 'keyDetail':
      return { ...state, keyDetail: known(news.detail, nowMs) };
    case 'trouble': {
      const part = { ...state[news.part], trouble: troubleSince(state[news.part], news.trouble) };
      return { ...state, [news.part]: part };
    }
    case 'connected':
      return state.connection.type === 'live' ? state : { ...state, connection: { type: 'live' } };
    case 'disconnected':
      return { ...state, connection: stale(state, news) };
  }
}

function known<Value>(value: Value, atMs: number): Part<Value> {
  return { latest: { value, atMs }, trouble: undefined };
}

function recorded(
  recordings: readonly ClusterPicture[],
  picture: ClusterPicture,
): readonly ClusterPicture[] {
  const last = recordings.at(-1);
  if (last !== undefined && picture.atMs - last.atMs < limits.recordingGapMs) return recordings;
  const oldestMs = picture.atMs - limits.recordedMs;
  return [...recordings.filter(({ atMs }) => atMs >= oldestMs), picture];
}

/** The series of a node that has been silent for as long as a series is goes away. */
function withBuckets(
  { load }: DashboardState,
  nodeId: string,
  buckets: readonly LoadBucket[],
): ReadonlyMap<string, LoadSeries> {
  const before = load.latest?.value ?? new Map<string, LoadSeries>();
  const own = before.get(nodeId)?.buckets ?? [];
  const all = [...own];
  for (const bucket of buckets) {
    if (bucket.second > (all.at(-1)?.second ?? 0)) all.push(bucket);
  }
  const newest = all.at(-1)?.second ?? 0;
  const kept = all.filter(({ second }) => second > newest - limits.bucketsMax);
  const others = [...before].filter(
    ([id, series]) =>
      id !== nodeId && (series.buckets.at(-1)?.second ?? 0) > newest - limits.bucketsMax,
  );
  return new Map([...others, [nodeId, { nodeId, buckets: kept }]]);
}

/** A frozen pane is only filled when something else was asked of it. */
function takesPage({ ui, keys }: DashboardState, { query }: KeysPage): boolean {
  if (ui.position.type === 'live') return true;
  const shown = keys.latest?.value.query;
  return JSON.stringify(shown) !== JSON.stringify(query);
}

function troubleSince({ trouble }: Part<unknown>, news: Trouble): Trouble {
  if (news.type !== 'failed' || trouble?.type !== 'failed') return news;
  return { ...news, sinceMs: trouble.sinceMs };
}

function stale(
  { connection, cluster, nowMs }: DashboardState,
  { reason, retryAtMs }: Extract<News, { type: 'disconnected' }>,
): DashboardState['connection'] {
  const sinceMs = connection.type === 'live' ? (cluster.latest?.atMs ?? nowMs) : connection.sinceMs;
  return { type: 'stale', sinceMs, retryAtMs, reason };
}
