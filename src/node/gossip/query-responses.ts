import { decodeSerfMessage } from './codec/serf-codec.ts';
import { closeVote, countVote } from './conflict-vote.ts';
import type { QueryResponse } from './messages.ts';
import { limits as nodeLimits } from './node-table.ts';
import type { GossipState, OwnQuery } from './state.ts';

/** An answer to a query of ours: the first one of each member counts (serf-wire §6.6). */
export function takeQueryResponse(state: GossipState, response: QueryResponse): void {
  const { id, ltime, isAck } = response;
  const query = state.ownQueries.get(id);
  if (query === undefined || query.ltime !== ltime || state.now >= query.until) return;
  if (isAck) takeAck(state, query, response);
  else takeAnswer(state, query, response);
}

/** No more answers come to those that are over. */
export function expireQueries(state: GossipState): void {
  for (const [id, query] of state.ownQueries) {
    if (state.now < query.until) continue;
    state.ownQueries.delete(id);
    if (query.purpose === 'nameConflict') {
      closeVote(state, query);
    } else {
      const acks = query.ackedBy.size;
      const responses = query.answeredBy.size;
      state.outbox.report({ type: 'queryFinished', id, acks, responses });
    }
  }
  for (const [id, { until }] of state.openQueries) {
    if (state.now >= until) state.openQueries.delete(id);
  }
}

function takeAck(state: GossipState, { ackedBy }: OwnQuery, { id, from }: QueryResponse): void {
  if (!isFirst(ackedBy, from)) return;
  state.outbox.report({ type: 'queryAck', id, from });
}

function takeAnswer(state: GossipState, query: OwnQuery, { id, from, payload }: QueryResponse) {
  if (!isFirst(query.answeredBy, from)) return;
  switch (query.purpose) {
    case 'application':
      state.outbox.report({ type: 'queryResponse', id, from, payload });
      break;
    case 'keys': {
      const response = decodeSerfMessage(payload);
      if (response.type === 'keyResponse') {
        state.outbox.report({ type: 'keyResponse', id, from, response });
      }
      break;
    }
    case 'nameConflict':
      countVote(state, query, payload);
  }
}

/** There are no more members than that, whatever names somebody invents. */
function isFirst(senders: Set<string>, from: string): boolean {
  if (senders.has(from) || senders.size >= nodeLimits.nodesMax) return false;
  senders.add(from);
  return true;
}
