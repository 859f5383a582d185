import { describe, expect, it } from 'vitest';
import { CapturedLog } from '../../test/support/captured-log.ts';
import { until } from '../../test/support/poll.ts';
import { logCatchUp } from './log-catch-up.ts';

describe('the log of a node that catches up', () => {
  it('tells how far it is while it gets further, and nothing once it is there', async () => {
    const log = new CapturedLog();
    const looks = [5, 5, 20, 20, 90, 100];
    let look = 0;
    const status = () => {
      const appliedIndex = looks[look] ?? 100;
      look += 1;
      return { appliedIndex, raft: { commitIndex: 100 } };
    };
    const stop = logCatchUp({ log, status, isOver: () => look === 5 }, 1);
    try {
      await until('the fifth look', () => (look === 5 ? true : undefined));
    } finally {
      stop();
    }
    const lineOf = (applied: number) => {
      return { level: 'info', facts: { applied, committed: 100 }, message: 'applying the log' };
    };
    expect(log.lines).toEqual([lineOf(20), lineOf(90)]);
  });
});
