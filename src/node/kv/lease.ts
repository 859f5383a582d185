import type { ByteString } from '../../shared/byte-string.ts';

/** Keys that end together unless somebody keeps them alive. */
export interface Lease {
  readonly id: number;
  /** The user that was granted it. */
  readonly owner: ByteString;
  readonly ttlMs: number;
  /** By the clock of the state machine, Unix milliseconds. */
  readonly expiresAtMs: number;
  /** In byte order. */
  readonly keys: ReadonlySet<ByteString>;
}
