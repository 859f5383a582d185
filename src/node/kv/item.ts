import type { ByteString } from '../../shared/byte-string.ts';

/** What the store holds for a key. Revisions are the state machine's counter, the same on every node. */
export interface Item {
  readonly value: ByteString;
  readonly createRevision: number;
  readonly modRevision: number;
  /** 1 when created, one more at every change since. */
  readonly version: number;
  /** When it ends by the clock of the state machine, Unix milliseconds; 0: never. */
  readonly expiresAtMs: number;
  /** The lease that it ends with; 0: none. */
  readonly leaseId: number;
}
