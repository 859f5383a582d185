import { seededRandom } from '../../src/shared/random.ts';
import { GossipPool, type PoolEvent } from '../support/gossip-pool.ts';

const limits = {
  size: 5,
  loss: 0.01,
  stallMsMax: 300,
  stallGapMsMax: 2000,
  convergeMs: 60_000,
} as const;

const hourMs = 3_600_000;
const minuteMs = 60_000;

export interface StallsRun {
  readonly hours: number;
  /** Each of them is false: no process ever ends or stands still for longer than `stallMsMax`. */
  readonly failures: readonly PoolEvent[];
  readonly stalls: number;
  readonly isConverged: boolean;
}

/** A pool that loses 1 % of its packets, and whose processes stand still for up to 300 ms again and again. */
export function runWithStalls(seed: number, hours: number): StallsRun {
  const pool = new GossipPool({ seed, loss: limits.loss });
  const random = seededRandom(seed + 1000);
  const nodes = Array.from({ length: limits.size }, (_, index) => pool.start(`n${index}`));
  const [first] = nodes;
  for (const node of nodes) if (first !== undefined && node !== first) pool.join(node, first);
  pool.runUntil(() => pool.isConverged(), limits.convergeMs);
  let stalls = 0;
  const stallSomebody = (): void => {
    const node = nodes[Math.floor(random() * nodes.length)];
    if (node !== undefined) pool.stall(node, random() * limits.stallMsMax);
    stalls += 1;
    pool.after(random() * limits.stallGapMsMax, stallSomebody);
  };
  stallSomebody();
  const failures: PoolEvent[] = [];
  for (let minute = 0; minute * minuteMs < hours * hourMs; minute += 1) {
    pool.run(minuteMs);
    failures.push(...pool.events.filter(({ event }) => event.type === 'memberFailed'));
    pool.events.length = 0;
    for (const { records } of nodes) records.length = 0;
  }
  return { hours, failures, stalls, isConverged: pool.isConverged() };
}
