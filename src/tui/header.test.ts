import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  arrive,
  exampleDashboard,
  exampleNowMs,
  examplePicture,
} from '../../test/support/example-dashboard.ts';
import { widthOf } from './drawable.ts';
import { headerCells, oneLine, quorumText, segmentGap, troubleText } from './header.ts';
import { reduce } from './reducer.ts';
import type { DashboardState } from './state.ts';

const state = exampleDashboard({ size: { columns: 100, rows: 30 } });
const calm = arrive(state, exampleNowMs, [
  { type: 'picture', picture: { ...examplePicture, alarms: [] } },
]);

function header(of: DashboardState, width: number): string {
  return headerCells(of, width)
    .map(({ text }) => text)
    .join(segmentGap);
}

describe('headerCells', () => {
  it('tell where it looks, who leads, how sure the cluster is and what may be done', () => {
    expect(header(calm, 140)).toBe(
      'mokv top  prod ▸ n1  leader n1  term 7  commit 48213  quorum 2/3, can lose 0  writes 415/s p99 3.1ms  ⟳2s  READ-ONLY',
    );
  });

  it('lose what matters least when there is no room', () => {
    expect(header(calm, 80)).toBe(
      'prod ▸ n1  leader n1  quorum 2/3, can lose 0  writes 415/s p99 3.1ms  READ-ONLY',
    );
    expect(header(calm, 20)).toBe('prod ▸ n1  leader n1');
  });

  it('say how old it is, when it tries again, and why', () => {
    const stale = arrive(calm, exampleNowMs + 7000, [
      { type: 'disconnected', reason: 'connection refused', retryAtMs: exampleNowMs + 9000 },
    ]);
    expect(header(stale, 60)).toBe('prod ▸ n1  STALE 7s, retry in 2s (connection refused)  ⟳2s');
  });

  it('say which moment is shown when it is frozen', () => {
    const frozen = arrive(reduce(calm, { type: 'freezeToggled' }), exampleNowMs + 41_000, []);
    expect(header(frozen, 40)).toContain('FROZEN 00:41');
  });

  it('are never wider than they may be', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(150), (name, width) => {
        const named = { ...state, setup: { ...state.setup, clusterName: name } };
        expect(widthOf(header(named, width))).toBeLessThanOrEqual(width);
        expect(header(named, width)).not.toMatch(/\p{Cc}/u);
        expect(widthOf(oneLine(named, width))).toBeLessThanOrEqual(width);
      }),
    );
  });
});

it('oneLine says the least that there is to know', () => {
  expect(oneLine(state, 40)).toBe('leader n1 t7 2/3 lag 111 415w/s');
  expect(oneLine({ ...state, cluster: { latest: undefined, trouble: undefined } }, 9)).toBe(
    'connected',
  );
});

it('quorumText names a quorum that is lost', () => {
  expect(quorumText({ voters: 3, healthy: 1, needed: 2, canLose: -1 })).toBe(
    'quorum LOST 1/3, needs 2',
  );
});

it('troubleText tells a right that is missing from an answer that did not come', () => {
  const denied = arrive(state, exampleNowMs, [
    { type: 'trouble', part: 'events', trouble: { type: 'denied', message: 'not for \x1b you' } },
  ]);
  expect(troubleText(denied.events, denied)).toBe('denied: not for \\x1b you');
  const failed = arrive(state, exampleNowMs + 5000, [
    {
      type: 'trouble',
      part: 'keys',
      trouble: { type: 'failed', message: 'no leader', sinceMs: exampleNowMs },
    },
  ]);
  expect(troubleText(failed.keys, failed)).toBe('no answer, 5s old: no leader');
  expect(troubleText(state.keys, state)).toBeUndefined();
});
