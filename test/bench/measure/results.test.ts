import { describe, expect, it } from 'vitest';
import type { Measured } from '../load/plan.ts';
import { median, summarised } from './results.ts';

describe('the median', () => {
  it('is the middle one, or what is between the two', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([9, 1, 5, 6])).toBe(5.5);
  });
});

describe('the summary of some rounds', () => {
  it('has the median of each figure by itself, without what failed, and all failures', () => {
    const cell = {
      scenario: 'batch-16',
      nodes: 3,
      system: 'mokv TLS',
      valueBytes: 128,
      inFlight: 16,
    } as const;
    const rounds = [
      round({ calls: 10, operations: 160, failures: 60, p99: 3 }),
      round({ calls: 30, operations: 480, failures: 0, p99: 9 }),
      round({ calls: 20, operations: 320, failures: 0, p99: 1 }),
    ];
    expect(summarised(cell, rounds)).toEqual({
      ...cell,
      callsPerSecond: 10,
      operationsPerSecond: 160,
      serverCpuMicrosPerOperation: 3125,
      clientCpuMicrosPerOperation: 1562.5,
      p50Ms: 0.5,
      p99Ms: 3,
      p999Ms: 20,
      failures: 60,
    });
  });
});

function round({
  p99,
  ...counts
}: Pick<Measured, 'calls' | 'operations' | 'failures'> & { readonly p99: number }): Measured {
  return {
    ...counts,
    seconds: 2,
    serverCpuSeconds: 1,
    clientCpuSeconds: 0.5,
    latencyMs: { p50: 0.5, p99, p999: 20 },
  };
}
