import { describe, expect, it } from 'vitest';
import { LamportClock } from './lamport-clock.ts';

describe('a Lamport clock', () => {
  it('starts at 1 and moves behind every time that it sees', () => {
    const clock = new LamportClock();
    const times = [0, 1, 1, 7, 3].map((time) => {
      clock.witness(time);
      return clock.time;
    });
    expect(times).toEqual([1, 2, 2, 8, 8]);
  });

  it('gives each message of its own another time', () => {
    const clock = new LamportClock();
    expect([clock.claim(), clock.claim(), clock.time]).toEqual([1, 2, 3]);
  });

  it('saturates where numbers stop being exact', () => {
    const clock = new LamportClock();
    clock.witness(Number.MAX_SAFE_INTEGER);
    expect([clock.claim(), clock.time]).toEqual([Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]);
  });
});
