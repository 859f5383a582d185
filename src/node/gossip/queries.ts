import { internalPrefix, serveInternal } from './internal-queries.ts';
import type { Query } from './messages.ts';
import { openQuery, waitFor } from './open-queries.ts';
import { acknowledge } from './query-answer.ts';
import { isForUs } from './query-filter.ts';
import type { GossipState } from './state.ts';

/** Of a query's identity in the buffer of those seen. */
const seenBytes = 8;

/** Whether it was new and is to be passed on, for us or not (serf-wire §6.6). */
export function takeQuery(state: GossipState, query: Query): boolean {
  const { ltime, id } = query;
  const { query: clock } = state.clocks;
  clock.witness(ltime);
  const sighting = state.seenQueries.see(id, { ltime, clock: clock.time, bytes: seenBytes });
  if (sighting === 'tooMany') state.outbox.dropped += 1;
  if (sighting !== 'first') return false;
  if (isForUs(state, query.filters)) serve(state, query);
  return !query.noBroadcast;
}

function serve(state: GossipState, query: Query): void {
  if (query.wantsAck) acknowledge(state, query);
  if (query.name.startsWith(internalPrefix)) {
    serveInternal(state, query);
    return;
  }
  const { name, payload, sourceNode } = query;
  const queryId = openQuery(state, query);
  const timeoutMs = waitFor(query);
  state.outbox.report({ type: 'query', queryId, name, payload, sourceNode, timeoutMs });
}
