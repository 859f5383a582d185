import type { ByteString } from '../../shared/byte-string.ts';
import type { Item } from './item.ts';
import { byteOrder, type OrderedMap, orderedMap } from './ordered-map.ts';

/** Every key with its item, in byte order. */
export type OrderedItems = OrderedMap<ByteString, Item>;

export function noItems(): OrderedItems {
  return orderedMap(byteOrder);
}
