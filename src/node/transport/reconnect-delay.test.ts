import { describe, expect, it } from 'vitest';
import { ReconnectDelay } from './reconnect-delay.ts';

/** How long each of `count` failures in a row keeps the peer alone. */
function delaysMs(delay: ReconnectDelay, count: number): number[] {
  let now = 0;
  return Array.from({ length: count }, () => {
    const start = now;
    delay.extend(now);
    while (!delay.isOver(now)) now += 1;
    return now - start;
  });
}

describe('ReconnectDelay', () => {
  it('doubles from 10 ms to a second', () => {
    const delay = new ReconnectDelay(() => 0.999_999);
    expect(delaysMs(delay, 9)).toEqual([10, 20, 40, 80, 160, 320, 640, 1000, 1000]);
  });

  it('halves itself at most, at random', () => {
    expect(delaysMs(new ReconnectDelay(() => 0), 3)).toEqual([5, 10, 20]);
  });

  it('starts anew after a success', () => {
    const delay = new ReconnectDelay(() => 0.999_999);
    delay.extend(0);
    delay.extend(0);
    delay.reset();
    expect(delay.isOver(0)).toBe(true);
    expect(delaysMs(delay, 2)).toEqual([10, 20]);
  });
});
