import { invariant } from '../../shared/invariant.ts';
import type { SnapshotMeta } from './entry.ts';
import { replaceLog } from './log-changes.ts';
import type { InstallSnapshot } from './messages.ts';
import { answerTo, refusalTo } from './refusal.ts';
import { followLeader, heardLeader } from './role.ts';
import type { RaftState } from './state.ts';

/**
 * InstallSnapshot as a receiver (Raft paper §7), once the file is durable. A log that holds the
 * snapshot's last entry goes on as it is; any other is dropped as a whole, or stale entries would
 * survive behind the snapshot (raft-wire §8.1). The answer waits for the write that does this.
 */
export function onInstallSnapshot(state: RaftState, request: InstallSnapshot): void {
  const { persistence, log, outbox } = state;
  const { snapshot } = request;
  if (request.term < persistence.term) {
    outbox.send(refusalTo(state, request));
    return;
  }
  heardLeader(state, followLeader(state, request));
  if (snapshot.index > state.commitIndex) {
    if (log.termAt(snapshot.index) === snapshot.term) state.commitIndex = snapshot.index;
    else replaceLog(state, snapshot);
  }
  outbox.send(
    { ...answerTo(state, request), type: 'installSnapshotResponse', success: true },
    persistence.sequenceOf(snapshot.index),
  );
}

/** A snapshot of the applied state is durable: what it covers may go, except for the trailing part. */
export function onSnapshotTaken(state: RaftState, snapshot: SnapshotMeta): void {
  const { persistence, log, settings, membership } = state;
  // Meanwhile a newer one may have been received.
  if (snapshot.index <= (state.snapshot?.index ?? 0)) return;
  invariant(snapshot.index <= state.releasedIndex, 'a snapshot holds only what was applied');
  invariant(
    log.termAt(snapshot.index) === snapshot.term,
    'a snapshot ends with an entry of the log',
  );
  state.snapshot = snapshot;
  membership.compactThrough(snapshot.index);
  const trailing = log.trailing(snapshot.index, {
    entriesMax: settings.trailingEntries,
    bytesMax: settings.trailingBytesMax,
  });
  if (trailing > log.firstIndex) persistence.compactThrough(trailing - 1);
}
