import { invariant } from '../../shared/invariant.ts';
import type { Entry, EntryType } from './entry.ts';
import { entryTypes, noBytes } from './entry.ts';
import { appendToLog } from './log-changes.ts';
import { newProgress, type Progress } from './progress.ts';
import { quorumIndex } from './quorum.ts';
import type { Leadership, RaftState } from './state.ts';

const limits = {
  /** A removed peer is told so for at most this many election timeouts. */
  farewellTimeouts: 1,
} as const;

/** Starts with a noop: only with an entry of its own term can it commit older ones (§5.4.2, §8). */
export function becomeLeader(state: RaftState): void {
  const { role, persistence, log, outbox } = state;
  invariant(role.type === 'candidate' && role.phase === 'vote', 'only a candidate becomes leader');
  const leadership: Leadership = {
    type: 'leader',
    startIndex: log.lastIndex + 1,
    startedAt: state.now,
    peers: new Map(),
    reads: { waiting: [], round: undefined },
    commitToTell: state.commitIndex,
    uncommittedBytes: 0,
    transfer: undefined,
  };
  state.role = leadership;
  const cause = 'a majority voted for it';
  outbox.report({ type: 'roleChanged', role: 'leader', term: persistence.term, cause });
  syncPeers(state, leadership);
  appendOwn(state, leadership, [{ type: entryTypes.noop, data: noBytes }]);
}

/** Appends entries of this leadership and returns the index of the first (Raft paper §5.3). */
export function appendOwn(
  state: RaftState,
  leadership: Leadership,
  contents: readonly { readonly type: EntryType; readonly data: Uint8Array }[],
): number {
  const first = state.log.lastIndex + 1;
  const entries = contents.map(
    ({ type, data }, offset): Entry => ({
      index: first + offset,
      term: state.persistence.term,
      type,
      data,
      extensions: noBytes,
      appendedAt: noBytes,
    }),
  );
  appendToLog(state, entries);
  for (const { data } of entries) leadership.uncommittedBytes += data.length;
  return first;
}

/** Makes the peers those of the latest configuration. Removed ones stay until they know. */
export function syncPeers(state: RaftState, leadership: Leadership): void {
  const { configuration, configurationIndex } = state.membership.latest;
  const current = new Map(configuration.servers.map((server) => [server.id, server]));
  current.delete(state.id);
  for (const { id, address } of current.values()) {
    const known = leadership.peers.get(id);
    // One that was removed and comes back may have lost its disk in between.
    if (known === undefined || known.removedBy !== undefined) {
      leadership.peers.set(id, newProgress(id, address, state.log.lastIndex));
    } else {
      known.address = address;
    }
  }
  for (const peer of leadership.peers.values()) {
    if (!current.has(peer.id)) peer.removedBy ??= { index: configurationIndex, until: undefined };
  }
}

/** Best effort (raft-wire §7): a removed peer learns that its removal is committed, or is given up. */
export function dismissPeers(state: RaftState, leadership: Leadership): void {
  for (const peer of leadership.peers.values()) {
    if (peer.removedBy === undefined || peer.removedBy.index > state.commitIndex) continue;
    const patienceMs = limits.farewellTimeouts * state.settings.electionTimeoutMs;
    const { index, until = state.now + patienceMs } = peer.removedBy;
    peer.removedBy = { index, until };
    const knows = peer.toldCommit >= index && peer.inflight.length === 0;
    if (knows || state.now >= until) leadership.peers.delete(peer.id);
  }
}

/**
 * Commits what a majority of the voters holds durably, this node included only if it is a voter and
 * only as far as its own disk is. Entries of older terms commit with the first one of this term, never
 * by counting (Raft paper §5.4.2, figure 8). That a configuration or the noop is committed the peers are
 * told at once: a leader may retire on it, and a removed peer waits for it.
 */
export function advanceCommit(state: RaftState, leadership: Leadership): void {
  const { membership, persistence, log } = state;
  const index = quorumIndex(membership.configuration, (voter) =>
    voter === state.id ? persistence.durableIndex : (leadership.peers.get(voter)?.matchIndex ?? 0),
  );
  if (index <= state.commitIndex || index < leadership.startIndex) return;
  invariant(log.termAt(index) === persistence.term, 'a leader counts only entries of its own term');
  for (let at = Math.max(state.commitIndex + 1, leadership.startIndex); at <= index; at += 1) {
    const entry = log.entryAt(at);
    leadership.uncommittedBytes -= entry?.data.length ?? 0;
    if (entry?.type !== entryTypes.command) leadership.commitToTell = index;
  }
  state.commitIndex = index;
}

/** The last entry that this peer may get: a removed one gets nothing behind its removal. */
export function lastIndexFor(state: RaftState, peer: Progress): number {
  return peer.removedBy?.index ?? state.log.lastIndex;
}
