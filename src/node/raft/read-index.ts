import { invariant } from '../../shared/invariant.ts';
import type { ReadIndex, ReadIndexResponse } from './messages.ts';
import type { Leader } from './output.ts';
import { hasQuorum } from './quorum.ts';
import { answerTo, refusalTo } from './refusal.ts';
import { type Follower, type Leadership, type RaftState, type Read, requestTo } from './state.ts';

const limits = {
  /** Reads that wait for a round; more fail at once. */
  waitingMax: 65_536,
} as const;

/** Asks for a read index; the outcome appears in a later output (Raft thesis §6.4). */
export function askReadIndex(state: RaftState, id: number): void {
  const { role, outbox } = state;
  const waiting = role.type === 'candidate' ? 0 : role.reads.waiting.length;
  if (role.type === 'leader' && waiting < limits.waitingMax) {
    role.reads.waiting.push({ type: 'local', id });
  } else if (role.type === 'follower' && role.leader !== undefined && waiting < limits.waitingMax) {
    role.reads.waiting.push(id);
  } else {
    outbox.answerRead({ id, type: 'failed', leader: undefined });
  }
}

/** A follower asks on behalf of its own state machine. */
export function onReadIndex(state: RaftState, request: ReadIndex): void {
  const { role, outbox } = state;
  if (role.type !== 'leader' || role.reads.waiting.length >= limits.waitingMax) {
    outbox.send(refusalTo(state, request));
  } else {
    role.reads.waiting.push({ type: 'remote', request });
  }
}

/**
 * Begins a round for all reads that wait, unless one is under way. Tells whether heartbeats must go
 * out for it. Before an entry of this term is committed the leader does not know what is (Raft thesis
 * §6.4), so the reads wait for that.
 */
export function beginReadRound(state: RaftState, leadership: Leadership): boolean {
  const { reads, startIndex } = leadership;
  if (reads.round !== undefined || reads.waiting.length === 0) return false;
  if (state.commitIndex < startIndex) return false;
  reads.round = {
    index: state.commitIndex,
    afterRpcId: state.nextRpcId - 1,
    startedAt: state.now,
    reads: reads.waiting,
  };
  reads.waiting = [];
  return true;
}

/**
 * Answers the round when a quorum of voters has answered requests that were sent after it began. A
 * round that took longer than the lease proves too little by now and is begun again (I21).
 */
export function finishReadRound(state: RaftState, leadership: Leadership): void {
  const { reads, peers } = leadership;
  const { round } = reads;
  if (round === undefined) return;
  const confirmed = hasQuorum(state.membership.configuration, (voter) => {
    if (voter === state.id) return true;
    return (peers.get(voter)?.confirmedRpcId ?? 0) > round.afterRpcId;
  });
  if (!confirmed) return;
  invariant(round.index <= state.commitIndex, 'the commit index never goes back');
  reads.round = undefined;
  if (state.now - round.startedAt >= state.settings.leaderLeaseTimeoutMs) {
    reads.waiting = [...round.reads, ...reads.waiting];
  } else {
    for (const read of round.reads) confirm(state, read, round.index);
    // A follower serves the read when it knows that what it has is committed.
    const isRemote = round.reads.some(({ type }) => type === 'remote');
    if (isRemote) leadership.commitToTell = state.commitIndex;
  }
}

function confirm(state: RaftState, read: Read, index: number): void {
  const { outbox } = state;
  if (read.type === 'local') outbox.answerRead({ id: read.id, type: 'confirmed', index });
  else outbox.send({ ...answerTo(state, read.request), type: 'readIndexResponse', index });
}

/** This node leads no more: nobody gets an index from it. */
export function failLeaderReads(
  state: RaftState,
  leadership: Leadership,
  leader: Leader | undefined,
): void {
  const { reads } = leadership;
  for (const read of [...(reads.round?.reads ?? []), ...reads.waiting]) {
    if (read.type === 'local') state.outbox.answerRead({ id: read.id, type: 'failed', leader });
    else state.outbox.send(refusalTo(state, read.request));
  }
  reads.round = undefined;
  reads.waiting = [];
}

/** Sends one request for all reads that wait, unless one is under way. */
export function forwardReads(state: RaftState, follower: Follower): void {
  const { reads, leader } = follower;
  if (reads.request !== undefined || reads.waiting.length === 0) return;
  invariant(leader !== undefined, 'reads wait only while a leader is known');
  const request = { ...requestTo(state, leader), type: 'readIndex' as const };
  reads.request = { rpcId: request.rpcId, sentAt: state.now, ids: reads.waiting };
  reads.waiting = [];
  state.outbox.send(request);
}

export function onReadIndexResponse(state: RaftState, response: ReadIndexResponse): void {
  const { role } = state;
  if (role.type !== 'follower' || role.reads.request?.rpcId !== response.rpcId) return;
  const answered = response.index > 0 && response.term === state.persistence.term;
  if (answered) {
    for (const id of role.reads.request.ids) {
      state.outbox.answerRead({ id, type: 'confirmed', index: response.index });
    }
    role.reads.request = undefined;
  } else {
    failReadRequest(state, role);
  }
}

export function expireForwardedReads(state: RaftState): void {
  const { role, now, settings } = state;
  if (role.type !== 'follower' || role.reads.request === undefined) return;
  if (now - role.reads.request.sentAt >= settings.rpcTimeoutMs) failReadRequest(state, role);
}

/** The request under way got no answer, or a refusal. */
export function failReadRequest(state: RaftState, follower: Follower): void {
  for (const id of follower.reads.request?.ids ?? []) {
    state.outbox.answerRead({ id, type: 'failed', leader: follower.leader });
  }
  follower.reads.request = undefined;
}

/** The leader that was asked leads no more. */
export function failForwardedReads(
  state: RaftState,
  follower: Follower,
  leader: Leader | undefined,
): void {
  const { reads } = follower;
  for (const id of [...(reads.request?.ids ?? []), ...reads.waiting]) {
    state.outbox.answerRead({ id, type: 'failed', leader });
  }
  reads.request = undefined;
  reads.waiting = [];
}
