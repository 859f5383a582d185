import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, call, GrpcFront } from '../../../test/support/grpc-front.ts';
import type { api, mokv } from '../../api/gen/messages.js';
import { keysService, kvService } from '../../api/services.ts';
import { errorOfStatus } from '../../api/status.ts';

const policy = `p, root, *, produce
p, root, *, consume
p, writer, app/*, produce
`;

const one = Buffer.from('1');
const two = Buffer.from('2');
const first = { client: 'c', sequence: 1 };

describe('writes', () => {
  let front: GrpcFront;

  beforeEach(async () => {
    front = await GrpcFront.start({ policy });
  });

  afterEach(() => front.stop());

  async function set(request: api.ISetRequest, user = 'root') {
    return call(await front.connectAs(user), kvService.set, request);
  }

  async function remove(request: api.IDeleteRequest, user = 'root') {
    return call(await front.connectAs(user), kvService.delete, request);
  }

  async function get(key: string) {
    return call(await front.connectAs('root'), kvService.get, { key });
  }

  it('answer with what they replaced, to who may read it', async () => {
    await set({ key: 'app/a', value: one });
    const { response } = await set({ key: 'app/a', value: two, returnPrevious: true });
    expect({ ...response }).toEqual({
      ok: true,
      revision: 2,
      previous: { key: 'app/a', value: one, createRevision: 1, modRevision: 1, version: 1 },
    });
    expect(await set({ key: 'app/a', returnPrevious: true }, 'writer')).toMatchObject({
      code: 'PERMISSION_DENIED',
      details: 'user "writer" may not consume key "app/a"',
    });
    const removed = await remove({ key: 'app/a', returnPrevious: true });
    expect(removed.response).toMatchObject({ deleted: true, previous: { value: two } });
  });

  it('tell no value to who may only write it, not by a condition either', async () => {
    const guess = { key: 'app/a', condition: { value: one } };
    expect((await set(guess, 'writer')).code).toBe('PERMISSION_DENIED');
    expect((await remove(guess, 'writer')).code).toBe('PERMISSION_DENIED');
  });

  it.each<[string, api.ICondition, string]>([
    ['absent', { absent: true }, 'CONDITION_FAILED'],
    ['exists', { exists: true }, 'OK'],
    ['the right revision', { revision: 1 }, 'OK'],
    ['another revision', { revision: 9 }, 'CONDITION_FAILED'],
    ['the right value', { value: one }, 'OK'],
    ['another value', { value: two }, 'CONDITION_FAILED'],
    ['none of these', {}, 'INVALID_ARGUMENT'],
    ['not absent', { absent: false }, 'INVALID_ARGUMENT'],
  ])('hold to the condition of a key that it is: %s', async (_, condition, code) => {
    await set({ key: 'a', value: one });
    expect(codeOf(await set({ key: 'a', value: two, condition }))).toBe(code);
    expect((await get('a')).response?.value).toEqual(code === 'OK' ? two : one);
  });

  it('say where the key stands when a condition fails', async () => {
    await set({ key: 'a', value: one });
    await set({ key: 'b', value: one });
    const { error } = await set({ key: 'a', condition: { absent: true } });
    expect(error && errorOfStatus(error)).toMatchObject({
      code: 'CONDITION_FAILED',
      message: 'the condition does not hold: the key was last changed at revision 1',
      metadata: { revision: '2', current_revision: '1' },
    });
    const absent = await remove({ key: 'c', condition: { exists: true } });
    expect(absent.error && errorOfStatus(absent.error)).toMatchObject({
      message: 'the condition does not hold: the key does not exist',
      metadata: { revision: '2', current_revision: '0' },
    });
  });

  it('let a key end, keep its time, or give it another one', async () => {
    const { timeMs } = front.node;
    await set({ key: 'a', value: one, ttlMs: 5000 });
    await set({ key: 'a', value: two, keepTtl: true });
    expect((await get('a')).response?.expiresAtMs).toBe(timeMs + 5000);
    const client = await front.connectAs('root');
    const touched = await call(client, keysService.touch, { key: 'a', ttlMs: 9000 });
    expect({ ...touched.response }).toEqual({ revision: 3, expiresAtMs: timeMs + 9000 });
    const kept = await call(client, keysService.touch, { key: 'a' });
    expect({ ...kept.response }).toEqual({ revision: 4 });
    expect(await call(client, keysService.touch, { key: 'absent', ttlMs: 1 })).toMatchObject({
      code: 'NOT_FOUND',
      details: 'key "absent" not found',
    });
  });

  it.each<[string, api.ISetRequest]>([
    ['more than ten years', { ttlMs: 10 * 365 * 24 * 3_600_000 + 1 }],
    ['keeping and giving a time', { ttlMs: 1, keepTtl: true }],
    ['keeping a time and joining a lease', { leaseId: 1, keepTtl: true }],
    ['a request id without a client', { requestId: { sequence: 1 } }],
    ['a client of 65 bytes', { requestId: { client: `${'é'.repeat(32)}x`, sequence: 1 } }],
    ['a request id without a sequence', { requestId: { client: 'c' } }],
    ['a first_open above the sequence', { requestId: { client: 'c', sequence: 1, firstOpen: 2 } }],
  ])('refuse %s', async (_, request) => {
    expect((await set({ key: 'a', ...request })).code).toBe('INVALID_ARGUMENT');
    expect(front.node.commands).toEqual([]);
  });

  it('with a request id are done once, and answer again as they did', async () => {
    const request = { key: 'a', value: one, requestId: first };
    const { response } = await set(request);
    await set({ key: 'a', value: two });
    expect((await set(request)).response).toEqual(response);
    expect((await get('a')).response?.value).toEqual(two);
    expect(await set({ key: 'b', value: one, requestId: first })).toMatchObject({
      code: 'ALREADY_EXISTS',
      details: 'the request id was used for another write',
    });
  });

  it('of two users never meet in one request id', async () => {
    const request = { key: 'app/a', value: one, requestId: first };
    await set(request);
    const { response } = await set(request, 'writer');
    expect(response).toMatchObject({ revision: 2 });
  });

  it('can be asked for what became of them, by their user alone', async () => {
    await set({ key: 'app/a', value: one, requestId: first });
    const ask = async (user: string, requestId: api.IRequestId) => {
      const client = await front.connectAs(user);
      const { response } = await call(client, keysService.outcome, { requestId });
      return response && { ...response };
    };
    expect(await ask('root', first)).toEqual({
      known: true,
      result: { set: { ok: true, revision: 1, created: true } },
    });
    expect(await ask('root', { client: 'c', sequence: 2 })).toEqual({ known: false });
    expect(await ask('writer', first)).toEqual({ known: false });
  });
});

