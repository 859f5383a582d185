import { invariant } from '../../shared/invariant.ts';
import { isBlank } from './blank.ts';
import { isInGrace, nextElection } from './clock.ts';
import { isVoter, type ServerId, votersOf } from './configuration.ts';
import { becomeLeader } from './leadership.ts';
import type { PreVoteResponse, RequestVoteResponse } from './messages.ts';
import { hasQuorum } from './quorum.ts';
import { failForwardedReads } from './read-index.ts';
import { follow } from './role.ts';
import { type Candidate, type RaftState, requestTo } from './state.ts';

const limits = {
  /** Of the election timeout: so soon does a follower campaign whose leader is gone. Random below it. */
  disconnectedShare: 0.15,
} as const;

/**
 * The leader's last connection broke, as it does when its process ends: the follower need not wait for
 * the whole election timeout. It may be wrong. Therefore it asks with a pre-vote, which everybody
 * who still hears the leader refuses (Raft thesis §9.6).
 */
export function leaderDisconnected(state: RaftState, id: ServerId): void {
  const { role, settings, persistence } = state;
  if (!settings.preVote || role.type !== 'follower' || role.leader?.id !== id) return;
  const follower = follow(state, persistence.term, undefined, `${id} is disconnected`);
  const soonMs = settings.electionTimeoutMs * limits.disconnectedShare * state.random();
  follower.electionAt = Math.min(follower.electionAt, state.now + soonMs);
}

/** Campaigns when the election timer has fired (Raft paper §5.2). */
export function tickElection(state: RaftState): void {
  const { role } = state;
  if (role.type === 'leader' || state.now < role.electionAt || isInGrace(state)) return;
  if (mayCampaign(state)) {
    campaign(state, 'nothing was heard of a leader');
  } else {
    const follower = follow(state, state.persistence.term, undefined, 'it may not campaign');
    follower.electionAt = nextElection(state);
  }
}

/**
 * Only a voter campaigns: not a blank node, and not a removed or demoted one (raft-wire §6). But one whose
 * removal it does not know to be committed may be the only one that holds the entry, and until it leads
 * and commits that, nobody whose log is shorter can win its vote (Raft thesis §4.2.2). Nor does a node
 * campaign whose disk hangs: it would only lose the next leadership as it lost the last.
 */
export function mayCampaign(state: RaftState): boolean {
  const { persistence, settings } = state;
  const writingFor = state.now - (persistence.writingSince ?? state.now);
  return mayLead(state) && !isBlank(state) && writingFor < settings.electionTimeoutMs;
}

function mayLead({ id, membership, commitIndex }: RaftState): boolean {
  if (isVoter(membership.configuration, id)) return true;
  const isCommitted = membership.latest.configurationIndex <= commitIndex;
  return !isCommitted && isVoter(membership.previous, id);
}

function campaign(state: RaftState, cause: string): void {
  const { configuration } = state.membership;
  // A demoted node that does not know its demotion committed may see one voter, and not be it.
  const isAlone = votersOf(configuration).length === 1 && isVoter(configuration, state.id);
  if (state.settings.preVote && !isAlone) preVote(state, cause);
  else requestVotes(state, cause, { leadershipTransfer: false });
}

/** Asks whether it could win, before it disturbs anybody with a new term (Raft thesis §9.6). */
function preVote(state: RaftState, cause: string): void {
  const term = state.persistence.term + 1;
  const lastLog = { lastLogIndex: state.log.lastIndex, lastLogTerm: state.log.lastTerm };
  const rpcIds = askVoters(state, (envelope) =>
    state.outbox.send({ ...envelope, ...lastLog, type: 'preVote', term }),
  );
  becomeCandidate(state, 'preVote', rpcIds, cause);
  countVotes(state);
}

/** Campaigns for real. Its own vote counts like any other: once it is durable (I7, I8). */
export function requestVotes(
  state: RaftState,
  cause: string,
  { leadershipTransfer }: { readonly leadershipTransfer: boolean },
): void {
  invariant(mayLead(state), 'only a voter campaigns');
  const term = state.persistence.term + 1;
  state.persistence.setHardState({ term, votedFor: state.id, votedForAddress: state.address });
  state.outbox.disownOlderTerms(term);
  const lastLog = { lastLogIndex: state.log.lastIndex, lastLogTerm: state.log.lastTerm };
  const rpcIds = askVoters(state, (envelope) =>
    state.outbox.send({ ...envelope, ...lastLog, type: 'requestVote', leadershipTransfer }),
  );
  becomeCandidate(state, 'vote', rpcIds, cause);
}

export function onPreVoteResponse(state: RaftState, response: PreVoteResponse): void {
  const proposed = state.persistence.term + 1;
  if (!response.granted && response.term > proposed) {
    follow(state, response.term, undefined, `${response.from} is in a higher term`);
  } else if (response.granted && response.term === proposed) {
    count(state, 'preVote', response);
  }
}

export function onVoteResponse(state: RaftState, response: RequestVoteResponse): void {
  if (response.granted && response.term === state.persistence.term) count(state, 'vote', response);
}

function count(
  state: RaftState,
  phase: Candidate['phase'],
  { from, rpcId }: PreVoteResponse | RequestVoteResponse,
): void {
  const { role } = state;
  if (role.type !== 'candidate' || role.phase !== phase || role.rpcIds.get(from) !== rpcId) return;
  role.granted.add(from);
  countVotes(state);
}

/** Goes on when a majority of the voters has granted. Votes of non-voters do not count (I11). */
export function countVotes(state: RaftState): void {
  const { role, persistence } = state;
  if (role.type !== 'candidate') return;
  const ownVoteCounts =
    role.phase === 'preVote' || persistence.isDurable(persistence.hardStateSequence);
  const won = hasQuorum(state.membership.configuration, (voter) =>
    voter === state.id ? ownVoteCounts : role.granted.has(voter),
  );
  if (!won) return;
  if (role.phase === 'vote') becomeLeader(state);
  else requestVotes(state, 'it would win', { leadershipTransfer: false });
}

function becomeCandidate(
  state: RaftState,
  phase: Candidate['phase'],
  rpcIds: Candidate['rpcIds'],
  cause: string,
): void {
  const { role, persistence, outbox } = state;
  invariant(role.type !== 'leader', 'a leader does not campaign');
  if (role.type === 'follower') failForwardedReads(state, role, undefined);
  const electionAt = nextElection(state);
  state.role = { type: 'candidate', phase, rpcIds, granted: new Set(), electionAt };
  outbox.report({ type: 'roleChanged', role: 'candidate', term: persistence.term, cause });
}

function askVoters(
  state: RaftState,
  ask: (envelope: ReturnType<typeof requestTo>) => void,
): ReadonlyMap<ServerId, number> {
  const rpcIds = new Map<ServerId, number>();
  for (const voter of votersOf(state.membership.configuration)) {
    if (voter.id === state.id) continue;
    const envelope = requestTo(state, voter);
    rpcIds.set(voter.id, envelope.rpcId);
    ask(envelope);
  }
  return rpcIds;
}
