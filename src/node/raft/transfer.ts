import { invariant } from '../../shared/invariant.ts';
import { isVoter, type ServerId, serverOf } from './configuration.ts';
import { mayCampaign, requestVotes } from './election.ts';
import type { TimeoutNow } from './messages.ts';
import type { Refusal } from './output.ts';
import { answerTo } from './refusal.ts';
import { type Leadership, type RaftState, requestTo } from './state.ts';

/**
 * Hands leadership over (Raft thesis §3.10): no new entries, the target catches up, then it campaigns
 * at once. After an election timeout without a new leader this one goes on.
 */
export function beginTransfer(
  state: RaftState,
  leadership: Leadership,
  wanted: ServerId | undefined,
): Refusal | { readonly type: 'transferring'; readonly target: ServerId } {
  if (leadership.transfer !== undefined) return { type: 'transferring' };
  const target = wanted ?? bestTarget(state, leadership);
  if (target === undefined) return invalid('there is no other voter');
  if (target === state.id) return invalid(`${target} leads already`);
  const { configuration } = state.membership;
  const server = serverOf(configuration, target);
  if (server === undefined || !isVoter(configuration, target)) {
    return invalid(`${target} is no voter`);
  }
  const until = state.now + state.settings.electionTimeoutMs;
  leadership.transfer = { target: server, until, rpcId: undefined };
  return { type: 'transferring', target };
}

/** Tells the target to campaign once it holds the whole log. */
export function continueTransfer(state: RaftState, leadership: Leadership): void {
  const { transfer } = leadership;
  if (transfer === undefined || transfer.rpcId !== undefined) return;
  const matchIndex = leadership.peers.get(transfer.target.id)?.matchIndex ?? 0;
  invariant(matchIndex <= state.log.lastIndex, 'a peer holds no more than its leader');
  if (matchIndex < state.log.lastIndex) return;
  const request = requestTo(state, transfer.target);
  transfer.rpcId = request.rpcId;
  state.outbox.send({ ...request, type: 'timeoutNow' });
}

export function tickTransfer(state: RaftState, leadership: Leadership): void {
  const { transfer } = leadership;
  if (transfer !== undefined && state.now >= transfer.until) leadership.transfer = undefined;
}

/** TimeoutNow got no answer: it is sent again as long as there is time. */
export function transferLost(leadership: Leadership, rpcId: number): void {
  if (leadership.transfer?.rpcId === rpcId) leadership.transfer.rpcId = undefined;
}

/**
 * Campaigns at once, without a pre-vote. Only for the leader that this node follows: one that comes
 * late must not depose its successor. The answer leaves before the term of the campaign is stored.
 */
export function onTimeoutNow(state: RaftState, request: TimeoutNow): void {
  const { role, outbox } = state;
  outbox.send({ ...answerTo(state, request), type: 'timeoutNowResponse' });
  if (role.type !== 'follower' || role.leader?.address !== request.fromAddress) return;
  if (!mayCampaign(state)) return;
  requestVotes(state, `${request.from} hands leadership over`, { leadershipTransfer: true });
}

function bestTarget(state: RaftState, leadership: Leadership): ServerId | undefined {
  const voters = [...leadership.peers.values()].filter((peer) =>
    isVoter(state.membership.configuration, peer.id),
  );
  return voters.sort((one, other) => other.matchIndex - one.matchIndex)[0]?.id;
}

function invalid(reason: string): Refusal {
  return { type: 'invalidChange', reason };
}
