import { isInGrace } from './clock.ts';
import type { Progress } from './progress.ts';
import { hasQuorum, quorumIndex } from './quorum.ts';
import { type Leadership, type RaftState, requestTo } from './state.ts';

const limits = {
  /** Heartbeats under way to one peer: they end when the transport or the time-out gives them up. */
  inflightMax: 32,
} as const;

/** Sends the heartbeats that are due, whatever replication does meanwhile (raft-wire §6). */
export function tickHeartbeats(state: RaftState, leadership: Leadership): void {
  for (const peer of leadership.peers.values()) {
    if (state.now >= peer.heartbeatAt) sendHeartbeat(state, peer);
  }
}

export function sendHeartbeats(state: RaftState, leadership: Leadership): void {
  for (const peer of leadership.peers.values()) sendHeartbeat(state, peer);
}

/** In the form that a Go peer answers without waiting for its disk (raft-wire §1). */
function sendHeartbeat(state: RaftState, peer: Progress): void {
  peer.heartbeatAt = state.now + state.settings.heartbeatIntervalMs;
  if (peer.heartbeats.size >= limits.inflightMax) return;
  const request = requestTo(state, peer);
  peer.heartbeats.set(request.rpcId, state.now);
  state.outbox.send({
    ...request,
    type: 'appendEntries',
    prevLogIndex: 0,
    prevLogTerm: 0,
    entries: [],
    leaderCommit: 0,
    heartbeat: true,
  });
}

/**
 * Whether a majority of the voters has answered within the lease. A leader without one may have been
 * replaced long ago and steps down (Raft thesis §6.2).
 */
export function hasContact(state: RaftState, leadership: Leadership): boolean {
  if (isInGrace(state)) return true;
  return hasQuorum(state.membership.configuration, (voter) => {
    if (voter === state.id) return true;
    const contactAt = leadership.peers.get(voter)?.contactAt ?? leadership.startedAt;
    return state.now - contactAt < state.settings.leaderLeaseTimeoutMs;
  });
}

/** The latest time by which a majority of the voters, this node included, had answered. */
export function quorumContactAt(state: RaftState, leadership: Leadership): number {
  return quorumIndex(state.membership.configuration, (voter) => {
    if (voter === state.id) return state.now;
    return leadership.peers.get(voter)?.contactAt ?? leadership.startedAt;
  });
}
