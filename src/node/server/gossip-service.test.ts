import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call, GrpcFront, readAll } from '../../../test/support/grpc-front.ts';
import { until } from '../../../test/support/poll.ts';
import { gossipService } from '../../api/services.ts';

describe('mokv.v1.Gossip', () => {
  let front: GrpcFront;

  beforeAll(async () => {
    front = await GrpcFront.start({ policy: 'p, op, cluster, admin\n' });
  });

  beforeEach(() => front.gossip.changes.splice(0));

  afterAll(() => front.stop());

  it('tells who is in the pool', async () => {
    const client = await front.connectAs('op');
    const { response } = await call(client, gossipService.members, {});
    expect(response).toMatchObject({
      nodeId: 'n1',
      encrypted: true,
      members: [
        {
          name: 'n1',
          addr: '127.0.0.1:2',
          status: 'alive',
          tags: { rpc_addr: '127.0.0.1:1' },
          incarnation: 3,
        },
      ],
    });
    expect(response?.members[0]?.rttMs ?? undefined).toBeUndefined();
    const rtt = async (from: string, to: string) =>
      (await call(client, gossipService.rtt, { from, to })).response?.rttMs;
    expect([await rtt('', ''), await rtt('', 'n2'), await rtt('n1', 'n1')]).toEqual([0, 1.5, 0]);
  });

  it('hands changes to the node as they were asked for', async () => {
    const client = await front.connectAs('op');
    const key = Buffer.alloc(32, 1);
    await call(client, gossipService.join, { addrs: ['a:1', 'b:2'] });
    await call(client, gossipService.forceLeave, { name: 'n2' });
    await call(client, gossipService.forceLeave, { name: 'n2', prune: true });
    await call(client, gossipService.sendEvent, { name: 'deploy', payload: Buffer.from('v2') });
    const { response } = await call(client, gossipService.keys, { operation: 'use', key });
    await call(client, gossipService.leave, {});
    expect(response?.answers).toMatchObject([
      { name: 'n1', ok: true, keys: [key.toString('base64')] },
    ]);
    expect(front.gossip.changes).toEqual([
      'join a:1 b:2',
      'force n2 to leave',
      'force n2 to leave and forget it',
      'event deploy 2',
      'use 32 bytes',
      'leave',
    ]);
  });

  it.each([
    ['no address', gossipService.join, {}, '0 addresses to join: it must be 1 to 32'],
    [
      'an operation that is none',
      gossipService.keys,
      { operation: 'burn' },
      'no operation on keys is named "burn"',
    ],
    [
      'a key that is too short',
      gossipService.keys,
      { operation: 'use', key: Buffer.alloc(5) },
      'the key has 5 bytes: it must have 16, 24 or 32',
    ],
    [
      'a key to list',
      gossipService.keys,
      { operation: 'list', key: Buffer.alloc(16) },
      'a list of the keys takes no key',
    ],
    ['an event without a name', gossipService.sendEvent, {}, 'the event has no name'],
    ['a query without a name', gossipService.query, {}, 'the query has no name'],
  ] as const)('refuses %s', async (_, method, request, details) => {
    const client = await front.connectAs('op');
    const { code, details: seen } = await call<object, unknown, object, unknown>(
      client,
      method,
      request,
    );
    expect({ code, seen }).toEqual({ code: 'INVALID_ARGUMENT', seen: details });
    expect(front.gossip.changes).toEqual([]);
  });

  it('streams what happens until the node stops', async () => {
    const client = await front.connectAs('op');
    const reading = readAll(client, gossipService.events, {});
    const [listener] = await until('the subscription', () => {
      const { listeners } = front.gossip;
      return listeners.size === 1 ? [...listeners] : undefined;
    });
    const [member] = front.gossip.members();
    if (member !== undefined) listener?.changed({ type: 'failed', member });
    listener?.changed({ type: 'user', name: 'deploy', payload: Buffer.from('v2') });
    listener?.ended();
    const { code, response } = await reading;
    expect({ code, events: response }).toMatchObject({
      code: 'OK',
      events: [
        { type: 'failed', member: { name: 'n1' } },
        { type: 'user', name: 'deploy', payload: Buffer.from('v2') },
      ],
    });
    expect(front.gossip.listeners.size).toBe(0);
  });

  it('streams the answers to a query until they are over', async () => {
    const client = await front.connectAs('op');
    const request = { name: 'load', payload: Buffer.from('?') };
    const { code, response } = await readAll(client, gossipService.query, request);
    expect({ code, answers: response }).toMatchObject({
      code: 'OK',
      answers: [
        { name: 'n1', type: 'ack' },
        { name: 'n1', type: 'response', payload: Buffer.from('load ?') },
      ],
    });
  });

  it('ends the stream of a caller that does not read', async () => {
    const client = await front.connectAs('op');
    const stream = client.makeServerStreamRequest(
      gossipService.events.path,
      gossipService.events.requestSerialize,
      gossipService.events.responseDeserialize,
      {},
    );
    const ended = new Promise<string>((resolve) =>
      stream.on('error', ({ message }) => resolve(message)),
    );
    const [listener] = await until('the subscription', () => {
      const { listeners } = front.gossip;
      return listeners.size === 1 ? [...listeners] : undefined;
    });
    for (let sent = 0; sent < 600; sent += 1) {
      listener?.changed({ type: 'user', name: 'flood', payload: Buffer.alloc(512) });
    }
    await until(
      'the end of the subscription',
      () => front.gossip.listeners.size === 0 || undefined,
    );
    stream.resume();
    expect(await ended).toContain('the caller does not read the events');
  });
});
