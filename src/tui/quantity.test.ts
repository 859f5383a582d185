import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatClock, formatCount, formatMicros, formatShare, formatSize } from './quantity.ts';

it.each([
  [formatCount, 0, '0'],
  [formatCount, 0.4, '0'],
  [formatCount, 999, '999'],
  [formatCount, 999.6, '1.0k'],
  [formatCount, 1234, '1.2k'],
  [formatCount, 9960, '10k'],
  [formatCount, 20_114, '20k'],
  [formatCount, 999_500, '1.0M'],
  [formatSize, 512, '512'],
  [formatSize, 84 * 1024 ** 2, '84M'],
  [formatSize, 1.25 * 1024 ** 3, '1.3G'],
  [formatMicros, 600, '0.6ms'],
  [formatMicros, 41_000, '41ms'],
  [formatMicros, 1_240_000, '1.2s'],
  [formatClock, 41_900, '00:41'],
  [formatClock, 3_723_000, '1:02:03'],
  [formatClock, -5, '00:00'],
  [formatShare, 0, '0.0 %'],
  [formatShare, 0.123, '12 %'],
] as const)('%o gives %d as %j', (format, number, text) => {
  expect(format(number)).toBe(text);
});

it('a count below a quadrillion has at most five characters', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 9e14, noNaN: true }), (count) => {
      expect(formatCount(count).length).toBeLessThanOrEqual(5);
    }),
  );
});
