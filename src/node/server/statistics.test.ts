import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../../../test/support/poll.ts';
import { MokvError } from '../../shared/errors.ts';
import { Statistics, type StatisticsBucket } from './statistics.ts';

describe('statistics', () => {
  let statistics: Statistics;
  beforeEach(() => {
    statistics = new Statistics(() => ({ keys: 3, revision: 7, appliedIndex: 9 }));
  });
  afterEach(() => statistics.close());

  function nextBucket(): Promise<StatisticsBucket> {
    return until('a bucket with operations', () =>
      statistics.last(900).find(({ operations }) => operations.length > 0),
    );
  }

  it('tell for each kind how many there were, how many failed, and how long they took', async () => {
    for (let count = 1; count <= 100; count += 1) statistics.operationEnded('get', count, false);
    statistics.operationEnded('set', 2, true);
    const { operations, keys, revision, appliedIndex } = await nextBucket();
    expect({ keys, revision, appliedIndex }).toEqual({ keys: 3, revision: 7, appliedIndex: 9 });
    const [get, set] = operations;
    expect(get).toMatchObject({ kind: 'get', count: 100, errors: 0 });
    // The histogram keeps three digits.
    expect(get?.p50Us).toBeGreaterThanOrEqual(50_000);
    expect(get?.p50Us).toBeLessThan(51_000);
    expect(get?.maxUs).toBeGreaterThanOrEqual(100_000);
    expect(set).toMatchObject({ kind: 'set', count: 1, errors: 1 });
  });

  it('count calls by their method, and an absent key as no error', async () => {
    const absent = new MokvError('NOT_FOUND', 'absent');
    const broken = new MokvError('NO_LEADER', 'no leader');
    statistics.callEnded({ method: '/api.KV/Get', durationMs: 1, error: absent });
    statistics.callEnded({ method: '/api.KV/Get', durationMs: 1, error: broken });
    statistics.callEnded({ method: '/mokv.v1.Cluster/Status', durationMs: 1, error: undefined });
    const { operations } = await nextBucket();
    expect(operations.map(({ kind, count, errors }) => [kind, count, errors])).toEqual([
      ['get', 2, 1],
    ]);
  });

  it('tell followers of each second when it is over', async () => {
    const seen: StatisticsBucket[] = [];
    const stop = statistics.follow((bucket) => seen.push(bucket));
    await until('a second', () => seen.length > 0 || undefined);
    stop();
    expect(seen).toEqual(statistics.last(900).slice(0, seen.length));
  });
});
