import { describe, expect, it } from 'vitest';
import { rateIn } from './h2load.ts';

const report = (failed: number): string => `
finished in 1.50s, 20123.33 req/s, 1.90MB/s
requests: 30185 total, 30185 started, 30185 done, 30185 succeeded, ${failed} failed, 0 errored, 0 timeout
status codes: 30185 2xx, 0 3xx, 0 4xx, 0 5xx
`;

describe('a report of h2load', () => {
  it('says how many requests a second were answered', () => {
    expect(rateIn(report(0))).toBe(20_123.33);
  });

  it('counts for nothing when requests failed or it is none', () => {
    expect(() => rateIn(report(3))).toThrow('h2load had failures: 3 failed');
    expect(() => rateIn('unknown option')).toThrow('not a report of h2load');
  });
});
