import type { RevisionChange } from '../kv/change.ts';
import type { Store } from '../kv/store.ts';
import type { ServerId } from '../raft/configuration.ts';
import type { Write } from '../raft/durable.ts';
import type { SnapshotMeta } from '../raft/entry.ts';
import type { RaftMessage } from '../raft/messages.ts';
import type { RaftEvent } from '../raft/output.ts';

/** Called exactly once, later or at once: with the error, or without and with the result. */
export type Done<Result> = (error: Error | undefined, result: Result | undefined) => void;

/**
 * The world as the loop needs it. Callbacks, not promises: the simulator runs the same loop and decides
 * when, in which order and whether each of them is called.
 */
export interface ReplicaPorts {
  /** Monotonic milliseconds. */
  now(): number;
  /** Unix milliseconds; written into commands, which the state machine judges by it. */
  wallClock(): number;
  /** Runs the work soon, behind what the sockets already hold. */
  defer(work: () => void): void;
  /** Runs the work after so many milliseconds, or somewhat later. */
  later(delayMs: number, work: () => void): void;
  readonly disk: ReplicaDisk;
  send(message: RaftMessage): void;
  /** Whether this peer is known to apply whole rounds (command format 2). */
  readsRounds(peer: ServerId): boolean;
  readonly observer: ReplicaObserver;
  /** The node must stop: its disk failed or an invariant is broken. Called once. */
  fail(error: unknown): void;
}

/** At most one write and one snapshot of each kind are under way. */
export interface ReplicaDisk {
  /** Done when the write is durable. An error is final: the disk takes nothing more. */
  write(write: Write, done: Done<void>): void;
  /** Takes the chunks as fast as the disk does; done when the file is durable under its name. */
  saveSnapshot(meta: SnapshotMeta, chunks: Iterable<Uint8Array>, done: Done<void>): void;
  loadSnapshot(meta: SnapshotMeta, done: Done<Store>): void;
}

export interface ReplicaObserver {
  raftEvent(event: RaftEvent): void;
  writeDurable(durationMs: number, entries: number): void;
  snapshotSaved(meta: SnapshotMeta, durationMs: number): void;
  snapshotRestored(meta: SnapshotMeta): void;
  /** What the state machine changed, in order; all in its history already. */
  changed(changes: readonly RevisionChange[]): void;
  /** Another store took the place of the one before: what lies between the two is not known. */
  storeReplaced(): void;
}
