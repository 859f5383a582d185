import { invariant } from '../../shared/invariant.ts';
import type { SnapshotMeta } from './entry.ts';
import { lastIndexFor } from './leadership.ts';
import type { AppendEntriesResponse, InstallSnapshotResponse } from './messages.ts';
import type { ProgressState } from './output.ts';
import { type Inflight, matched, type Progress, takeInflight } from './progress.ts';
import { type Leadership, type RaftState, requestTo } from './state.ts';

const limits = {
  /** The pause after a failed request doubles from the one to the other, in milliseconds. */
  retryMinMs: 10,
  retryMaxMs: 500,
  /** A snapshot that the transport neither finished nor gave up after this long counts as lost. */
  snapshotTimeoutMs: 30 * 60 * 1000,
} as const;

/** Sends to every peer what it lacks, as far as its window allows (Raft paper §5.3). */
export function replicate(state: RaftState, leadership: Leadership): void {
  for (const peer of leadership.peers.values()) {
    while (isDue(state, leadership, peer)) sendEntries(state, peer);
  }
}

/**
 * A peer gets a request when there are entries or a commit index that it must be told, when a probe
 * must find out where the logs meet, and now and then without any of this, so that a peer that was
 * restarted in between learns the commit index.
 */
function isDue(state: RaftState, { commitToTell }: Leadership, peer: Progress): boolean {
  const { settings, now } = state;
  const window = peer.state === 'pipeline' ? settings.inflightMax : 1;
  if (now < peer.retryAt || peer.inflight.length >= window) return false;
  if (peer.state !== 'pipeline' || peer.nextIndex <= lastIndexFor(state, peer)) return true;
  const isIdle = now - peer.sentAt >= settings.electionTimeoutMs;
  return isIdle || peer.toldCommit < Math.min(commitToTell, peer.nextIndex - 1);
}

function sendEntries(state: RaftState, peer: Progress): void {
  const { log, settings, commitIndex } = state;
  const prevLogIndex = peer.nextIndex - 1;
  const prevLogTerm = log.termAt(prevLogIndex);
  if (prevLogTerm === undefined || peer.nextIndex < log.firstIndex) {
    sendSnapshot(state, peer);
    return;
  }
  if (peer.state === 'snapshot') setProgressState(state, peer, 'probe');
  const limit = { entriesMax: settings.appendEntriesMax, bytesMax: settings.appendBytesMax };
  const entries = log.batch(peer.nextIndex, lastIndexFor(state, peer), limit);
  const lastIndex = prevLogIndex + entries.length;
  // A Go follower commits whatever it holds up to here, proved or not (raft-wire §7).
  const leaderCommit = Math.min(commitIndex, lastIndex);
  const request = requestTo(state, peer);
  state.outbox.send({
    ...request,
    type: 'appendEntries',
    prevLogIndex,
    prevLogTerm,
    entries,
    leaderCommit,
    heartbeat: false,
  });
  sent(state, peer, { rpcId: request.rpcId, prevLogIndex, lastIndex });
  peer.toldCommit = Math.max(peer.toldCommit, leaderCommit);
  if (peer.state === 'pipeline') peer.nextIndex = lastIndex + 1;
}

/** The log does not reach back to what the peer lacks (Raft paper §7). */
function sendSnapshot(state: RaftState, peer: Progress): void {
  const snapshot: SnapshotMeta | undefined = state.snapshot;
  invariant(snapshot !== undefined, 'a log is compacted only behind a snapshot');
  setProgressState(state, peer, 'snapshot');
  const request = requestTo(state, peer);
  state.outbox.send({ ...request, type: 'installSnapshot', snapshot });
  sent(state, peer, {
    rpcId: request.rpcId,
    prevLogIndex: snapshot.index,
    lastIndex: snapshot.index,
  });
}

function sent(
  state: RaftState,
  peer: Progress,
  request: Pick<Inflight, 'rpcId' | 'prevLogIndex' | 'lastIndex'>,
): void {
  peer.inflight.push({ ...request, sentAt: state.now, matchIndex: peer.matchIndex });
  peer.sentAt = state.now;
}

