import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, GrpcFront } from '../../../test/support/grpc-front.ts';
import { mokv } from '../../api/gen/messages.js';
import { keysService } from '../../api/services.ts';

const policy = `p, root, *, produce
p, root, *, consume
p, writer, app/*, produce
p, writer, app/counter, consume
`;

const { EQUAL, GREATER } = mokv.v1.Compare.Relation;
const one = Buffer.from('1');
const two = Buffer.from('2');

describe('Txn', () => {
  let front: GrpcFront;

  beforeEach(async () => {
    front = await GrpcFront.start({ policy });
    front.node.putAll([
      ['a', '1'],
      ['b', '1'],
    ]);
  });

  afterEach(() => front.stop());

  async function txn(request: mokv.v1.ITxnRequest, user = 'root') {
    return call(await front.connectAs(user), keysService.txn, request);
  }

  it('does all of one list at one revision when everything compares, and answers each', async () => {
    const { response } = await txn({
      compares: [
        { key: 'a', relation: EQUAL, value: one },
        { key: 'b', relation: GREATER, modRevision: 1 },
        { key: 'absent', version: 0 },
      ],
      success: [
        { set: { key: 'a', value: two, returnPrevious: true } },
        { get: { key: 'a' } },
        { delete: { key: 'b' } },
        { get: { key: 'b' } },
        { touch: { key: 'b', ttlMs: 1 } },
        { deleteRange: { range: { prefix: 'a' } } },
      ],
      failure: [{ delete: { key: 'a' } }],
    });
    const notFound = {
      failure: { code: 'NOT_FOUND', message: 'key "b" not found', hint: '', metadata: {} },
    };
    expect({ ...response }).toEqual({
      succeeded: true,
      revision: 3,
      results: [
        {
          set: {
            ok: true,
            revision: 3,
            previous: { key: 'a', value: one, createRevision: 1, modRevision: 1, version: 1 },
          },
        },
        {
          get: {
            key: 'a',
            value: two,
            createRevision: 1,
            modRevision: 3,
            version: 2,
            revision: 3,
          },
        },
        { delete: { ok: true, revision: 3, deleted: true } },
        notFound,
        notFound,
        { deleteRange: { revision: 3, deleted: 1 } },
      ],
    });
    expect(front.node.status().keys).toBe(0);
  });

  it('does the other list when something does not', async () => {
    const { response } = await txn({
      compares: [{ key: 'a', version: 7 }],
      success: [{ delete: { key: 'a' } }],
      failure: [{ get: { key: 'a' } }],
    });
    expect(response).toMatchObject({ succeeded: false, results: [{ get: { key: 'a' } }] });
  });

  it('is refused as a whole when one right is missing, in the list that would not be done too', async () => {
    const write = { set: { key: 'app/counter', value: one } };
    const allowed = { compares: [{ key: 'app/counter', version: 0 }], success: [write] };
    expect(await txn(allowed, 'writer')).toMatchObject({ code: 'OK' });
    const denied: mokv.v1.ITxnRequest[] = [
      { compares: [{ key: 'app/other', version: 0 }] },
      { success: [write], failure: [{ set: { key: 'b' } }] },
      { success: [write, { get: { key: 'app/a' } }] },
      { success: [write, { deleteRange: { range: { prefix: 'a' } } }] },
      { success: [{ set: { key: 'app/x', returnPrevious: true } }] },
    ];
    const { revision } = front.node;
    const codes = await Promise.all(denied.map((request) => txn(request, 'writer')));
    expect(codes.map(({ code }) => code)).toEqual(denied.map(() => 'PERMISSION_DENIED'));
    expect(front.node.revision).toBe(revision);
  });

  it.each<[string, mokv.v1.ITxnRequest]>([
    ['129 comparisons', { compares: Array(129).fill({ key: 'a', version: 1 }) }],
    ['129 operations', { success: Array(129).fill({ get: { key: 'a' } }) }],
    ['a comparison with nothing', { compares: [{ key: 'a' }] }],
    ['an unknown relation', { compares: [{ key: 'a', relation: 9, version: 1 }] }],
    ['an empty key', { success: [{ set: { key: '' } }] }],
    ['a condition inside', { success: [{ set: { key: 'a', condition: { absent: true } } }] }],
    [
      'a request id inside',
      { success: [{ delete: { key: 'a', requestId: { client: 'c', sequence: 1 } } }] },
    ],
    ['a transaction inside', { success: [{ txn: {} }] }],
    ['a read of the past', { success: [{ get: { key: 'a', revision: 1 } }] }],
    ['a dry run', { success: [{ deleteRange: { dryRun: true } }] }],
    ['an operation of no kind', { success: [{}] }],
  ])('refuses %s', async (_, request) => {
    expect((await txn(request)).code).toBe('INVALID_ARGUMENT');
    expect(front.node.commands).toEqual([]);
  });

  it('refuses more than one entry of the log should hold', async () => {
    const success = Array.from({ length: 3 }, () => ({
      set: { key: 'a', value: Buffer.alloc(1024 * 1024) },
    }));
    expect((await txn({ success })).code).toBe('RESOURCE_EXHAUSTED');
  });

  it('says that it was done when its answer is too large to send', async () => {
    front.node.putAll([['big', 'x'.repeat(1024 * 1024)]]);
    const success = Array.from({ length: 5 }, () => ({ get: { key: 'big' } }));
    const { code, details } = await txn({ success: [{ set: { key: 'c' } }, ...success] });
    expect(code).toBe('UNKNOWN');
    expect(details).toContain('the transaction was done, but its answer of');
  });
});
