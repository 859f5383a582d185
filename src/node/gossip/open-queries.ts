import type { Query } from './messages.ts';
import type { GossipState, OpenQuery } from './state.ts';

const limits = {
  openQueriesMax: 1024,
  /** Whatever a query asks for, its answer is not waited for longer. */
  timeoutMaxMs: 10 * 60_000,
} as const;

/** A query that the owner may answer until its deadline. Returns our own number for it. */
export function openQuery(state: GossipState, query: Query): number {
  if (state.openQueries.size >= limits.openQueriesMax) {
    for (const oldest of state.openQueries.keys()) {
      state.openQueries.delete(oldest);
      state.outbox.dropped += 1;
      break;
    }
  }
  const id = state.nextOpenQueryId;
  state.nextOpenQueryId += 1;
  state.openQueries.set(id, { query, until: state.now + waitFor(query) });
  return id;
}

/** Undefined when it was answered already or is too late. */
export function closeQuery(state: GossipState, id: number): Query | undefined {
  const open: OpenQuery | undefined = state.openQueries.get(id);
  state.openQueries.delete(id);
  return open === undefined || state.now >= open.until ? undefined : open.query;
}

export function waitFor({ timeoutMs }: Pick<Query, 'timeoutMs'>): number {
  return Math.min(timeoutMs, limits.timeoutMaxMs);
}
