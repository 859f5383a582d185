import type { ByteString } from '../../shared/byte-string.ts';

const limits = {
  /** A Map that grows copies itself at once: 390 ms at 4 million keys, 7 ms in one of so many parts. */
  shards: 64,
  /** Of a key's end, by which its shard is chosen. */
  hashedBytes: 32,
} as const;

/** Finds what belongs to a key, without any order. */
export class KeyIndex<Value> {
  readonly #shards: (Map<ByteString, Value> | undefined)[] = new Array(limits.shards).fill(
    undefined,
  );

  get(key: ByteString): Value | undefined {
    return this.#shards[shardOf(key)]?.get(key);
  }

  set(key: ByteString, value: Value): void {
    const at = shardOf(key);
    const shard = this.#shards[at];
    if (shard === undefined) this.#shards[at] = new Map([[key, value]]);
    else shard.set(key, value);
  }

  delete(key: ByteString): void {
    this.#shards[shardOf(key)]?.delete(key);
  }
}

/** Keys that all end alike share a shard: then it grows like a single Map, and is as right. */
function shardOf(key: ByteString): number {
  let hash = 0;
  for (let at = Math.max(0, key.length - limits.hashedBytes); at < key.length; at += 1) {
    hash = (Math.imul(hash, 31) + key.charCodeAt(at)) | 0;
  }
  return (hash ^ (hash >>> 15)) & (limits.shards - 1);
}
