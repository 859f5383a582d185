import { describe, expect, it } from 'vitest';
import { clusterForEachTest } from '../../test/support/client-cluster.ts';
import { MokvError } from '../shared/errors.ts';
import type { KvClient } from './kv-client.ts';

const context = clusterForEachTest(2);

describe('operations that are issued in the same tick', () => {
  it('travel together, in order for each key', async () => {
    const client = context.client();
    const results = await Promise.all([
      client.set('a', bytes('1')),
      client.get('a'),
      client.touch('a', 500),
      client.set('b', bytes('1')),
      client.delete('a'),
      client.get('b'),
    ]);
    expect(results).toMatchObject([
      { revision: 1 },
      { key: 'a', modRevision: 1 },
      { expiresAtMs: 500 },
      { created: true },
      { deleted: true },
      { key: 'b' },
    ]);
    expect(callsOf(0)).toEqual(['pipeline', 'pipelined 6']);
  });

  it('go on one stream from then on, also when they are alone', async () => {
    const client = context.client();
    await Promise.all([client.set('a', bytes('1')), client.set('b', bytes('1'))]);
    await client.set('a', bytes('2'));
    expect(callsOf(0)).toEqual(['pipeline', 'pipelined 2', 'pipelined 1']);
  });

  it('fail each on its own', async () => {
    const client = context.client();
    const [set, absent, refused] = await Promise.allSettled([
      client.set('a', bytes('1')),
      client.get('b'),
      client.set('a', bytes('2'), { condition: { type: 'absent' } }),
    ]);
    expect([set, absent, refused]).toMatchObject([
      { status: 'fulfilled' },
      { reason: { code: 'NOT_FOUND' } },
      { reason: { code: 'CONDITION_FAILED' } },
    ]);
  });

  it('are more than one message holds, and all are done', async () => {
    const client = context.client();
    await Promise.all(numbers(3000).map((number) => client.set(`k${number}`, bytes('1'))));
    expect(context.cluster.store.items.size).toBe(3000);
    expect(callsOf(0).length).toBeLessThan(20);
  });
});

describe('a lone operation', () => {
  it('goes in a call of its own, and what follows on its key waits for it', async () => {
    const client = context.client();
    const first = client.set('a', bytes('1'));
    await expect.poll(() => callsOf(0)).toEqual(['set']);
    const others = [client.set('a', bytes('2')), client.set('a', bytes('3'))];
    await Promise.all([first, ...others]);
    expect(context.cluster.store.applied).toEqual(['set a 1', 'set a 2', 'set a 3']);
  });

  it('goes in a call of its own always, when its client wants no pipeline', async () => {
    const client = context.client([0], { pipeline: false });
    await Promise.all([client.set('a', bytes('1')), client.set('b', bytes('2'))]);
    expect(callsOf(0)).toEqual(['set', 'set']);
  });
});

describe('a pipeline', () => {
  it('goes to the leader that its first server names', async () => {
    context.cluster.leader = context.server(1);
    const client = context.client();
    await setAll(client, 20);
    expect(callsOf(0)).toEqual(['pipeline', 'pipelined 20']);
    expect(callsOf(1)).toEqual(['pipeline', 'pipelined 20']);
    expect(context.cluster.store.applied).toHaveLength(20);
  });

  it('applies each write once when the leader ends before it can answer', async () => {
    const client = context.client([0, 1]);
    await setAll(client, 10);
    context.cluster.successor = context.server(1);
    context.server(0).fate = () => 'die';
    await setAll(client, 10);
    expect(context.cluster.store.applied).toHaveLength(20);
    expect(new Set(context.cluster.store.applied).size).toBe(10);
  });

  it('moves on when its leader leads no more, and waits for the next one', async () => {
    const client = context.client([0, 1]);
    await setAll(client, 10);
    context.cluster.leader = undefined;
    const written = setAll(client, 10);
    await expect.poll(() => callsOf(1)).toContain('pipelined 10');
    context.cluster.leader = context.server(1);
    await written;
    expect(context.cluster.store.applied).toHaveLength(20);
  });

  it('falls back to single calls where a server has none', async () => {
    for (const server of context.cluster.servers) {
      server.stop();
      server.isMoekv = true;
      await server.start();
    }
    context.cluster.leader = context.server(1);
    const client = context.client();
    await setAll(client, 5);
    await setAll(client, 5);
    expect(context.cluster.store.applied).toHaveLength(10);
  });

  it('leaves out the ids that members of mökv do not know', async () => {
    context.server(0).fate = (method) =>
      method === 'pipelined' && callsOf(0).filter((call) => call.startsWith('pipelined')).length < 2
        ? new MokvError('UNIMPLEMENTED', 'n3 is a member without request ids')
        : 'answer';
    const client = context.client([0], { clientId: 'me' });
    await setAll(client, 5);
    expect(context.cluster.store.applied).toHaveLength(5);
    expect(context.cluster.store.remembered('me')).toEqual([]);
  });

  it('has an unknown outcome for what is not answered in time, and goes on', async () => {
    const client = context.client();
    await setAll(client, 2);
    context.server(0).fate = () => 'silence';
    const deadline = Date.now() + 200;
    const results = await Promise.allSettled([
      client.set('a', bytes('1'), { deadline }),
      client.get('b', { deadline }),
    ]);
    expect(results).toMatchObject([
      { reason: { code: 'OUTCOME_UNKNOWN', metadata: { request_sequence: '3' } } },
      { reason: { code: 'DEADLINE_EXCEEDED' } },
    ]);
    context.server(0).fate = () => 'answer';
    await client.set('c', bytes('1'));
    expect(context.cluster.store.items.has('c')).toBe(true);
  });

  it('ends an operation at its signal', async () => {
    const client = context.client();
    await setAll(client, 3);
    context.server(0).fate = () => 'silence';
    const end = new AbortController();
    const results = Promise.allSettled([
      client.set('a', bytes('1'), { signal: end.signal }),
      client.get('b', { signal: end.signal }),
    ]);
    await expect.poll(() => callsOf(0).at(-1)).toBe('pipelined 2');
    end.abort();
    expect(await results).toMatchObject([
      { reason: { code: 'OUTCOME_UNKNOWN' } },
      { reason: { code: 'CANCELLED' } },
    ]);
    await expect(client.get('c', { signal: end.signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
  });

  it('says that there was no leader when nothing was sent in time', async () => {
    context.cluster.leader = undefined;
    const client = context.client([0, 1]);
    const deadline = Date.now() + 300;
    const results = await Promise.allSettled(
      numbers(2).map((number) => client.set(`k${number}`, bytes('1'), { deadline })),
    );
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected']);
    expect(context.cluster.store.applied).toEqual([]);
  });

  it('ends with its client', async () => {
    const client = context.client();
    await setAll(client, 3);
    context.server(0).fate = () => 'silence';
    const results = Promise.allSettled([client.set('a', bytes('1')), client.get('b')]);
    await expect.poll(() => callsOf(0).at(-1)).toBe('pipelined 2');
    client.close();
    expect(await results).toMatchObject([
      { reason: { code: 'OUTCOME_UNKNOWN' } },
      { reason: { code: 'CANCELLED' } },
    ]);
  });
});

async function setAll(client: KvClient, count: number): Promise<void> {
  await Promise.all(numbers(count).map((number) => client.set(`k${number}`, bytes('1'))));
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** Without what the client asks in the background. */
function callsOf(server: number): string[] {
  return context.server(server).calls.filter((call) => call !== 'getServers');
}

function bytes(text: string): Buffer {
  return Buffer.from(text);
}
