import type { ByteString } from '../../shared/byte-string.ts';

/** What the store holds for a key. Revisions are the state machine's counter, the same on every node. */
export interface Item {
  readonly value: ByteString;
  readonly createRevision: number;
  readonly modRevision: number;
  /** 1 when created, one more at every set since. */
  readonly version: number;
}
