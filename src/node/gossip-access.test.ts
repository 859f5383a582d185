import { afterEach, describe, expect, it } from 'vitest';
import { CapturedLog } from '../../test/support/captured-log.ts';
import { until } from '../../test/support/poll.ts';
import { GossipAccess } from './gossip-access.ts';
import { type GossipNode, startGossipNode } from './gossip-node/gossip-node.ts';
import type { PoolChange } from './server/gossip-port.ts';

const pools: GossipNode[] = [];

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.stop()));
});

describe('GossipAccess', () => {
  it('is unavailable before gossip starts and after it ends', async () => {
    const access = new GossipAccess('n1', () => undefined);
    const unavailable = expect.objectContaining({ code: 'UNAVAILABLE' });
    expect(() => access.members()).toThrow(unavailable);
    expect(() => access.subscribe(listening([]))).toThrow(unavailable);
    await open(access);
    expect(access.members()).toMatchObject([{ name: 'n1', status: 'alive' }]);
    const ended = new Promise<void>((resolve) => {
      access.subscribe({ changed: () => undefined, ended: resolve });
    });
    access.close();
    await ended;
    expect(() => access.members()).toThrow(unavailable);
  });

  it('joins, and says of each address how that ended', async () => {
    const one = new GossipAccess('n1', () => undefined);
    const two = new GossipAccess('n2', () => undefined);
    const own = `127.0.0.1:${(await open(one)).address.port}`;
    const other = `127.0.0.1:${(await open(two)).address.port}`;
    const seen: PoolChange[] = [];
    one.subscribe(listening(seen));
    expect(await one.join([other, own, 'nowhere.invalid:1'])).toEqual([
      { address: other, failure: undefined },
      { address: own, failure: 'it is the address of this node' },
      { address: 'nowhere.invalid:1', failure: 'the host name nowhere.invalid is unknown' },
    ]);
    await expect(one.join(['n2'])).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    const named = { name: 'n2', address: other, status: 'alive' };
    expect(seen).toMatchObject([{ type: 'join', member: named }]);
    two.sendEvent('deploy', Buffer.from('v2'));
    await until('the event', () => seen.length === 2 || undefined);
    expect(seen[1]).toEqual({ type: 'user', name: 'deploy', payload: Buffer.from('v2') });
    const answers: unknown[] = [];
    await new Promise<void>((ended) => {
      one.query('load', Buffer.from('?'), { answered: (answer) => answers.push(answer), ended });
    });
    expect(answers).toHaveLength(2);
    expect(answers).toEqual(
      expect.arrayContaining([
        { type: 'ack', from: 'n1' },
        { type: 'ack', from: 'n2' },
      ]),
    );
    const nothing = { answered: () => undefined, ended: () => undefined };
    expect(() => one.query('load', Buffer.alloc(2000), nothing)).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    );
    expect(() => one.forceLeave('n2', false)).toThrow(
      expect.objectContaining({ code: 'CONDITION_FAILED', message: 'n2 is alive' }),
    );
    expect(() => one.rttMs('n1', 'n9')).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  });

  it('has no keys in a pool that is not encrypted', async () => {
    const access = new GossipAccess('n1', () => undefined);
    await open(access);
    expect(access.isEncrypted()).toBe(false);
    await expect(access.keys('list', new Uint8Array())).rejects.toMatchObject({
      code: 'CONDITION_FAILED',
    });
  });

  it('leaves once, however often it is asked, and then ends the process', async () => {
    const steps: string[] = [];
    const left = Promise.withResolvers<void>();
    const access = new GossipAccess('n1', () => {
      steps.push('ended');
      left.resolve();
    });
    await open(access, async () => void steps.push('left'));
    await Promise.all([access.leave(), access.leave()]);
    await left.promise;
    expect(steps).toEqual(['left', 'ended']);
  });
});

async function open(access: GossipAccess, leave = async (): Promise<void> => undefined) {
  const pool = await startGossipNode({
    bindAddress: { host: '127.0.0.1', port: 0 },
    name: access.id,
    tags: new Map(),
    keyFile: undefined,
    seeds: [],
    snapshotFile: undefined,
    log: new CapturedLog(),
    onEvent: (event) => access.take(event),
    onFailure: (error) => {
      throw error;
    },
  });
  pools.push(pool);
  access.open({ pool, leave });
  return pool;
}

function listening(changes: PoolChange[]) {
  return { changed: (change: PoolChange) => changes.push(change), ended: () => undefined };
}