export function onAppendResponse(
  state: RaftState,
  peer: Progress,
  response: AppendEntriesResponse,
): void {
  peer.contactAt = state.now;
  if (response.success) peer.confirmedRpcId = Math.max(peer.confirmedRpcId, response.rpcId);
  if (peer.heartbeats.delete(response.rpcId)) {
    peer.acceptsHeartbeats = response.success;
    // It is blank, and learns from the commit index when that is over.
    if (!response.success) peer.toldCommit = 0;
    return;
  }
  const request = takeInflight(peer, response.rpcId);
  if (request === undefined) return;
  if (response.success) accepted(state, peer, request);
  else rejected(state, peer, request, response);
}

function accepted(state: RaftState, peer: Progress, request: Inflight): void {
  invariant(request.lastIndex <= state.log.lastIndex, 'a peer accepts only what the leader has');
  matched(peer, request.lastIndex);
  setProgressState(state, peer, 'pipeline');
}

/** The logs do not meet where the leader thought: back off to where they can (raft-wire §7). */
function rejected(
  state: RaftState,
  peer: Progress,
  request: Inflight,
  { lastLogIndex, noRetryBackoff }: AppendEntriesResponse,
): void {
  if (lastLogIndex < request.matchIndex) {
    // It held more when this was sent: its disk has lost entries, and they must not count any more.
    peer.matchIndex = 0;
    state.outbox.report({
      type: 'peerLostEntries',
      peer: peer.id,
      acknowledgedIndex: request.matchIndex,
      lastIndex: lastLogIndex,
    });
  }
  const earlier = Math.min(request.prevLogIndex, lastLogIndex + 1);
  probeFrom(state, peer, Math.max(earlier, peer.matchIndex + 1));
  if (!noRetryBackoff) backOff(state, peer);
}

export function onSnapshotResponse(
  state: RaftState,
  peer: Progress,
  response: InstallSnapshotResponse,
): void {
  peer.contactAt = state.now;
  const request = takeInflight(peer, response.rpcId);
  if (request === undefined) return;
  if (response.success) {
    matched(peer, request.lastIndex);
    probeFrom(state, peer, peer.nextIndex);
  } else {
    backOff(state, peer);
  }
}

/** The request got no answer. The peer may have been restarted, so it is told everything again. */
export function requestLost(state: RaftState, peer: Progress, rpcId: number): void {
  if (peer.heartbeats.delete(rpcId)) {
    peer.toldCommit = 0;
  } else if (takeInflight(peer, rpcId) !== undefined) {
    if (peer.state === 'pipeline') probeFrom(state, peer, peer.matchIndex + 1);
    backOff(state, peer);
  }
}

/** Counts requests that were never answered as lost. */
export function expireRequests(state: RaftState, peer: Progress): void {
  const { settings, now } = state;
  const appendMs = settings.rpcTimeoutMs;
  const timeoutMs = peer.state === 'snapshot' ? limits.snapshotTimeoutMs : appendMs;
  const [oldest] = peer.inflight;
  if (oldest !== undefined && now - oldest.sentAt >= timeoutMs) {
    requestLost(state, peer, oldest.rpcId);
  }
  for (const [rpcId, sentAt] of peer.heartbeats) {
    if (now - sentAt >= appendMs) requestLost(state, peer, rpcId);
  }
}

/** Looks from this index for the place where the logs meet. */
function probeFrom(state: RaftState, peer: Progress, index: number): void {
  invariant(index > peer.matchIndex, 'a probe starts behind what is known to match');
  setProgressState(state, peer, 'probe');
  peer.nextIndex = index;
  peer.toldCommit = 0;
}

function backOff(state: RaftState, peer: Progress): void {
  const doubled = limits.retryMinMs * 2 ** Math.min(peer.failures, 16);
  peer.failures += 1;
  peer.retryAt = state.now + Math.min(doubled, limits.retryMaxMs);
}

function setProgressState(state: RaftState, peer: Progress, progressState: ProgressState): void {
  if (peer.state === progressState) return;
  peer.state = progressState;
  // Answers to what the old state had under way say nothing to the new one.
  peer.inflight = [];
  state.outbox.report({ type: 'peerStateChanged', peer: peer.id, state: progressState });
}
