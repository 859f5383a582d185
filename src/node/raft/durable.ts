import type { Entry, SnapshotMeta } from './entry.ts';

/** What Raft must never forget (Raft paper, figure 2), one atomic record (raft-wire §8.2). */
export interface HardState {
  readonly term: number;
  /** The id of the candidate that got this term's vote; empty when none did. */
  readonly votedFor: string;
  /**
   * Its address, because hashicorp/raft compares votes by address (raft-wire §5, RequestVote 6).
   */
  readonly votedForAddress: string;
  /**
   * The node started with nothing and may have lost promises (blank.ts). A disk that was never written
   * to makes it so; afterwards each record says it until it is over.
   */
  readonly blank?: true;
}

/** A newer term: nobody has got its vote yet. */
export function inTerm(hardState: HardState, term: number): HardState {
  const isBlank = hardState.blank === true || hardState.term === 0;
  return { term, votedFor: '', votedForAddress: '', ...(isBlank ? { blank: true } : {}) };
}

/**
 * One atomic, synced change of the disk. Writes are numbered from 1 without gaps, and only one is
 * under way at a time.
 */
export interface Write {
  readonly sequence: number;
  readonly hardState?: HardState;
  /** Forget the whole log: it restarts behind this snapshot, whose file is already durable. */
  readonly resetTo?: SnapshotMeta;
  /** Delete this index and all behind it before appending. */
  readonly truncateFrom?: number;
  /** Contiguous, and contiguous with what the disk holds. */
  readonly entries: readonly Entry[];
  /** Entries up to and including this index are covered by a durable snapshot and may go. */
  readonly compactTo?: number;
}

/** What a node finds on its disk when it starts. */
export interface DurableState {
  readonly hardState: HardState;
  readonly snapshot: SnapshotMeta | undefined;
  /** The contiguous log; its first entry may lie at or before the snapshot's index (trailing log). */
  readonly entries: readonly Entry[];
}
