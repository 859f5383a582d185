import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, GrpcFront, readAll } from '../../../test/support/grpc-front.ts';
import { api, type mokv } from '../../api/gen/messages.js';
import { keysService, kvService } from '../../api/services.ts';

const policy = `p, root, *, produce
p, root, *, consume
p, reader, app/*, consume
p, reader, single, consume
`;

describe('Range', () => {
  let front: GrpcFront;

  beforeEach(async () => {
    front = await GrpcFront.start({ policy });
    front.node.putAll(
      ['a', 'app/1', 'app/2', 'app/x/1', 'app/x/2', 'app/y/1', 'b', 'single'].map((key) => [
        key,
        `value of ${key}`,
      ]),
    );
  });

  afterEach(() => front.stop());

  async function range(request: mokv.v1.IRangeRequest, user = 'root') {
    const client = await front.connectAs(user);
    return readAll(client, keysService.range, request);
  }

  async function keysOf(request: mokv.v1.IRangeRequest, user = 'root') {
    const { code, response } = await range(request, user);
    expect(code).toBe('OK');
    return response?.flatMap(({ items }) => items.map(({ key }) => key));
  }

  it.each<[mokv.v1.IRangeRequest, string[]]>([
    [{ range: { prefix: 'app/' } }, ['app/1', 'app/2', 'app/x/1', 'app/x/2', 'app/y/1']],
    [{ range: { start: 'app/2', end: 'app/y' } }, ['app/2', 'app/x/1', 'app/x/2']],
    [{ range: { prefix: 'app/', start: 'app/x/2' } }, ['app/x/2', 'app/y/1']],
    [{ range: { prefix: 'app/' }, limit: 2 }, ['app/1', 'app/2']],
    [{ range: { prefix: 'app/' }, limit: 2, reverse: true }, ['app/y/1', 'app/x/2']],
    [{ reverse: true, limit: 1 }, ['single']],
    [{ range: { start: 'x', end: 'b' } }, []],
    [{ range: { prefix: 'app/x/1/and/more' } }, []],
  ])('gives the keys of %j', async (request, expected) => {
    expect(await keysOf(request)).toEqual(expected);
  });

  it('says of each key all that the store knows, and of the whole its revision and count', async () => {
    const client = await front.connectAs('root');
    await call(client, kvService.set, { key: 'app/1', value: Buffer.from('2'), ttlMs: 1000 });
    const { response } = await range({ range: { prefix: 'app/' }, limit: 1 });
    expect(response?.map((message) => ({ ...message }))).toEqual([
      {
        items: [
          {
            key: 'app/1',
            value: Buffer.from('2'),
            createRevision: 2,
            modRevision: 9,
            version: 2,
            expiresAtMs: front.node.timeMs + 1000,
          },
        ],
        groups: [],
        revision: 9,
        count: 1,
        more: true,
        last: true,
      },
    ]);
  });

  it('leaves values out, or everything but the count', async () => {
    const keysOnly = await range({ range: { prefix: 'app/' }, keysOnly: true, limit: 1 });
    expect({ ...keysOnly.response?.[0]?.items[0] }).toEqual({
      key: 'app/1',
      createRevision: 2,
      modRevision: 2,
      version: 1,
    });
    const { response } = await range({ range: { prefix: 'app/' }, countOnly: true });
    expect(response).toMatchObject([{ items: [], count: 5, more: false }]);
  });

  it('counts what is behind a delimiter in groups', async () => {
    const request = { range: { prefix: 'app/' }, delimiter: '/' };
    const whole = await range(request);
    expect(whole.response).toMatchObject([
      {
        items: [{ key: 'app/1' }, { key: 'app/2' }],
        groups: [
          { prefix: 'app/x/', keys: 2 },
          { prefix: 'app/y/', keys: 1 },
        ],
        count: 5,
        more: false,
      },
    ]);
    const limited = await range({ ...request, limit: 3 });
    expect(limited.response).toMatchObject([
      { items: [{}, {}], groups: [{ prefix: 'app/x/', keys: 2 }], count: 4, more: true },
    ]);
  });

  it('leaves out what the caller may not read, and refuses what is nothing but that', async () => {
    expect(await keysOf({}, 'reader')).toEqual([
      'app/1',
      'app/2',
      'app/x/1',
      'app/x/2',
      'app/y/1',
      'single',
    ]);
    expect(await range({ range: { prefix: 'b' } }, 'reader')).toMatchObject({
      code: 'PERMISSION_DENIED',
      details: 'user "reader" may not consume the keys "b*"',
    });
  });

  it('reads all pages from one revision, whatever is written between them', async () => {
    const first = await range({ range: { prefix: 'app/' }, limit: 2 });
    const [{ revision } = { revision: 0 }] = first.response ?? [];
    front.node.putAll([
      ['app/1', 'new'],
      ['app/3', 'new'],
    ]);
    const next = { range: { prefix: 'app/', start: 'app/2\0' }, limit: 2 };
    expect(await keysOf({ ...next, revision })).toEqual(['app/x/1', 'app/x/2']);
    expect(await keysOf(next)).toEqual(['app/3', 'app/x/1']);
  });

  it('reads the past without asking the leader, and says what is no past yet', async () => {
    const { revision } = front.node;
    front.node.put('app/1', 'new');
    front.node.hasLeader = false;
    expect(await range({ revision, limit: 1 })).toMatchObject({ code: 'OK' });
    front.node.hasLeader = true;
    expect(await range({ revision: 99 })).toMatchObject({
      code: 'INVALID_ARGUMENT',
      details: 'revision 99 is still to come: the store is at 9',
    });
  });

  it('refuses a stale read from a node that may be further behind than is wanted', async () => {
    front.node.leaderContactMs = 700;
    const stale = { consistency: api.Consistency.CONSISTENCY_STALE };
    const client = await front.connectAs('root');
    await front.untilCaughtUp();
    expect(await call(client, kvService.get, { key: 'a', ...stale, maxLagMs: 600 })).toMatchObject({
      code: 'UNAVAILABLE',
      details: 'the node may be 700 ms behind, at most 600 are wanted',
    });
    const { response } = await range({ ...stale, maxLagMs: 700, limit: 1 });
    expect(response).toMatchObject([{ ageMs: 700, last: true }]);
  });

  it('streams more than a message holds in chunks, of which the last says so', async () => {
    front.node.putAll(
      Array.from({ length: 100 }, (_, index) => [`big/${100 + index}`, 'x'.repeat(4096)]),
    );
    const { response = [] } = await range({ range: { prefix: 'big/' } });
    expect(response.length).toBeGreaterThan(5);
    expect(response.filter(({ last }) => last)).toHaveLength(1);
    expect(response.at(-1)).toMatchObject({ last: true, count: 100 });
    expect(new Set(response.map(({ revision }) => revision)).size).toBe(1);
    expect(response.flatMap(({ items }) => items)).toHaveLength(100);
  });

  it('reads a key as it was', async () => {
    const client = await front.connectAs('root');
    front.node.put('b', 'new');
    const { response } = await call(client, kvService.get, { key: 'b', revision: 8 });
    expect({ ...response }).toEqual({
      key: 'b',
      value: Buffer.from('value of b'),
      createRevision: 7,
      modRevision: 7,
      version: 1,
      revision: 8,
    });
    const early = await call(client, kvService.get, { key: 'b', revision: 3 });
    expect(early.code).toBe('NOT_FOUND');
  });
});
