import { expect, it } from 'vitest';
import { clusterForEachTest } from '../../test/support/client-cluster.ts';
import { completeKeys } from './complete-keys.ts';

const world = clusterForEachTest(1);

it.each([
  ['cf', ['cfg/', 'cfz']],
  ['cfg/', ['cfg/a', 'cfg/b/']],
  ['cfg/b/', ['cfg/b/x', 'cfg/b/y']],
  ['z', []],
  ['', ['cfz', 'cfg/']],
])('of "%s" offers %j', async (prefix, words) => {
  setKeys('cfg/a', 'cfg/b/x', 'cfg/b/y', 'cfz', 'z z', 'z$z');
  expect(await completeKeys(world.client(), prefix, soon())).toEqual(words);
});

it('offers at most 50 keys', async () => {
  setKeys(...Array.from({ length: 60 }, (_, index) => `many${index}`));
  expect(await completeKeys(world.client(), 'many', soon())).toHaveLength(50);
});

function setKeys(...keys: readonly string[]): void {
  for (const key of keys) world.cluster.store.apply({ set: { key } });
}

function soon(): { readonly deadline: number; readonly signal: undefined } {
  return { deadline: Date.now() + 10_000, signal: undefined };
}
