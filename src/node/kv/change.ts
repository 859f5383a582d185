import type { ByteString } from '../../shared/byte-string.ts';
import type { Item } from './item.ts';

/** Everything that one revision changed, in the order in which it happened. */
export interface RevisionChange {
  readonly revision: number;
  readonly events: readonly KeyEvent[];
}

export interface KeyEvent {
  readonly key: ByteString;
  /** As it is since; undefined: deleted. */
  readonly item: Item | undefined;
  /** As it was before. */
  readonly previous: Item | undefined;
  /** Deleted because its time or its lease had ended. */
  readonly expired: boolean;
}

/**
 * What a store remembers of its past. Not part of the replicated state: nodes may remember differently far
 * back, a restart from a snapshot forgets.
 */
export interface History {
  /** The changes of every later revision are known. */
  readonly compactedRevision: number;
  /** The changes from this revision on, oldest first; the caller checks that it is above compactedRevision. */
  since(revision: number): Iterable<RevisionChange>;
}
