import type { ByteString } from '../../shared/byte-string.ts';

/** An Item whose revision is not known yet: until then it has 0 for both. */
export interface StagedItem {
  readonly value: ByteString;
  createRevision: number;
  modRevision: number;
  readonly version: 1;
  readonly expiresAtMs: number;
  readonly leaseId: 0;
}

export function stagedItem(value: ByteString, expiresAtMs: number): StagedItem {
  return { value, createRevision: 0, modRevision: 0, version: 1, expiresAtMs, leaseId: 0 };
}
