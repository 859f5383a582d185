import type { ByteString } from '../../shared/byte-string.ts';
import type { Item } from './item.ts';
import type { Cell, Items, ItemsImage } from './items.ts';
import { byteOrder } from './ordered-map.ts';
import { TimeOrder } from './time-order.ts';

/** The items, and what follows from them: how many bytes, which key ends when and with which lease. */
export class Keyspace {
  readonly #items: Items;
  #bytes: number;
  readonly #ending = new TimeOrder<ByteString>();
  readonly #keysOfLeases = new Map<number, Set<ByteString>>();

  constructor(items: Items, bytes: number) {
    this.#items = items;
    this.#bytes = bytes;
    items.forEach((key, item) => {
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

  /** To be changed or deleted without looking for it again. */
  cell(key: ByteString): Cell | undefined {
    return this.#items.cell(key);
  }

  add(key: ByteString, item: Item): void {
    this.#bytes += key.length + item.value.length;
    this.#items.add(key, item);
    if (endsSomehow(item)) this.#index(key, item);
  }

  replace(cell: Cell, item: Item): void {
    const { key, item: previous } = cell;
    this.#bytes += item.value.length - previous.value.length;
    this.#items.replace(cell, item);
    if (endsSomehow(previous)) this.#unindex(key, previous);
    if (endsSomehow(item)) this.#index(key, item);
  }

  delete(cell: Cell): void {
    this.#items.remove(cell);
    this.#noteDeleted(cell);
  }

  /** From `start` to before `end`, or to the last key; one pass, for there may be hundreds of thousands. */
  deleteRange(
    start: ByteString,
    end: ByteString | undefined,
    deleted: (key: ByteString, previous: Item) => void,
  ): number {
    const keysBefore = this.size;
    this.#items.removeRange(start, end, (cell) => {
      this.#noteDeleted(cell);
      deleted(cell.key, cell.item);
    });
    return keysBefore - this.size;
  }

  /** In byte order. */
  keysOfLease(leaseId: number): readonly ByteString[] {
    return [...(this.#keysOfLeases.get(leaseId) ?? [])].sort(byteOrder);
  }

  /** The items as they are now; unaffected by later changes. O(1). */
  image(): ItemsImage {
    return this.#items.image();
  }

  #noteDeleted({ key, item }: Cell): void {
    this.#bytes -= key.length + item.value.length;
    if (endsSomehow(item)) this.#unindex(key, item);
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

function endsSomehow({ expiresAtMs, leaseId }: Item): boolean {
  return expiresAtMs !== 0 || leaseId !== 0;
}
