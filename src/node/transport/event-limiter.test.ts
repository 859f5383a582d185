import { describe, expect, it } from 'vitest';
import { EventLimiter } from './event-limiter.ts';

describe('EventLimiter', () => {
  it('lets one of a kind through in ten seconds and counts the others', () => {
    const limiter = new EventLimiter();
    expect(limiter.admit('a', 0)).toBe(0);
    expect(limiter.admit('a', 1)).toBeUndefined();
    expect(limiter.admit('b', 1)).toBe(0);
    expect(limiter.admit('a', 9_999)).toBeUndefined();
    expect(limiter.admit('a', 10_000)).toBe(2);
    expect(limiter.admit('a', 20_000)).toBe(0);
  });

  it('forgets the oldest kind rather than grow', () => {
    const limiter = new EventLimiter();
    for (let kind = 0; kind <= 256; kind += 1) limiter.admit(`${kind}`, 0);
    expect(limiter.admit('256', 1)).toBeUndefined();
    expect(limiter.admit('0', 1)).toBe(0);
  });
});
