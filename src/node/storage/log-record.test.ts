import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Entry, entryTypes } from '../raft/entry.ts';
import { decodeRecord, encodeRecord } from './log-record.ts';

const buffers = (maxLength: number): fc.Arbitrary<Buffer> =>
  fc.uint8Array({ maxLength }).map((bytes) => Buffer.from(bytes));
const entries: fc.Arbitrary<Entry> = fc.record({
  index: fc.maxSafeNat().map((index) => Math.max(1, index)),
  term: fc.maxSafeNat(),
  type: fc.constantFrom(...Object.values(entryTypes)),
  data: buffers(80),
  extensions: buffers(20),
  appendedAt: buffers(15),
});
const chains = fc.integer({ min: 0, max: 0xffffffff });

describe('a log record', () => {
  it('decodes to the entry it was made of, with the same chain value', () => {
    fc.assert(
      fc.property(entries, chains, (entry, previousChain) => {
        const { bytes, chain } = encodeRecord(entry, previousChain);
        expect(decodeRecord(bytes, previousChain)).toEqual({ type: 'entry', entry, chain });
      }),
    );
  });

  it('is found damaged whichever of its bits is flipped', () => {
    fc.assert(
      fc.property(entries, chains, (entry, previousChain) => {
        const { bytes } = encodeRecord(entry, previousChain);
        for (let bit = 0; bit < bytes.length * 8; bit += 1) {
          const flipped = withFlippedBit(bytes, bit);
          expect(decodeRecord(flipped, previousChain).type).toBe('damaged');
        }
      }),
      { numRuns: 20 },
    );
  });

  it('is found damaged wherever it is cut', () => {
    fc.assert(
      fc.property(entries, chains, (entry, previousChain) => {
        const { bytes } = encodeRecord(entry, previousChain);
        for (let length = 0; length < bytes.length; length += 1) {
          expect(decodeRecord(bytes.subarray(0, length), previousChain).type).toBe('damaged');
        }
      }),
      { numRuns: 20 },
    );
  });

  it('is found damaged behind any other record than the one it was written behind', () => {
    fc.assert(
      fc.property(entries, chains, chains, (entry, previousChain, otherChain) => {
        fc.pre(previousChain !== otherChain);
        const { bytes } = encodeRecord(entry, previousChain);
        expect(decodeRecord(bytes, otherChain).type).toBe('damaged');
      }),
    );
  });
});

function withFlippedBit(bytes: Buffer, bit: number): Buffer {
  const flipped = Buffer.from(bytes);
  const byte = bit >>> 3;
  flipped.writeUInt8(flipped.readUInt8(byte) ^ (1 << (bit & 7)), byte);
  return flipped;
}
