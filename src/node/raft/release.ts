import { invariant } from '../../shared/invariant.ts';
import type { Entry, SnapshotMeta } from './entry.ts';
import type { RaftState } from './state.ts';

/** The received snapshot that the state machine must load, once the log behind it is reset. */
export function releaseSnapshot(state: RaftState): SnapshotMeta | undefined {
  const { restore, persistence } = state;
  if (restore === undefined || !persistence.isDurable(restore.after)) return undefined;
  invariant(restore.snapshot.index > state.releasedIndex, 'a snapshot never goes back');
  state.restore = undefined;
  state.releasedIndex = restore.snapshot.index;
  return restore.snapshot;
}

/** Committed and durable here (I9); nothing while the log is being replaced. */
export function releaseEntries(state: RaftState): readonly Entry[] {
  const { commitIndex, persistence, releasedIndex, log } = state;
  const through = Math.min(commitIndex, persistence.durableIndex);
  if (state.restore !== undefined || through <= releasedIndex) return [];
  state.releasedIndex = through;
  return log.slice(releasedIndex + 1, through);
}
