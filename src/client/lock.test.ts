import { describe, expect, it } from 'vitest';
import { clusterForEachTest } from '../../test/support/client-cluster.ts';
import { campaign, observe } from './election.ts';
import type { KvClient } from './kv-client.ts';
import { lock } from './lock.ts';

const context = clusterForEachTest(2);

describe('lock', () => {
  it('goes from one holder to the next in the order in which they came, with growing tokens', async () => {
    const client = context.client();
    const order: string[] = [];
    const hold = async (name: string): Promise<number> => {
      await using held = await lock(client, 'l');
      order.push(name);
      return held.fencingToken;
    };
    const first = await lock(client, 'l');
    const second = hold('second');
    await waiters(2);
    const third = hold('third');
    await waiters(3);
    await first.release();
    const tokens = [first.fencingToken, await second, await third];
    expect(order).toEqual(['second', 'third']);
    expect(tokens).toEqual([...tokens].sort((a, b) => a - b));
    expect([...context.cluster.store.items.keys()]).toEqual([]);
    expect(context.cluster.store.leases.size).toBe(0);
  });

  it('waits no longer than its signal, and leaves nothing in the queue', async () => {
    const client = context.client();
    await using first = await lock(client, 'l');
    const end = new AbortController();
    const second = lock(client, 'l', { signal: end.signal });
    await waiters(2);
    end.abort();
    await expect(second).rejects.toMatchObject({ code: 'CANCELLED' });
    expect([...context.cluster.store.items.keys()]).toEqual([first.key]);
  });

  it('tells its holder when it is lost', async () => {
    const client = context.client();
    const held = await lock(client, 'l', { ttlMs: 60 });
    context.cluster.store.endLease(1);
    await expect.poll(() => held.lost.aborted).toBe(true);
    expect(held.lost.reason).toMatchObject({ code: 'NOT_FOUND' });
    await held.release();
  });

  it('is not given to a waiter whose lease has ended', async () => {
    const client = context.client();
    await using _first = await lock(client, 'l', { ttlMs: 60_000 });
    const second = lock(client, 'l', { ttlMs: 60 });
    await waiters(2);
    context.cluster.store.endLease(2);
    await expect(second).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is waited for over the end of the server that is asked', async () => {
    const client = context.client([0, 1]);
    const first = await lock(client, 'l');
    const second = lock(client, 'l');
    await waiters(2);
    await expect
      .poll(() => context.cluster.servers.some(({ calls }) => calls.includes('watch')))
      .toBe(true);
    context.cluster.successor = context.server(1);
    context.server(0).stop();
    await first.release();
    expect((await second).fencingToken).toBeGreaterThan(first.fencingToken);
  });
});

describe('an election', () => {
  it('has one leader after the other, and observers see each and what it says', async () => {
    const client = context.client();
    const seen: (string | undefined)[] = [];
    const end = new AbortController();
    const observing = observeAll(client, end.signal, seen);
    await expect.poll(() => seen).toEqual([undefined]);
    const first = await campaign(client, { name: 'e', value: Buffer.from('a') });
    const second = campaign(client, { name: 'e', value: Buffer.from('b') });
    await first.proclaim(Buffer.from('a again'));
    await expect.poll(() => seen).toContain('a again');
    await first.resign();
    const leader = await second;
    expect(leader.fencingToken).toBeGreaterThan(first.fencingToken);
    await leader.resign();
    await expect.poll(() => seen).toEqual([undefined, 'a', 'a again', 'b', undefined]);
    await expect(first.proclaim(Buffer.from('late'))).rejects.toMatchObject({
      code: 'CONDITION_FAILED',
    });
    end.abort();
    await expect(observing).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

async function observeAll(
  client: KvClient,
  signal: AbortSignal,
  seen: (string | undefined)[],
): Promise<void> {
  for await (const leader of observe(client, 'e', { signal })) {
    seen.push(leader && Buffer.from(leader.value).toString());
  }
}

function waiters(count: number): Promise<void> {
  return expect.poll(() => context.cluster.store.items.size).toBe(count);
}
