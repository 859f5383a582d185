import type { api, mokv } from '../../api/gen/messages.js';
import { type ByteString, byteStringOfText, textOf } from '../../shared/byte-string.ts';
import type { StoreImage } from '../kv/image.ts';
import type { Item } from '../kv/item.ts';
import { itemMessage, keyMessage } from './item-message.ts';
import { boundsOf, type KeyBounds } from './key-bounds.ts';
import type { KeyFilter } from './list-keys.ts';
import { Slices } from './slices.ts';
import type { Age } from './store-reads.ts';

const limits = {
  /** Of one message, beside the item that reaches it. */
  chunkBytesMin: 64 * 1024,
  /** What a key costs in a message beside its bytes, about. */
  itemBytes: 32,
} as const;

type Entry = readonly [ByteString, Item];

/** What a range writes to; the response stream of a call. */
export interface RangeSink {
  readonly cancelled: boolean;
  write(response: mokv.v1.IRangeResponse, sizeBytes: number): boolean;
  drained(): Promise<void>;
}

export interface RangeQuery {
  readonly request: mokv.v1.IRangeRequest;
  readonly image: StoreImage;
  readonly age: Age;
  readonly allows: KeyFilter;
}

/** Writes what the request asks for, in slices between which others are served. */
export async function rangeKeys(query: RangeQuery, sink: RangeSink): Promise<void> {
  const { request, image, allows } = query;
  const page = new Page(query);
  const slices = new Slices();
  for (const [key, item] of entriesOf(image, boundsOf(request.range), request.reverse ?? false)) {
    if (allows(textOf(key)) && !page.add(key, item)) break;
    if (page.isChunkFull && !sink.write(...page.takeChunk())) await sink.drained();
    if (slices.isOver()) await slices.next();
    if (sink.cancelled) return;
  }
  sink.write(...page.takeLast());
}

/** Counts the keys of a range that the caller may read. */
export async function countKeys(image: StoreImage, bounds: KeyBounds): Promise<number> {
  const slices = new Slices();
  let keys = 0;
  for (const _ of entriesOf(image, bounds, false)) {
    keys += 1;
    if (slices.isOver()) await slices.next();
  }
  return keys;
}

/** The keys of a range of an image, in byte order or against it. */
export function* entriesOf(
  image: StoreImage,
  { lo, hi }: KeyBounds,
  reverse: boolean,
): Generator<Entry> {
  if (reverse) {
    for (const entry of image.entriesReversed(hi)) {
      if (entry[0] < lo) return;
      yield entry;
    }
  } else {
    for (const entry of image.entries(lo)) {
      if (hi !== undefined && entry[0] >= hi) return;
      yield entry;
    }
  }
}

/** The answer as it is put together. */
class Page {
  readonly #request: mokv.v1.IRangeRequest;
  readonly #common: mokv.v1.IRangeResponse;
  readonly #delimiter: ByteString;
  readonly #prefixLength: number;
  readonly #limit: number;
  #items: api.IItem[] = [];
  #groups: mokv.v1.IKeyGroup[] = [];
  /** The group whose keys are being counted. */
  #open: { readonly prefix: ByteString; keys: number } | undefined;
  #bytes = 0;
  /** Items and groups so far. */
  #listed = 0;
  #count = 0;
  #more = false;

  constructor({ request, image, age }: RangeQuery) {
    this.#request = request;
    this.#common = { revision: image.revision, ...age };
    this.#delimiter = byteStringOfText(request.delimiter ?? '');
    this.#prefixLength = byteStringOfText(request.range?.prefix ?? '').length;
    this.#limit = request.limit || Number.POSITIVE_INFINITY;
  }

  get isChunkFull(): boolean {
    return this.#bytes >= limits.chunkBytesMin;
  }

  /** @returns false when the key is behind the limit. */
  add(key: ByteString, item: Item): boolean {
    if (this.#open !== undefined && key.startsWith(this.#open.prefix)) {
      this.#open.keys += 1;
      this.#count += 1;
      return true;
    }
    this.#closeGroup();
    if (this.#listed >= this.#limit) {
      this.#more = true;
      return false;
    }
    this.#listed += 1;
    this.#count += 1;
    const group = this.#groupOf(key);
    if (group !== undefined) this.#open = { prefix: group, keys: 1 };
    else if (!this.#request.countOnly) this.#list(key, item);
    return true;
  }

  takeChunk(): [response: mokv.v1.IRangeResponse, sizeBytes: number] {
    const response = { ...this.#common, items: this.#items, groups: this.#groups };
    const bytes = this.#bytes;
    this.#items = [];
    this.#groups = [];
    this.#bytes = 0;
    return [response, bytes];
  }

  takeLast(): [response: mokv.v1.IRangeResponse, sizeBytes: number] {
    this.#closeGroup();
    const [response, bytes] = this.takeChunk();
    return [{ ...response, count: this.#count, more: this.#more, last: true }, bytes];
  }

  #groupOf(key: ByteString): ByteString | undefined {
    if (this.#delimiter === '') return undefined;
    const at = key.indexOf(this.#delimiter, this.#prefixLength);
    return at === -1 ? undefined : (key.slice(0, at + this.#delimiter.length) as ByteString);
  }

  #closeGroup(): void {
    if (this.#open === undefined) return;
    const { prefix, keys } = this.#open;
    this.#open = undefined;
    if (this.#request.countOnly) return;
    this.#groups.push({ prefix: textOf(prefix), keys });
    this.#bytes += prefix.length + limits.itemBytes;
  }

  #list(key: ByteString, item: Item): void {
    const isKeyOnly = this.#request.keysOnly ?? false;
    this.#items.push(isKeyOnly ? keyMessage(key, item) : itemMessage(textOf(key), item));
    this.#bytes += key.length + (isKeyOnly ? 0 : item.value.length) + limits.itemBytes;
  }
}
