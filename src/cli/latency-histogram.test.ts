import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LatencyHistogram } from './latency-histogram.ts';

describe('LatencyHistogram', () => {
  it('has nothing to say of nothing', () => {
    const histogram = new LatencyHistogram();
    expect([histogram.count, histogram.quantile(0.99), histogram.maxUs]).toEqual([0, 0, 0]);
  });

  it('gives each quantile to within two per cent and a microsecond', () => {
    const durations = fc.array(fc.integer({ min: 0, max: 2 ** 31 }), { minLength: 1 });
    fc.assert(
      fc.property(durations, fc.double({ min: 0.01, max: 1, noNaN: true }), (all, share) => {
        const histogram = new LatencyHistogram();
        for (const us of all) histogram.record(us);
        const sorted = all.toSorted((a, b) => a - b);
        const exact = sorted[Math.ceil(share * all.length) - 1] ?? 0;
        const found = histogram.quantile(share);
        expect(found).toBeGreaterThanOrEqual(exact);
        expect(found).toBeLessThanOrEqual(exact * 1.02 + 1);
      }),
    );
  });

  it('counts what takes longer than an hour as the longest', () => {
    const histogram = new LatencyHistogram();
    histogram.record(1e12);
    expect([histogram.quantile(0.5), histogram.maxUs]).toEqual([expect.any(Number), 1e12]);
  });
});
