import { simpleComparator } from 'sorted-btree';
import { BTreeEx as BTree } from 'sorted-btree/extended/index.js';
import type { ByteString } from '../../shared/byte-string.ts';
import type { Item } from './item.ts';

/** Every key with its item, in byte order, with an O(1) copy-on-write clone (docs/adr/0002-ordered-map.md). */
export type OrderedItems = BTree<ByteString, Item>;

/** Measured fastest of 16 to 128. */
const keysPerNodeMax = 64;

export function noItems(): OrderedItems {
  // The plain class is the default export of a CommonJS module, which Node, bundlers and test runners
  // unwrap differently; this subclass of it has a name.
  return new BTree<ByteString, Item>(undefined, simpleComparator, keysPerNodeMax);
}
