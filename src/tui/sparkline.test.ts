import fc from 'fast-check';
import { expect, it } from 'vitest';
import { widthOf } from './drawable.ts';
import { sparkline } from './sparkline.ts';

it.each([
  [[0, 1, 4, 8], 4, 'unicode', '▁▂▅█'],
  [[0, 1, 4, 8], 4, 'ascii', '.:+#'],
  [[undefined, 3, 3], 3, 'unicode', ' ██'],
  [[1, 2, 3, 4], 2, 'unicode', '▇█'],
  [[5], 3, 'unicode', '  █'],
  [[0, 0], 2, 'unicode', '▁▁'],
  [[1], 0, 'unicode', ''],
] as const)('of %j in %i cells of %s is %j', (values, width, charset, line) => {
  expect(sparkline(values, width, charset)).toBe(line);
});

it('is as wide as it was asked to be', () => {
  const value = fc.option(fc.double({ min: 0, max: 1e12, noNaN: true }), { nil: undefined });
  fc.assert(
    fc.property(fc.array(value), fc.nat(80), (values, width) => {
      expect(widthOf(sparkline(values, width, 'unicode'))).toBe(width);
    }),
  );
});
