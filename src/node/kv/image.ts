import type { ByteString } from '../../shared/byte-string.ts';
import type { Item } from './item.ts';

/** The store at one moment: reading it never sees a later write and never delays one. */
export interface StoreImage {
  readonly appliedIndex: number;
  readonly revision: number;
  readonly keys: number;
  /** Over every command applied so far (running-hash.ts); equal on all nodes at the same index. */
  readonly appliedHash: bigint;
  get(key: ByteString): Item | undefined;
  /** In byte order of the keys, from `start` (inclusive) when given. */
  entries(start?: ByteString): Iterable<readonly [ByteString, Item]>;
  /** Against byte order, from the last key before `end` when given. */
  entriesReversed(end?: ByteString): Iterable<readonly [ByteString, Item]>;
}