describe('DeleteRange', () => {
  let front: GrpcFront;

  beforeEach(async () => {
    front = await GrpcFront.start({ policy });
    front.node.putAll(['app/a', 'app/b', 'b'].map((key) => [key, '']));
  });

  afterEach(() => front.stop());

  async function deleteRange(request: mokv.v1.IDeleteRangeRequest, user = 'root') {
    return call(await front.connectAs(user), keysService.deleteRange, request);
  }

  it('deletes all of a range at one revision', async () => {
    const { response } = await deleteRange({ range: { prefix: 'app/' } });
    expect({ ...response }).toEqual({ revision: 4, deleted: 2 });
    expect(front.node.status().keys).toBe(1);
  });

  it('deletes every key when no range is given', async () => {
    expect((await deleteRange({})).response).toMatchObject({ deleted: 3 });
  });

  it('says what it would delete, and deletes nothing', async () => {
    const { response } = await deleteRange({ range: { prefix: 'app/' }, dryRun: true });
    expect({ ...response }).toEqual({ revision: 3, deleted: 2 });
    expect(front.node.status().keys).toBe(3);
  });

  it('needs the right on the whole range', async () => {
    expect(await deleteRange({ range: { prefix: 'app/' } }, 'writer')).toMatchObject({
      code: 'OK',
    });
    expect(await deleteRange({ range: { prefix: 'a' } }, 'writer')).toMatchObject({
      code: 'PERMISSION_DENIED',
      details: 'user "writer" may not produce the keys "a*"',
    });
    expect(await deleteRange({ range: { start: 'app/x' } }, 'writer')).toMatchObject({
      code: 'PERMISSION_DENIED',
      details: 'user "writer" may not produce this range of keys',
    });
  });
});

function codeOf({ code, error }: Answer<unknown>): string {
  return error === undefined ? code : errorOfStatus(error).code;
}
