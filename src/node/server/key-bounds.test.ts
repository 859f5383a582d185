import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByteString, byteStringOf, byteStringOfText } from '../../shared/byte-string.ts';
import {
  boundsOf,
  boundsOfKey,
  boundsOfPrefix,
  contains,
  covers,
  intersection,
} from './key-bounds.ts';

const key = fc
  .uint8Array({ maxLength: 4 })
  .map((bytes) => byteStringOf(bytes.map((byte) => [0, 1, 97, 254, 255][byte % 5] ?? 0)));
const bounds = fc.record({ lo: key, hi: fc.option(key, { nil: undefined }) });

describe('bounds of keys', () => {
  it.each([
    [{}, '', undefined],
    [{ prefix: 'a/' }, 'a/', 'a0'],
    [{ prefix: 'é' }, 'é', 'ê'],
    [{ start: 'b', end: 'd' }, 'b', 'd'],
    [{ prefix: 'a/', start: 'a/m' }, 'a/m', 'a0'],
    [{ prefix: 'a/', start: 'A', end: 'b' }, 'a/', 'a0'],
    [{ prefix: 'a/', end: 'a/m' }, 'a/', 'a/m'],
    [{ start: 'd', end: 'b' }, 'd', 'b'],
  ])('of %j are from %j up to %j', (range, lo, hi) => {
    expect(boundsOf(range)).toEqual({
      lo: byteStringOfText(lo),
      hi: hi === undefined ? undefined : byteStringOfText(hi),
    });
  });

  it('of a prefix hold exactly the keys that start with it', () => {
    fc.assert(
      fc.property(key, key, (prefix, one) => {
        expect(contains(boundsOfPrefix(prefix), one)).toBe(one.startsWith(prefix));
      }),
    );
  });

  it('of a key hold that key alone', () => {
    fc.assert(
      fc.property(key, key, (known, one) => {
        expect(contains(boundsOfKey(known), one)).toBe(one === known);
      }),
    );
  });

  it('intersect in the keys that are in both', () => {
    fc.assert(
      fc.property(bounds, bounds, key, (a, b, one) => {
        const common = intersection(a, b);
        const isInBoth = contains(a, one) && contains(b, one);
        expect(common !== undefined && contains(common, one)).toBe(isInBoth);
      }),
    );
  });

  it('cover others only when they have every key of them', () => {
    fc.assert(
      fc.property(bounds, bounds, key, (outer, inner, one: ByteString) => {
        if (covers(outer, inner) && contains(inner, one)) expect(contains(outer, one)).toBe(true);
      }),
    );
  });
});
