import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, GrpcFront, readAll } from '../../../test/support/grpc-front.ts';
import { until } from '../../../test/support/poll.ts';
import { api, google } from '../../api/gen/messages.js';
import { kvService } from '../../api/services.ts';
import { errorOfStatus } from '../../api/status.ts';
import { MokvError } from '../../shared/errors.ts';

const policy = `p, root, *, produce
p, root, *, consume
p, reader, app/*, consume
p, reader, single, consume
`;

const stale = { consistency: api.Consistency.CONSISTENCY_STALE };

describe('api.KV over mutual TLS', () => {
  let front: GrpcFront;

  beforeEach(async () => {
    front = await GrpcFront.start({ policy });
  });

  afterEach(() => front.stop());

  it('reads back what was set, byte for byte', async () => {
    const client = await front.connectAs('root');
    const value = Buffer.from([0, 255, 10, 128]);
    const set = await call(client, kvService.set, { key: 'k/é', value });
    expect(set.response).toEqual({ ok: true, revision: 1, created: true });
    const { response } = await call(client, kvService.get, { key: 'k/é' });
    expect(response?.key).toBe('k/é');
    expect(Buffer.from(response?.value ?? [])).toEqual(value);
  });

  it('tells an empty value from an absent key', async () => {
    const client = await front.connectAs('root');
    front.node.put('empty', '');
    expect(await call(client, kvService.get, { key: 'empty' })).toMatchObject({ code: 'OK' });
    expect(await call(client, kvService.get, { key: 'absent' })).toMatchObject({
      code: 'NOT_FOUND',
      details: 'key "absent" not found',
    });
  });

  it('deletes idempotently', async () => {
    const client = await front.connectAs('root');
    front.node.put('a', '1');
    const responses = [];
    for (const key of ['a', 'a', 'never']) {
      responses.push((await call(client, kvService.delete, { key })).response);
    }
    expect(responses).toEqual([
      { ok: true, revision: 2, deleted: true },
      { ok: true, revision: 2 },
      { ok: true, revision: 2 },
    ]);
    expect((await call(client, kvService.get, { key: 'a' })).code).toBe('NOT_FOUND');
  });

  it('refuses keys and values beyond their limits without touching the store', async () => {
    const client = await front.connectAs('root');
    const key = 'k'.repeat(4096);
    const mebibyte = Buffer.alloc(1024 * 1024);
    expect((await call(client, kvService.set, { key, value: mebibyte })).code).toBe('OK');
    const { commands } = front.node;
    const before = commands.length;
    const codes = await Promise.all([
      call(client, kvService.set, { key: '', value: mebibyte }),
      call(client, kvService.get, { key: '' }),
      call(client, kvService.delete, { key: `${key}k` }),
      call(client, kvService.set, { key: 'é'.repeat(2049), value: mebibyte }),
      call(client, kvService.set, { key: 'a', value: Buffer.alloc(1024 * 1024 + 1) }),
      call(client, kvService.set, { key: 'a', value: Buffer.alloc(2 * 1024 * 1024) }),
    ]);
    expect(codes.map(({ code }) => code)).toEqual([
      'INVALID_ARGUMENT',
      'INVALID_ARGUMENT',
      'INVALID_ARGUMENT',
      'INVALID_ARGUMENT',
      'RESOURCE_EXHAUSTED',
      'RESOURCE_EXHAUSTED',
    ]);
    expect(commands.length).toBe(before);
  });

  it('answers a key that is not UTF-8 with INVALID_ARGUMENT', async () => {
    const client = await front.connectAs('root');
    const raw = { ...kvService.get, requestSerialize: () => Buffer.from([0x0a, 1, 0xff]) };
    expect(await call(client, raw, {})).toMatchObject({
      code: 'INVALID_ARGUMENT',
      details: 'malformed request: a string is not valid UTF-8',
    });
  });

  it('proposes nothing for a call whose deadline has passed', async () => {
    const client = await front.connectAs('root');
    expect((await call(client, kvService.set, { key: 'a' }, 0)).code).toBe('DEADLINE_EXCEEDED');
    expect((await call(client, kvService.set, { key: 'b' }, -1000)).code).toBe('DEADLINE_EXCEEDED');
    expect((await call(client, kvService.get, { key: 'a' })).code).toBe('NOT_FOUND');
    expect(front.node.commands).toEqual([]);
  });

  it('passes on what the node refuses, with its code, facts and hint', async () => {
    const client = await front.connectAs('root');
    front.node.proposal = () =>
      Promise.reject(
        new MokvError('NOT_LEADER', 'n1 does not lead', {
          hint: 'ask n2',
          metadata: { leader_addr: '10.0.0.2:8400' },
        }),
      );
    const { error } = await call(client, kvService.set, { key: 'a' });
    expect(error && errorOfStatus(error)).toMatchObject({
      code: 'NOT_LEADER',
      message: 'n1 does not lead',
      hint: 'ask n2',
      metadata: { leader_addr: '10.0.0.2:8400' },
    });
  });

  it('shows nothing of an error that is a bug, and logs it', async () => {
    const client = await front.connectAs('root');
    front.node.proposal = () => Promise.reject(new TypeError('secret of the heap'));
    const answer = await call(client, kvService.set, { key: 'a' });
    expect(answer).toMatchObject({ code: 'INTERNAL', details: 'internal error, see the log' });
    const line = front.log.lines.find(({ level }) => level === 'error');
    expect(line?.facts).toMatchObject({ method: '/api.KV/Set', user: 'root' });
  });

  it('writes one access line for each call, never with a value', async () => {
    const client = await front.connectAs('root');
    await call(client, kvService.set, { key: 'thekey', value: Buffer.from('thevalue') });
    await call(client, kvService.get, { key: 'absent' });
    await call(client, kvService.get, { key: '' });
    const lines = front.log.lines.filter(({ message }) => message === 'call');
    expect(lines.map(({ facts: { method, user, code } }) => [method, user, code])).toEqual([
      ['/api.KV/Set', 'root', 'OK'],
      ['/api.KV/Get', 'root', 'NOT_FOUND'],
      ['/api.KV/Get', 'root', 'INVALID_ARGUMENT'],
    ]);
    const shown = lines.filter(({ level }) => level !== 'debug');
    expect(JSON.stringify(shown)).not.toContain('thekey');
    expect(JSON.stringify(front.log.lines)).not.toContain('thevalue');
  });

  it('records a call that its caller cancelled as CANCELLED', async () => {
    const client = await front.connectAs('root');
    let finish = () => {};
    front.node.proposal = () =>
      new Promise((resolve) => {
        finish = () => resolve({ type: 'set', revision: 1, created: true });
      });
    const { method } = { method: kvService.set };
    const pending = client.makeUnaryRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      { key: 'a' },
      () => {},
    );
    await until('the proposal', () => front.node.commands.length > 0 || undefined);
    pending.cancel();
    // The next call on the connection is answered only after the cancellation has arrived.
    await call(client, kvService.get, { key: 'a' });
    finish();
    const line = await until('the access line', () =>
      front.calls.find((record) => record.method === method.path),
    );
    expect(line.code).toBe(1);
  });

  it('lists keys with values in byte order, only those that the caller may read', async () => {
    const keys = ['app/z', 'app/a', 'application', 'b', 'single', 'single2', 'app/é'];
    for (const key of keys) front.node.put(key, `value of ${key}`);
    const listed = async (user: string) => {
      const client = await front.connectAs(user);
      const { response } = await readAll(client, kvService.list, {});
      return response?.map(({ key, value }) => [key, Buffer.from(value).toString()]);
    };
    const all = ['app/a', 'app/z', 'app/é', 'application', 'b', 'single', 'single2'];
    expect(await listed('root')).toEqual(all.map((key) => [key, `value of ${key}`]));
    const readers = ['app/a', 'app/z', 'app/é', 'single'];
    expect(await listed('reader')).toEqual(readers.map((key) => [key, `value of ${key}`]));
  });

  it('lists an empty store as nothing', async () => {
    const client = await front.connectAs('root');
    const answer = await readAll(client, kvService.list, {});
    expect(answer).toMatchObject({ code: 'OK', response: [] });
  });

  it('names the servers of the configuration and the leader', async () => {
    const client = await front.connectAs('reader');
    const { response } = await call(client, kvService.getServers, {});
    expect(response?.servers).toEqual([{ id: 'n1', rpcAddr: '127.0.0.1:8400', isLeader: true }]);
  });

  it('answers no read while no leader is known', async () => {
    const client = await front.connectAs('root');
    front.node.put('a', '1');
    front.node.hasLeader = false;
    expect((await call(client, kvService.get, { key: 'a' })).code).toBe('UNAVAILABLE');
    expect((await readAll(client, kvService.list, {})).code).toBe('UNAVAILABLE');
    const { response } = await call(client, kvService.getServers, {});
    expect(response?.servers).toMatchObject([{ isLeader: false }]);
  });

  it("takes mökv's list, which has no request at all", async () => {
    const client = await front.connectAs('root');
    front.node.put('a', '1');
    const request = google.protobuf.Empty.encode({}).finish();
    const raw = { ...kvService.list, requestSerialize: () => Buffer.from(request) };
    const { response } = await readAll(client, raw, {});
    expect(response).toMatchObject([{ key: 'a' }]);
    expect(response?.[0]?.ageMs).toBeNull();
  });

  it('answers stale reads without a leader, and says when it last heard from one', async () => {
    const client = await front.connectAs('root');
    front.node.put('a', '1');
    await until('the node to have caught up', () => front.readiness.hasCaughtUp || undefined);
    front.node.hasLeader = false;
    front.node.leaderContactMs = 41.2;
    const { response } = await call(client, kvService.get, { key: 'a', ...stale });
    expect(response).toMatchObject({ key: 'a', ageMs: 42 });
    expect((await readAll(client, kvService.list, stale)).response).toMatchObject([
      { key: 'a', ageMs: 42 },
    ]);
    expect((await call(client, kvService.get, { key: 'b', ...stale })).code).toBe('NOT_FOUND');
    expect((await call(client, kvService.get, { key: 'a' })).code).toBe('UNAVAILABLE');
  });

  it('says on a leader that a stale answer has no age', async () => {
    const client = await front.connectAs('root');
    front.node.put('a', '1');
    await until('the node to have caught up', () => front.readiness.hasCaughtUp || undefined);
    const { response } = await call(client, kvService.get, { key: 'a', ...stale });
    expect(response?.ageMs).toBe(0);
    const linearizable = await call(client, kvService.get, { key: 'a' });
    expect(linearizable.response?.ageMs).toBeNull();
  });

  it('refuses stale reads until it has caught up once, for it cannot tell their age', async () => {
    await using fresh = await GrpcFront.start({ policy, hasLeader: false });
    fresh.node.put('a', '1');
    const client = await fresh.connectAs('root');
    expect(await call(client, kvService.get, { key: 'a', ...stale })).toMatchObject({
      code: 'UNAVAILABLE',
      details: 'the node has not caught up with a leader since it started',
    });
  });

  it('takes a consistency that it does not know for linearizable', async () => {
    const client = await front.connectAs('root');
    front.node.hasLeader = false;
    const raw = { ...kvService.get, requestSerialize: () => Buffer.from('0a0161800109', 'hex') };
    expect((await call(client, raw, {})).code).toBe('UNAVAILABLE');
  });

  it('refuses a fifth concurrent list of one user', async () => {
    const client = await front.connectAs('root');
    let open = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    front.node.readBarrier = () => opened;
    const lists = Array.from({ length: 5 }, () => readAll(client, kvService.list, {}));
    const refused = await Promise.race(lists);
    expect(refused).toMatchObject({
      code: 'RESOURCE_EXHAUSTED',
      details: 'user "root" has 4 lists under way',
    });
    open();
    const codes = (await Promise.all(lists)).map(({ code }) => code);
    expect(codes.filter((code) => code === 'OK')).toHaveLength(4);
    expect((await readAll(client, kvService.list, {})).code).toBe('OK');
  });
});
