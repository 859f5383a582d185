import { expect, it } from 'vitest';
import { killLoop } from '../chaos/kill-loop.ts';

it('loses no acknowledged write to SIGKILL at random moments', async () => {
  const { acknowledged, lost } = await killLoop(20, 7);
  expect(lost).toEqual([]);
  expect(acknowledged).toBeGreaterThan(0);
});
