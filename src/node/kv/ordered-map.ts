import { BTreeEx as BTree } from 'sorted-btree/extended/index.js';
import type { ByteString } from '../../shared/byte-string.ts';

/** A map in the order of its keys, with an O(1) copy-on-write clone (docs/adr/0002-ordered-map.md). */
export type OrderedMap<Key, Value> = BTree<Key, Value>;

/** Measured fastest of 16 to 128. */
const keysPerNodeMax = 64;

export function orderedMap<Key, Value>(
  compare: (one: Key, other: Key) => number,
): OrderedMap<Key, Value> {
  // The plain class is the default export of a CommonJS module, which Node, bundlers and test runners
  // unwrap differently; this subclass of it has a name.
  return new BTree<Key, Value>(undefined, compare, keysPerNodeMax);
}

// Two functions that look alike: one for both would cost the store the fast comparison of strings.

export function byteOrder(one: ByteString, other: ByteString): number {
  return one > other ? 1 : one < other ? -1 : 0;
}

export function numberOrder(one: number, other: number): number {
  return one - other;
}
