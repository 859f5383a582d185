import type { Random } from '../shared/random.ts';

const limits = { firstMs: 20, maxMs: 500 } as const;

/** How long to wait before round `round` (from 1): doubled each time, and jittered so that clients spread. */
export function backoffMs(round: number, random: Random): number {
  const ceiling = Math.min(limits.firstMs * 2 ** (round - 1), limits.maxMs);
  return ceiling / 2 + (ceiling / 2) * random();
}
