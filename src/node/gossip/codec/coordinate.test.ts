import { describe, expect, it } from 'vitest';
import { decodeCoordinate, encodeCoordinate } from './coordinate.ts';

const fresh = { vec: [0, 0, 0, 0, 0, 0, 0, 0], error: 1.5, adjustment: 0, height: 1e-5 };

describe('decodeCoordinate', () => {
  it('gives back what was encoded', () => {
    const moved = { ...fresh, vec: [1, -2, 0.5, 1e-9, 3, 4, 5, 6], adjustment: -0.25 };
    expect(decodeCoordinate(encodeCoordinate(moved))).toEqual(moved);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['another version', Buffer.from([2, 0x80])],
    ['no vector', Buffer.from([1, 0x80])],
    ['seven dimensions', encodeCoordinate({ ...fresh, vec: fresh.vec.slice(1) })],
    ['nine dimensions', encodeCoordinate({ ...fresh, vec: [...fresh.vec, 0] })],
    ['not a number', encodeCoordinate({ ...fresh, error: Number.NaN })],
    ['infinity', encodeCoordinate({ ...fresh, height: Number.POSITIVE_INFINITY })],
  ])('refuses %s', (_, payload) => {
    expect(() => decodeCoordinate(payload)).toThrow(expect.objectContaining({ code: 'CORRUPT' }));
  });
});
