import { decodeSerfMessage } from './codec/serf-codec.ts';
import { isSameEndpoint } from './endpoints.ts';
import type { GossipState, OwnQuery } from './state.ts';

/** A member tells which address it believes in for our name (serf-wire §6.7). Throws CORRUPT. */
export function countVote(state: GossipState, query: OwnQuery, payload: Uint8Array): void {
  const answer = decodeSerfMessage(payload);
  if (answer.type !== 'conflictResponse' || answer.member === undefined) return;
  if (isSameEndpoint(answer.member, state.nodes.self.endpoint)) query.votes += 1;
}

/** A minority for us: the other node keeps the name, and this one must stop (serf-wire §6.7). */
export function closeVote(state: GossipState, query: OwnQuery): void {
  const answers = query.answeredBy.size;
  const majority = Math.floor(answers / 2) + 1;
  // Nobody else there: nobody to decide either, and the claim was only the other node's own.
  if (answers === 0 || query.votes >= majority) return;
  state.outbox.report({ type: 'nameLost', votes: query.votes, answers });
}
