import { invariant } from '../../shared/invariant.ts';
import { type Entry, entryTypes, type SnapshotMeta } from './entry.ts';
import type { RaftState } from './state.ts';

/** Appends, and puts a configuration among the entries into force (Raft paper §6). */
export function appendToLog(state: RaftState, entries: readonly Entry[]): void {
  state.persistence.append(entries);
  if (!entries.some((entry) => entry.type === entryTypes.configuration)) return;
  state.membership.append(entries);
  reportConfiguration(state);
}

/** Deletes this entry and all behind it, with the configurations among them. */
export function truncateLog(state: RaftState, index: number): void {
  invariant(state.role.type !== 'leader', 'a leader never deletes from its log (I2)');
  invariant(index > state.commitIndex, `entry ${index} is committed and would be deleted`);
  state.persistence.truncateFrom(index);
  const { configurationIndex } = state.membership.latest;
  state.membership.truncateFrom(index);
  if (configurationIndex >= index) reportConfiguration(state);
}

/** Puts a received snapshot in the place of the whole log (Raft paper §7, raft-wire §8.1). */
export function replaceLog(state: RaftState, snapshot: SnapshotMeta): void {
  invariant(snapshot.index > state.commitIndex, 'a snapshot never takes committed entries back');
  const { persistence, membership } = state;
  persistence.restartBehind(snapshot);
  membership.restartBehind(snapshot);
  state.snapshot = snapshot;
  state.commitIndex = snapshot.index;
  state.restore = { snapshot, after: persistence.sequenceOf(snapshot.index) };
  reportConfiguration(state);
}

function reportConfiguration(state: RaftState): void {
  const { configuration, configurationIndex: index } = state.membership.latest;
  state.outbox.report({ type: 'configurationChanged', configuration, index });
}
