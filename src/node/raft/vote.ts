import { isBlank } from './blank.ts';
import { isInGrace } from './clock.ts';
import { isVoter, serverOf } from './configuration.ts';
import type { PreVote, RequestVote } from './messages.ts';
import { answerTo, refusalTo } from './refusal.ts';
import { follow, heardLeader } from './role.ts';
import { knownLeader, type RaftState } from './state.ts';

/**
 * RequestVote as a receiver, in the order of raft-wire §5; (1) and (2) leave even the term alone, so
 * that removed and cut-off servers disturb nobody. A non-voter grants like everybody else: who asks it
 * already has the entry that made it a voter, and may need its vote to commit that (Raft thesis §4.1).
 * Only a blank node grants nothing: it may have voted before (blank.ts).
 */
export function onRequestVote(state: RaftState, request: RequestVote): void {
  const { outbox, persistence } = state;
  const disturbs = !request.leadershipTransfer && followsAnother(state, request);
  if (isStranger(state, request) || disturbs || request.term < persistence.term) {
    outbox.send(refusalTo(state, request));
    return;
  }
  if (request.term > persistence.term) {
    follow(state, request.term, undefined, `${request.from} campaigns in a higher term`);
  }
  const granted = !isBlank(state) && isElectable(state, request) && grantVote(state, request);
  if (granted) {
    const cause = `it voted for ${request.from}`;
    heardLeader(state, follow(state, persistence.term, knownLeader(state), cause));
  }
  outbox.send({ ...answerTo(state, request), type: 'requestVoteResponse', granted });
}

/**
 * PreVote as a receiver. It promises nothing: nothing is stored, no term adopted, no timer reset
 * (raft-wire §8.8), and an earlier vote does not matter.
 */
export function onPreVote(state: RaftState, request: PreVote): void {
  const { outbox, persistence } = state;
  const granted =
    !isBlank(state) &&
    !isStranger(state, request) &&
    !followsAnother(state, request) &&
    request.term >= persistence.term &&
    isElectable(state, request) &&
    isUpToDate(state, request);
  const term = Math.max(request.term, persistence.term);
  outbox.send({ ...answerTo(state, request), term, type: 'preVoteResponse', granted });
}

/** One vote a term, to the first up-to-date candidate; asked again by it, the same answer (§5.2). */
function grantVote(state: RaftState, request: RequestVote): boolean {
  const { term, votedFor, votedForAddress } = state.persistence.hardState;
  if (votedFor !== '') return votedFor === request.from && votedForAddress === request.fromAddress;
  if (!isUpToDate(state, request)) return false;
  const vote = { votedFor: request.from, votedForAddress: request.fromAddress };
  state.persistence.setHardState({ term, ...vote });
  return true;
}

/**
 * Rule 1: not in our configuration. A peer older than hashicorp/raft 1.3.7 gives no id. Unlike
 * hashicorp/raft we go by our configuration, here and for rule 5, only if our log reaches as far as the
 * candidate's: its log may hold the entry that made it a voter, and it may be the only one that can win.
 */
function isStranger(state: RaftState, request: RequestVote | PreVote): boolean {
  const { from } = request;
  const { configuration } = state.membership;
  if (from === '' || configuration.servers.length === 0) return false;
  return serverOf(configuration, from) === undefined && compareLogs(state, request) <= 0;
}

/** Rule 5: in our configuration, but not as a voter. */
function isElectable(state: RaftState, request: RequestVote | PreVote): boolean {
  const { from } = request;
  const { configuration } = state.membership;
  if (from === '' || configuration.servers.length === 0) return true;
  return isVoter(configuration, from) || compareLogs(state, request) > 0;
}

/**
 * Rule 2: somebody else leads, and was heard within the election timeout (Raft thesis §4.2.3). Who
 * that is, is decided by the address (raft-wire §8.8).
 */
function followsAnother(state: RaftState, { fromAddress }: RequestVote | PreVote): boolean {
  const leader = knownLeader(state);
  if (leader === undefined || leader.address === fromAddress) return false;
  if (state.role.type !== 'follower' || isInGrace(state)) return true;
  return state.now - state.role.contactAt < state.settings.electionTimeoutMs;
}

function isUpToDate(state: RaftState, request: RequestVote | PreVote): boolean {
  return compareLogs(state, request) >= 0;
}

/** Above 0 when the candidate's log is more up to date than ours (Raft paper §5.4.1). */
function compareLogs({ log }: RaftState, request: RequestVote | PreVote): number {
  return request.lastLogTerm - log.lastTerm || request.lastLogIndex - log.lastIndex;
}
