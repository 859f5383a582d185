import type { ByteString } from '../../shared/byte-string.ts';
import type { Item } from './item.ts';
import type { OrderedItems } from './ordered-items.ts';
import { byteOrder } from './ordered-map.ts';
import { TimeOrder } from './time-order.ts';

/** The items, and what follows from them: how many bytes, which key ends when and with which lease. */
export class Keyspace {
  readonly #items: OrderedItems;
  #bytes: number;
  readonly #ending = new TimeOrder<ByteString>();
  readonly #keysOfLeases = new Map<number, Set<ByteString>>();

  constructor(items: OrderedItems, bytes: number) {
    this.#items = items;
    this.#bytes = bytes;
    items.forEachPair((key, item) => {
      if (endsSomehow(item)) this.#index(key, item);
    });
  }

  get size(): number {
    return this.#items.size;
  }

  /** Of all keys and values, without what holding them costs. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The key that ends first by a time of its own. */
  get firstEnding(): { readonly timeMs: number; readonly id: ByteString } | undefined {
    return this.#ending.first;
  }

  get(key: ByteString): Item | undefined {
    return this.#items.get(key);
  }

  /** `previous` is what it has now. */
  set(key: ByteString, item: Item, previous: Item | undefined): void {
    this.#bytes +=
      item.value.length - (previous === undefined ? -key.length : previous.value.length);
    this.#items.set(key, item);
    if (previous !== undefined && endsSomehow(previous)) this.#unindex(key, previous);
    if (endsSomehow(item)) this.#index(key, item);
  }

  delete(key: ByteString, previous: Item): void {
    this.#items.delete(key);
    this.#noteDeleted(key, previous);
  }

  /** From `start` to before `end`, or to the last key; one pass, for there may be hundreds of thousands. */
  deleteRange(
    start: ByteString,
    end: ByteString | undefined,
    deleted: (key: ByteString, previous: Item) => void,
  ): number {
    const last = end ?? this.#items.maxKey();
    if (last === undefined) return 0;
    const keysBefore = this.size;
    this.#items.editRange(start, last, end === undefined, (key, previous) => {
      this.#noteDeleted(key, previous);
      deleted(key, previous);
      return deletion;
    });
    return keysBefore - this.size;
  }

  /** In byte order. */
  keysOfLease(leaseId: number): readonly ByteString[] {
    return [...(this.#keysOfLeases.get(leaseId) ?? [])].sort(byteOrder);
  }

  /** The items as they are now; unaffected by later changes. O(1). */
  image(): OrderedItems {
    return this.#items.clone();
  }

  #noteDeleted(key: ByteString, previous: Item): void {
    this.#bytes -= key.length + previous.value.length;
    if (endsSomehow(previous)) this.#unindex(key, previous);
  }

  #index(key: ByteString, { expiresAtMs, leaseId }: Item): void {
    if (expiresAtMs !== 0) this.#ending.add(expiresAtMs, key);
    if (leaseId === 0) return;
    const keys = this.#keysOfLeases.get(leaseId);
    if (keys === undefined) this.#keysOfLeases.set(leaseId, new Set([key]));
    else keys.add(key);
  }

  #unindex(key: ByteString, { expiresAtMs, leaseId }: Item): void {
    if (expiresAtMs !== 0) this.#ending.delete(expiresAtMs, key);
    const keys = this.#keysOfLeases.get(leaseId);
    keys?.delete(key);
    if (keys?.size === 0) this.#keysOfLeases.delete(leaseId);
  }
}

const deletion = { delete: true } as const;

function endsSomehow({ expiresAtMs, leaseId }: Item): boolean {
  return expiresAtMs !== 0 || leaseId !== 0;
}
