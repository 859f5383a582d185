import type { RaftState } from './state.ts';

const limits = {
  /** Without any input for longer than this many heartbeat intervals, the process was paused. */
  pauseHeartbeats: 3,
} as const;

/**
 * Every input brings the time. After a pause (a long garbage collection, SIGSTOP, a suspended virtual
 * machine) timers are due that would not be, had this node read what its peers sent meanwhile; Node
 * runs timers before it reads sockets. So after a gap between two inputs the rule is:
 *
 *  - For one heartbeat interval no election timer fires, the quorum check waits, and a leader that
 *    this node knew is still believed alive: the queued messages come first.
 *  - A leader sends heartbeats at once, and answers reads only after a quorum has answered those: a
 *    read round older than the lease is begun again (I21).
 *
 * Time never goes back: an input with an older time counts as simultaneous with the newest one.
 */
export function observe(state: RaftState, now: number): void {
  const { heartbeatIntervalMs } = state.settings;
  if (now - state.now > limits.pauseHeartbeats * heartbeatIntervalMs) {
    state.graceUntil = now + heartbeatIntervalMs;
  }
  state.now = Math.max(state.now, now);
}

export function isInGrace(state: RaftState): boolean {
  return state.now < state.graceUntil;
}

/** A new time for the election timer, random so that two nodes rarely campaign at once (§5.2). */
export function nextElection(state: RaftState): number {
  return state.now + state.settings.electionTimeoutMs * (1 + state.random());
}
