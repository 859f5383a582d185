import { describe, expect, it } from 'vitest';
import { timeoutMsOf } from './grpc-timeout.ts';

describe('timeoutMsOf', () => {
  it.each([
    ['2H', 7_200_000],
    ['3M', 180_000],
    ['4S', 4000],
    ['5m', 5],
    ['6000u', 6],
    ['7000000n', 7],
    ['0m', 0],
    ['99999999S', 99_999_999_000],
  ])('reads %s', (header, timeoutMs) => {
    expect(timeoutMsOf(header)).toBeCloseTo(timeoutMs);
  });

  it('knows no end without a header', () => {
    expect(timeoutMsOf(undefined)).toBe(Number.POSITIVE_INFINITY);
  });

  it.each(['', '5', 'S', '-1S', '1.5S', '123456789S', '5 S', '5x', '5S, 6S'])(
    'refuses the malformed %j',
    (header) => {
      expect(() => timeoutMsOf(header)).toThrow(expect.objectContaining({ code: 'INTERNAL' }));
    },
  );
});
