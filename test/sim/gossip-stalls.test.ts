import { describe, expect, it } from 'vitest';
import { runWithStalls } from './stalling-pool.ts';

describe('a pool whose processes stand still for up to 300 ms', () => {
  // An hour of the pool takes about 2 s.
  it.each([1, 2])('fails nobody for hours, seed %i', (seed) => {
    const { failures, isConverged } = runWithStalls(seed, 3);
    expect(failures).toEqual([]);
    expect(isConverged).toBe(true);
  });
});
