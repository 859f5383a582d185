import { describe, expect, it } from 'vitest';
import { clusterForEachTest } from '../../test/support/client-cluster.ts';
import { MokvError } from '../shared/errors.ts';
import type { RangeEntry } from './kv-api.ts';
import type { KvClient } from './kv-client.ts';

const context = clusterForEachTest(3);

describe('range', () => {
  it('is one page, in one piece even when a server ends in the middle of it', async () => {
    const client = await filled(['a', 'b', 'c', 'd', 'e']);
    context.server(1).rangeMessagesMax = 1;
    context.server(2).rangeMessagesMax = 1;
    const page = await client.range({ prefix: '' }, { limit: 4 });
    expect(page).toMatchObject({ revision: 5, more: true, ageMs: undefined });
    expect(page.entries.map((entry) => entry.type === 'item' && entry.key)).toEqual(
      'abcd'.split(''),
    );
  });

  it('counts', async () => {
    const client = await filled(['a', 'b', 'x']);
    expect(await client.count({ end: 'c' })).toEqual({ count: 2, revision: 3 });
  });
});

describe('rangeAll', () => {
  it.each([{ reverse: false }, { reverse: true }])(
    'goes on at another server, at the same revision ($reverse)',
    async ({ reverse }) => {
      const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
      const client = await filled(keys);
      context.server(1).rangeMessagesMax = 1;
      context.server(2).rangeMessagesMax = 1;
      const read: string[] = [];
      for await (const entry of client.rangeAll({}, { reverse })) {
        if (read.length === 0) await client.set('bb', Buffer.from('later'));
        read.push(keyOf(entry));
      }
      expect(read).toEqual(reverse ? keys.reverse() : keys);
    },
  );

  it('gives no more than its limit over all servers', async () => {
    const client = await filled(['a', 'b', 'c', 'd', 'e']);
    for (const server of [1, 2]) context.server(server).rangeMessagesMax = 1;
    const read: string[] = [];
    for await (const entry of client.rangeAll({}, { limit: 3 })) read.push(keyOf(entry));
    expect(read).toEqual(['a', 'b', 'c']);
  });

  it('asks every server before an old revision counts as compacted', async () => {
    const client = await filled(['a']);
    for (const server of context.cluster.servers) {
      server.fate = () => new MokvError('COMPACTED', 'too old');
    }
    await expect(client.range({}, { revision: 1 })).rejects.toMatchObject({ code: 'COMPACTED' });
    context.server(1).fate = () => 'answer';
    expect(await client.range({}, { revision: 1 })).toMatchObject({ revision: 1 });
  });

  it('ends the call when its loop is left', async () => {
    const client = await filled(['a', 'b', 'c']);
    for await (const entry of client.rangeAll({})) {
      expect(keyOf(entry)).toBe('a');
      break;
    }
    expect(await client.count({})).toEqual({ count: 3, revision: 3 });
  });
});

async function filled(keys: readonly string[]): Promise<KvClient> {
  const client = context.client([1, 2, 0]);
  for (const key of keys) await client.set(key, Buffer.from('v'));
  return client;
}

function keyOf(entry: RangeEntry): string {
  return entry.type === 'item' ? entry.key : entry.prefix;
}
