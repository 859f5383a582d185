import { describe, expect, it } from 'vitest';
import { clusterForEachTest } from '../../test/support/client-cluster.ts';
import type { ImportedItem } from './kv-api.ts';

const context = clusterForEachTest(2);

describe('import', () => {
  it('sets what comes, at the leader, in messages of many keys', async () => {
    context.cluster.leader = context.server(1);
    const result = await context.client().import(numbered(1000));
    expect(result).toEqual({ written: 1000, skipped: 0, revision: 1000 });
    expect(context.cluster.store.items.size).toBe(1000);
  });

  it('imports nothing', async () => {
    expect(await context.client().import([])).toEqual({ written: 0, skipped: 0, revision: 0 });
  });

  it('ends with what its source failed with, and keeps what was set', async () => {
    const broken = async function* (): AsyncGenerator<ImportedItem, void, void> {
      yield* numbered(300);
      await expect.poll(() => context.cluster.store.items.size).toBe(256);
      throw new Error('the file ends in the middle of a line');
    };
    await expect(context.client().import(broken())).rejects.toThrowError('middle of a line');
    expect(context.cluster.store.items.size).toBe(256);
  });
});

function* numbered(count: number): Generator<ImportedItem, void, void> {
  for (let number = 0; number < count; number += 1) {
    yield { key: `k${number}`, value: Buffer.from('v') };
  }
}
