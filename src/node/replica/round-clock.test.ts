import { describe, expect, it } from 'vitest';
import { RoundClock } from './round-clock.ts';

describe('the time of rounds', () => {
  it('is that of the wall clock while the state machine is not ahead of it', () => {
    const clock = new RoundClock();
    expect(clock.timeMs({ storeMs: 0, wallMs: 5000, now: 7.5 })).toBe(5000);
    expect(clock.timeMs({ storeMs: 5000, wallMs: 5000, now: 8 })).toBe(5000);
    expect(clock.timeMs({ storeMs: 5000, wallMs: 9000, now: 9 })).toBe(9000);
  });

  it('goes on from that of the state machine when the wall clock is behind', () => {
    const clock = new RoundClock();
    expect(clock.timeMs({ storeMs: 90_000, wallMs: 5000, now: 100.25 })).toBe(90_000);
    expect(clock.timeMs({ storeMs: 90_000, wallMs: 5030, now: 130.5 })).toBe(90_030);
    expect(clock.timeMs({ storeMs: 90_030, wallMs: 5060, now: 160.25 })).toBe(90_060);
  });

  it('does not go back with the wall clock, and follows it again when that is ahead', () => {
    const clock = new RoundClock();
    expect(clock.timeMs({ storeMs: 0, wallMs: 50_000, now: 0 })).toBe(50_000);
    expect(clock.timeMs({ storeMs: 50_000, wallMs: 20_000, now: 10 })).toBe(50_000);
    expect(clock.timeMs({ storeMs: 50_000, wallMs: 20_010, now: 20 })).toBe(50_010);
    expect(clock.timeMs({ storeMs: 50_010, wallMs: 60_000, now: 30 })).toBe(60_000);
  });
});
