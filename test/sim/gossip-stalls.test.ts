import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/shared/random.ts';
import { GossipPool } from '../support/gossip-pool.ts';

const limits = {
  /** Virtual; one of five members takes about 2 s. */
  hours: 6,
  size: 5,
  loss: 0.01,
  stallMsMax: 300,
  stallGapMsMax: 2000,
} as const;

describe('a pool whose processes stand still for up to 300 ms', () => {
  it.each([1, 2])('fails nobody for hours, seed %i', (seed) => {
    const { counts, isConverged } = runWithStalls(seed, limits.hours / 2);
    expect(counts.get('memberFailed') ?? 0).toBe(0);
    expect(isConverged).toBe(true);
  });
});

function runWithStalls(seed: number, hours: number) {
  const pool = new GossipPool({ seed, loss: limits.loss });
  const random = seededRandom(seed + 1000);
  const nodes = Array.from({ length: limits.size }, (_, index) => pool.start(`n${index}`));
  const [first] = nodes;
  for (const node of nodes) if (first !== undefined && node !== first) pool.join(node, first);
  pool.runUntil(() => pool.isConverged(), 60_000);
  const stallSomebody = (): void => {
    const node = nodes[Math.floor(random() * nodes.length)];
    if (node !== undefined) pool.stall(node, random() * limits.stallMsMax);
    pool.after(random() * limits.stallGapMsMax, stallSomebody);
  };
  stallSomebody();
  const counts = new Map<string, number>();
  for (let minute = 0; minute < hours * 60; minute += 1) {
    pool.events.length = 0;
    pool.run(60_000);
    for (const { event } of pool.events) counts.set(event.type, (counts.get(event.type) ?? 0) + 1);
  }
  return { counts, isConverged: pool.isConverged() };
}
