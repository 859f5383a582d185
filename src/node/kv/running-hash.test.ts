import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyHash, extendHash } from './running-hash.ts';

const data = fc.uint8Array({ maxLength: 40 });

describe('the running hash', () => {
  it('has the same value in every version, because snapshots carry it', () => {
    const first = extendHash(emptyHash, 1, Buffer.from('000a0161120162', 'hex'));
    const second = extendHash(first, 2 ** 40, Buffer.from('a log entry of more than a block'));
    expect([first, second]).toEqual([2_243_844_065_794_216, 8_019_915_668_003_244]);
  });

  it('is an integer that a number holds exactly, wherever the bytes lie in memory', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.maxSafeNat(), data, (hash, index, bytes) => {
        const shifted = new Uint8Array(bytes.length + 1);
        shifted.set(bytes, 1);
        const extended = extendHash(hash, index, bytes);
        expect(Number.isSafeInteger(extended) && extended >= 0).toBe(true);
        expect(extendHash(hash, index, shifted.subarray(1))).toBe(extended);
      }),
    );
  });

  it('changes with every bit of the bytes, the index and the past', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.maxSafeNat(), data, fc.nat(), (hash, index, bytes, at) => {
        const all = [extendHash(hash, index, bytes)];
        all.push(extendHash(hash, index, Buffer.concat([bytes, Buffer.of(0)])));
        all.push(extendHash(hash, flipped(index, at % 53), bytes));
        all.push(extendHash(flipped(hash, at % 53), index, bytes));
        if (bytes.length > 0) {
          const other = Buffer.from(bytes);
          const bit = at % (bytes.length * 8);
          other.writeUInt8(other.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
          all.push(extendHash(hash, index, other));
        }
        expect(new Set(all).size).toBe(all.length);
      }),
      { numRuns: 2000 },
    );
  });

  it('does not collide over many short entries', () => {
    const seen = new Set<number>();
    for (let value = 0; value < 100_000; value += 1) {
      const bytes = Buffer.alloc(1 + (value % 11));
      bytes.writeUIntLE(value % 2 ** (8 * Math.min(bytes.length, 3)), 0, Math.min(bytes.length, 3));
      seen.add(extendHash(emptyHash, value, bytes));
    }
    expect(seen.size).toBe(100_000);
  });
});

function flipped(integer: number, bit: number): number {
  const weight = 2 ** bit;
  return Math.floor(integer / weight) % 2 === 0 ? integer + weight : integer - weight;
}
