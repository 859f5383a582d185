/** The hash before the first command. */
export const emptyHash = 0;

/**
 * The hash of every command up to and including this one, from the hash of those before it: nodes
 * whose hashes agree at an index have applied the same bytes at the same indices. It finds faults, it
 * does not resist forgery.
 *
 * Two lanes of 32 bits, each over all the words, mixed at the end as MurmurHash3 does. 53 bits of them
 * are kept: what a number and a protobuf field of the snapshot hold exactly.
 */
export function extendHash(hash: number, index: number, data: Uint8Array): number {
  let low = started(hash | 0, index, data.length, lowPrime);
  let high = started(Math.floor(hash / 2 ** 32), index, data.length, highPrime);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const wordsEnd = data.length - (data.length % 4);
  for (let at = 0; at < wordsEnd; at += 4) {
    const word = view.getInt32(at, true);
    low = extended(low, word, lowPrime);
    high = extended(high, word, highPrime);
  }
  for (let at = wordsEnd; at < data.length; at += 1) {
    const byte = view.getUint8(at);
    low = extended(low, byte, lowPrime);
    high = extended(high, byte, highPrime);
  }
  low = finished(low ^ (high >>> 16));
  high = finished(high ^ low);
  return (high >>> highUnusedBits) * 2 ** 32 + (low >>> 0);
}

const lowPrime = 0x85ebca6b;
const highPrime = 0xc2b2ae35;
const highUnusedBits = 11;

function started(lane: number, index: number, length: number, prime: number): number {
  const indexed = extended(extended(lane, index | 0, prime), Math.floor(index / 2 ** 32), prime);
  return extended(indexed, length, prime);
}

function extended(lane: number, word: number, prime: number): number {
  const mixed = Math.imul(lane ^ word, prime);
  return mixed ^ (mixed >>> 15);
}

function finished(lane: number): number {
  let mixed = Math.imul(lane ^ (lane >>> 16), lowPrime);
  mixed = Math.imul(mixed ^ (mixed >>> 13), highPrime);
  return mixed ^ (mixed >>> 16);
}
