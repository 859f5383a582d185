import { encodeSerfMessage } from './codec/serf-codec.ts';
import { sendSerf } from './dissemination.ts';
import { isSameEndpoint } from './endpoints.ts';
import type { ConflictResponse, KeyResponse, Query, QueryResponse } from './messages.ts';
import type { NodeState } from './node-table.ts';
import { takeQueryResponse } from './query-responses.ts';
import type { GossipState } from './state.ts';
import { protocolMaxOf, limits as versionLimits } from './versions.ts';

const limits = {
  /** serf-wire §6.6 */
  responseBytesMax: 1024,
} as const;

/** Tells the sender of a query at once that it came through (serf-wire §6.6, flag 1). */
export function acknowledge(state: GossipState, query: Query): void {
  deliver(state, query, responseTo(state, query, { isAck: true, payload: new Uint8Array() }));
}

/** False when the answer is too long to be sent. */
export function answer(state: GossipState, query: Query, payload: Uint8Array): boolean {
  const response = responseTo(state, query, { isAck: false, payload });
  if (encodeSerfMessage(response).length > limits.responseBytesMax) return false;
  deliver(state, query, response);
  return true;
}

export function answerConflict(state: GossipState, query: Query, response: ConflictResponse): void {
  answer(state, query, encodeSerfMessage(response));
}

/** Answers with as many keys as fit, and says so when some are left out (serf-wire §6.6). */
export function answerKeys(state: GossipState, query: Query, response: KeyResponse): void {
  const { keys } = response;
  for (let shown = keys.length; shown >= 0; shown -= 1) {
    const message =
      shown < keys.length
        ? `Truncated key list response, showing first ${shown} of ${keys.length} keys`
        : response.message;
    const fitting: KeyResponse = { ...response, message, keys: keys.slice(0, shown) };
    if (answer(state, query, encodeSerfMessage(fitting))) return;
  }
}

function responseTo(
  { name }: GossipState,
  { ltime, id }: Query,
  content: { readonly isAck: boolean; readonly payload: Uint8Array },
): QueryResponse {
  return { type: 'queryResponse', ltime, id, from: name, ...content };
}

function deliver(state: GossipState, query: Query, response: QueryResponse): void {
  if (query.sourceNode === state.name && isSameEndpoint(query, state.nodes.self.endpoint)) {
    takeQueryResponse(state, response);
    return;
  }
  sendSerf(state, query, response);
  relay(state, query, response);
}

/** More copies of the answer by way of other members, when the sender asked for them (§6.6). */
function relay(state: GossipState, query: Query, response: QueryResponse): void {
  if (query.relayFactor === 0 || state.members.size < query.relayFactor + 1) return;
  const { address, port, sourceNode } = query;
  const canRelay = ({ standing, vsn }: NodeState): boolean =>
    standing.type === 'alive' && protocolMaxOf(vsn) >= versionLimits.relayProtocol;
  for (const helper of state.nodes.pick(query.relayFactor, canRelay)) {
    sendSerf(state, helper.endpoint, {
      type: 'relay',
      destination: { address, port },
      destinationName: sourceNode,
      message: encodeSerfMessage(response),
    });
  }
}
