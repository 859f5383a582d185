import { describe, expect, it } from 'vitest';
import { AppliedHashes } from './applied-hashes.ts';

describe('the hashes of what was applied', () => {
  it('are known for the last 4096 indices', () => {
    const hashes = new AppliedHashes();
    for (let index = 1; index <= 5000; index += 1) hashes.applied(index, index * 2);
    expect([904, 905, 5000, 5001].map((index) => hashes.at(index))).toEqual([
      undefined,
      1810,
      10_000,
      undefined,
    ]);
  });

  it('are forgotten when a snapshot jumps over indices', () => {
    const hashes = new AppliedHashes();
    hashes.applied(1, 11);
    hashes.applied(10, 20);
    expect([1, 5, 10].map((index) => hashes.at(index))).toEqual([undefined, undefined, 20]);
  });

  it('are not known before anything was applied', () => {
    expect(new AppliedHashes().at(0)).toBeUndefined();
  });
});
