import { describe, expect, it } from 'vitest';
import { clusterForEachTest } from '../../test/support/client-cluster.ts';
import { MokvError } from '../shared/errors.ts';
import { type Load, prepareKeys, runLoad } from './bench-load.ts';
import { benchText } from './bench-view.ts';

const load: Load = {
  ...{ prefix: 'bench/', keys: 5, valueBytes: 3, readShare: 0.5, clients: 2, durationMs: 50 },
};
const { signal } = new AbortController();

describe('the load of a bench', () => {
  const one = clusterForEachTest(1);

  it('writes every key once before it begins', async () => {
    let told = 0;
    await prepareKeys(one.client(), load, signal, () => {
      told += 1;
    });
    const { entries } = await one.client().range({ prefix: 'bench/' });
    expect(told).toBe(5);
    expect(entries).toHaveLength(5);
  });

  it('counts reads and writes apart, until its time is over', async () => {
    const client = one.client();
    await prepareKeys(client, load, signal, () => undefined);
    let told = 0;
    const result = await runLoad(client, load, signal, () => {
      told += 1;
    });
    expect(result.reads.count + result.writes.count).toBe(told);
    expect([...result.errors]).toEqual([]);
    const onlyReads = await runLoad(client, { ...load, readShare: 1 }, signal, () => undefined);
    expect([onlyReads.writes.count, onlyReads.reads.count > 0]).toEqual([0, true]);
  });

  it('counts what failed by its code', async () => {
    const client = one.client();
    const { errors, reads } = await runLoad(
      client,
      { ...load, readShare: 1 },
      signal,
      () => undefined,
    );
    expect([[...errors.keys()], reads.count]).toEqual([['NOT_FOUND'], 0]);
  });

  it('ends at once when it is interrupted', async () => {
    const interruption = AbortSignal.abort();
    const long = { ...load, durationMs: 3_600_000 };
    const { errors } = await runLoad(one.client(), long, interruption, () => undefined);
    expect([...errors]).toEqual([]);
    await expect(
      prepareKeys(one.client(), load, interruption, () => undefined),
    ).rejects.toBeInstanceOf(MokvError);
  });
});

it('is shown with throughput, latencies and errors', async () => {
  const { LatencyHistogram } = await import('./latency-histogram.ts');
  const reads = new LatencyHistogram();
  for (const us of [400, 800, 12_000]) reads.record(us);
  const errors = new Map([['UNAVAILABLE' as const, 2]]);
  const result = { elapsedMs: 1500, reads, writes: new LatencyHistogram(), errors };
  expect(benchText(load, result)).toBe(
    '2 clients, 5 keys, values of 3 B, 50 % reads, 1.5s\n' +
      '     COUNT  PER SECOND  p50     p90   p99   p99.9  MAX\n' +
      'get  3      2           0.81ms  12ms  12ms  12ms   12ms\n' +
      'errors: 2 UNAVAILABLE',
  );
});
