import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LzwDecoder } from './lzw-decoder.ts';
import { compressLzw } from './lzw-encoder.ts';

const mebibyte = 1024 * 1024;

function decompress(input: Uint8Array, outputMax = mebibyte): Buffer {
  const decoder = new LzwDecoder(input, outputMax);
  for (;;) {
    const output = decoder.step();
    if (output !== undefined) return output;
  }
}

/** Pseudo-random bytes of few values, so that the table fills and starts again. */
function repetitive(length: number): Buffer {
  let x = 12345;
  return Buffer.from(
    Array.from({ length }, () => {
      x = (Math.imul(x, 1103515245) + 12345) >>> 0;
      return (x >>> 16) % 11;
    }),
  );
}

describe('LZW', () => {
  it('gives back whatever was compressed', () => {
    const few = fc.array(fc.nat(2), { maxLength: 5000 }).map((bytes) => Uint8Array.from(bytes));
    fc.assert(
      fc.property(fc.oneof(few, fc.uint8Array({ maxLength: 5000 })), (bytes) => {
        expect(decompress(compressLzw(bytes)).equals(bytes)).toBe(true);
      }),
    );
  });

  it('starts its table again exactly where Go does', () => {
    const compressed = compressLzw(repetitive(60_000));
    expect(compressed).toHaveLength(31_682);
    expect(createHash('sha256').update(compressed).digest('hex')).toBe(
      'ced06fbb9f6f8c320c2fcf34ab5c9ef78ef1d4189863f71f46e68ed6b18c63d1',
    );
    expect(decompress(compressed).equals(repetitive(60_000))).toBe(true);
  });

  it.each([4000, 4093, 4094, 4095, 4096, 4097])(
    'survives a table that fills at the end: %i',
    (n) => {
      const bytes = Buffer.from(Array.from({ length: n * 2 }, (_, i) => (i % 2 ? i >> 9 : i >> 1)));
      expect(decompress(compressLzw(bytes)).equals(bytes)).toBe(true);
    },
  );

  it('decodes a full table that is never cleared', () => {
    // 9-bit literals until the table is full at 12 bits, then only literals of 12 bits.
    const bits: string[] = [];
    const put = (code: number, width: number) =>
      bits.push([...code.toString(2).padStart(width, '0')].reverse().join(''));
    put(256, 9);
    let width = 9;
    let next = 257;
    for (let count = 0; count < 5000; count += 1) {
      put(count % 256, width);
      if (next < 4096) next += 1;
      if (next === 1 << width && width < 12) width += 1;
    }
    put(257, width);
    const text = bits.join('');
    const bytes = Buffer.from(
      Array.from({ length: Math.ceil(text.length / 8) }, (_, index) =>
        Number.parseInt([...text.slice(index * 8, index * 8 + 8)].reverse().join(''), 2),
      ),
    );
    expect(
      decompress(bytes).equals(Buffer.from(Array.from({ length: 5000 }, (_, i) => i % 256))),
    ).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['data without its end', '000304'],
    ['a code without a meaning', '00ffff'],
    ['a code for itself at the start', '000502'],
  ])('refuses %s', (_, digits) => {
    expect(() => decompress(Buffer.from(digits, 'hex'))).toThrow(
      'malformed gossip: compressed data',
    );
  });

  it('stops a bomb at its limit, before it reserves memory for more', () => {
    const bomb = compressLzw(Buffer.alloc(2 * mebibyte));
    expect(bomb.length).toBeLessThan(4096);
    expect(() => decompress(bomb, mebibyte)).toThrow('more than 1048576 bytes in compressed form');
  });

  it('does a bounded amount of work in each step', () => {
    const decoder = new LzwDecoder(compressLzw(Buffer.alloc(mebibyte)), 2 * mebibyte);
    let steps = 1;
    while (decoder.step() === undefined) steps += 1;
    expect(steps).toBeGreaterThanOrEqual(4);
  });

  it('answers random bytes with CORRUPT or with bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        try {
          decompress(noise);
        } catch (error) {
          expect(error).toMatchObject({ code: 'CORRUPT' });
        }
      }),
      { numRuns: 2000 },
    );
  });
});
