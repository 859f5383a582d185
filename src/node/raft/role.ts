import { invariant } from '../../shared/invariant.ts';
import { nextElection } from './clock.ts';
import { inTerm } from './durable.ts';
import { quorumContactAt } from './heartbeat.ts';
import type { AppendEntries, InstallSnapshot } from './messages.ts';
import type { Leader } from './output.ts';
import { failForwardedReads, failLeaderReads } from './read-index.ts';
import { type Follower, knownLeader, type RaftState } from './state.ts';

/**
 * Follows in the current or a newer term; without a leader until one shows itself (Raft paper §5.1).
 * A follower that stays one keeps its election timer: only what a leader or a vote did resets it
 * (raft-wire §5).
 */
export function follow(
  state: RaftState,
  term: number,
  leader: Leader | undefined,
  cause: string,
): Follower {
  adoptTerm(state, term);
  const { role } = state;
  if (role.type === 'follower') {
    if (role.leader?.id !== leader?.id) failForwardedReads(state, role, leader);
    role.leader = leader;
    return role;
  }
  if (role.type === 'leader') {
    state.leaderContactAt = quorumContactAt(state, role);
    failLeaderReads(state, role, leader);
  }
  const reads = { waiting: [], request: undefined };
  const follower: Follower = {
    type: 'follower',
    leader,
    contactAt: state.now,
    electionAt: nextElection(state),
    reads,
  };
  state.role = follower;
  state.outbox.report({ type: 'roleChanged', role: 'follower', term, cause });
  return follower;
}

/** Follows the sender of a request that only the leader of its term sends. */
export function followLeader(state: RaftState, request: AppendEntries | InstallSnapshot): Follower {
  const { from: id, fromAddress: address, term } = request;
  if (term === state.persistence.term) {
    invariant(state.role.type !== 'leader', `${id} leads in term ${term}, and so does this node`);
    const known = knownLeader(state);
    invariant(
      known === undefined || known.id === id,
      `${id} and ${known?.id} lead in term ${term}`,
    );
  }
  const follower = follow(state, term, { id, address }, `${id} leads`);
  state.leaderContactAt = state.now;
  return follower;
}

/** The leader did something that succeeded: wait for it again. */
export function heardLeader(state: RaftState, follower: Follower): void {
  follower.contactAt = state.now;
  follower.electionAt = nextElection(state);
}

function adoptTerm(state: RaftState, term: number): void {
  const { persistence, outbox } = state;
  invariant(term >= persistence.term, `term ${term} would go back from ${persistence.term}`);
  if (term === persistence.term) return;
  persistence.setHardState(inTerm(persistence.hardState, term));
  outbox.disownOlderTerms(term);
}
