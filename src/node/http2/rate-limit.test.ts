import { expect, it } from 'vitest';
import { RateLimit } from './rate-limit.ts';

it('lets so many pass at once, and then as many as time gives back', () => {
  const limit = new RateLimit(3, 2);
  const passed = (nowMs: number) => {
    let count = 0;
    while (limit.take(nowMs)) count += 1;
    return count;
  };
  expect([0, 499, 500, 1500, 100_000].map(passed)).toEqual([3, 0, 1, 2, 3]);
});
