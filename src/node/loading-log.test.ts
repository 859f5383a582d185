import { describe, expect, it } from 'vitest';
import { CapturedLog } from '../../test/support/captured-log.ts';
import { loadingLog } from './loading-log.ts';

describe('the log of a snapshot that is loaded', () => {
  it('has at most one line a second, and none for a snapshot that is loaded at once', () => {
    const log = new CapturedLog();
    let now = 0;
    const note = loadingLog(log, () => now);
    const bytesTotal = 500;
    for (const [at, bytes] of [
      [10, 100],
      [900, 200],
      [1010, 300],
      [1900, 400],
      [2100, 500],
      // Another one.
      [9000, 500],
    ] as const) {
      now = at;
      note({ keys: bytes / 10, bytes, bytesTotal });
    }
    const told = [
      { keys: 30, bytes: 300, bytesTotal, percent: 60 },
      { keys: 50, bytes: 500, bytesTotal, percent: 100 },
    ];
    expect(log.lines).toEqual(
      told.map((facts) => ({ level: 'info', facts, message: 'loading a snapshot' })),
    );
  });
});
