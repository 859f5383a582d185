import { describe, expect, it } from 'vitest';
import { arrive, exampleDashboard } from '../../test/support/example-dashboard.ts';
import type { LoadBucket, OperationLoad } from './facts.ts';
import { loadSummary } from './load-summary.ts';
import type { DashboardState } from './state.ts';

const nowMs = 1_000_000;

function bucket(second: number, ...operations: readonly OperationLoad[]): LoadBucket {
  return {
    second,
    operations,
    loopDelayUs: second % 10,
    ...{ rssBytes: 0, heapBytes: 0, keys: 0, watchEvents: 0, cpuPermille: 0 },
  };
}

function sets(count: number, more: Partial<OperationLoad> = {}): OperationLoad {
  return { kind: 'set', count, errors: 0, p50Us: 100, p99Us: 200, maxUs: 300, ...more };
}

function stateWith(load: Readonly<Record<string, readonly LoadBucket[]>>): DashboardState {
  const begun = { ...exampleDashboard({ size: { columns: 80, rows: 24 } }), nowMs };
  const empty = { ...begun, load: { latest: undefined, trouble: undefined } };
  return Object.entries(load).reduce<DashboardState>(
    (state, [nodeId, buckets]) => arrive(state, nowMs, [{ type: 'load', nodeId, buckets }]),
    empty,
  );
}

describe('loadSummary', () => {
  it('is unknown without data', () => {
    expect(loadSummary(stateWith({}), undefined, 10)).toBeUndefined();
  });

  it('adds the nodes up second by second, and weighs their medians', () => {
    const state = stateWith({
      n1: [bucket(996, sets(30, { errors: 3, maxUs: 9000 })), bucket(998, sets(10))],
      n2: [bucket(998, sets(30, { p50Us: 500, p99Us: 900 })), bucket(999)],
    });
    expect(loadSummary(state, undefined, 4)).toEqual({
      endSecond: 998,
      kinds: [
        {
          kind: 'set',
          counts: [undefined, 30, undefined, 40],
          perSecond: 35,
          p50Us: (100 * 40 + 500 * 30) / 70,
          p99Us: 900,
          maxUs: 9000,
          errorShare: 3 / 70,
        },
        {
          kind: 'get',
          counts: [undefined, 0, undefined, 0],
          ...{ perSecond: 0, p50Us: 0, p99Us: 0, maxUs: 0, errorShare: 0 },
        },
      ],
      all: expect.objectContaining({ perSecond: 35 }),
      writes: expect.objectContaining({ perSecond: 35, p99Us: 900 }),
      loopDelayUs: 8,
    });
  });

  it('is of one node when one is named', () => {
    const state = stateWith({ n1: [bucket(999, sets(5))], n2: [bucket(999, sets(7))] });
    expect(loadSummary(state, 'n2', 1)?.all.perSecond).toBe(7);
    expect(loadSummary(state, 'n9', 1)).toBeUndefined();
  });

  it('does not wait for a node that has fallen silent', () => {
    const state = stateWith({ n1: [bucket(900, sets(5))], n2: [bucket(999, sets(7))] });
    expect(loadSummary(state, undefined, 1)?.endSecond).toBe(999);
  });

  it('ends at the moment that is frozen', () => {
    const state = stateWith({ n1: [bucket(990, sets(5)), bucket(999, sets(7))] });
    const position = { type: 'frozen', frozenAtMs: 995_000 } as const;
    const frozen = { ...state, ui: { ...state.ui, position } };
    expect(loadSummary(frozen, undefined, 1)).toMatchObject({ endSecond: 990 });
  });
});
