import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, GrpcFront } from '../../../test/support/grpc-front.ts';
import { until } from '../../../test/support/poll.ts';
import type { mokv } from '../../api/gen/messages.js';
import { keysService } from '../../api/services.ts';
import { MokvError } from '../../shared/errors.ts';

const policy = `p, root, *, produce
p, root, *, consume
p, reader, app/*, consume
`;

describe('Batch', () => {
  let front: GrpcFront;

  beforeEach(async () => {
    front = await GrpcFront.start({ policy });
    front.node.put('app/a', '1');
  });

  afterEach(() => front.stop());

  async function batch(operations: mokv.v1.IOperation[], user = 'root') {
    return call(await front.connectAs(user), keysService.batch, { operations });
  }

  const value = (text: string) => Buffer.from(text);

  it('answers each operation in its place, whatever becomes of the others', async () => {
    const { response } = await batch([
      { get: { key: 'app/a' } },
      { set: { key: 'b', value: value('2'), condition: { exists: true } } },
      { set: { key: 'c', value: value('3') } },
      { get: { key: 'absent' } },
      { touch: { key: 'c', ttlMs: 1000 } },
      { delete: { key: 'app/a' } },
      { deleteRange: { range: { prefix: 'x' } } },
      { txn: { success: [{ set: { key: 'd' } }] } },
      { deleteRange: { dryRun: true } },
      { set: { key: '' } },
      {},
    ]);
    expect(response?.results.map(summary)).toEqual([
      'get 1',
      'CONDITION_FAILED',
      'set 2',
      'NOT_FOUND',
      'touch 3',
      'delete 4',
      'deleteRange 4',
      'txn 5',
      'INVALID_ARGUMENT',
      'INVALID_ARGUMENT',
      'INVALID_ARGUMENT',
    ]);
  });

  it('shows a get the writes of its key before it, and not those behind it', async () => {
    const { response } = await batch([
      { get: { key: 'app/a' } },
      { set: { key: 'app/a', value: value('2') } },
      { get: { key: 'app/a' } },
      { set: { key: 'app/a', value: value('3') } },
      { delete: { key: 'app/a' } },
      { get: { key: 'app/a' } },
      { txn: { success: [{ set: { key: 'app/a', value: value('4') } }] } },
      { get: { key: 'app/a' } },
      { deleteRange: { range: { prefix: 'app/' } } },
      { get: { key: 'app/a' } },
    ]);
    const gets = response?.results.filter(({ set, delete: gone, txn, deleteRange }) => {
      return !set && !gone && !txn && !deleteRange;
    });
    expect(gets?.map(({ get, failure }) => failure?.code ?? String(get?.value))).toEqual([
      '1',
      '2',
      'NOT_FOUND',
      '4',
      'NOT_FOUND',
    ]);
  });

  it('proposes its writes together and asks the leader once for all its gets', async () => {
    await front.untilCaughtUp();
    const before = front.node.barriers;
    let open = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    front.node.proposal = async (command) => {
      await opened;
      return front.node.apply(command);
    };
    const operations = Array.from({ length: 50 }, (_, index) => [
      { set: { key: `k${index}` } },
      { get: { key: 'app/a' } },
    ]);
    const answer = batch(operations.flat());
    await until('all proposals', () => front.node.commands.length === 50 || undefined);
    open();
    expect((await answer).response?.results).toHaveLength(100);
    expect(front.node.barriers - before).toBe(1);
  });

  it('checks the right to each operation, before any of its state shows', async () => {
    const operations = [
      { get: { key: 'app/a' } },
      { get: { key: 'b' } },
      { set: { key: 'app/a' } },
      { txn: { compares: [{ key: 'b', version: 0 }] } },
    ];
    const { response } = await batch(operations, 'reader');
    expect(response?.results.map(summary)).toEqual([
      'get 1',
      'PERMISSION_DENIED',
      'PERMISSION_DENIED',
      'PERMISSION_DENIED',
    ]);
    expect(response?.results[1]?.failure).toEqual({
      code: 'PERMISSION_DENIED',
      message: 'user "reader" may not consume key "b"',
      hint: 'to grant it, add to the policy file: p, reader, b, consume',
      metadata: {},
    });
  });

  it('refuses none and more than 1,000 operations', async () => {
    expect((await batch([])).code).toBe('INVALID_ARGUMENT');
    const many = Array.from({ length: 1001 }, () => ({ get: { key: 'app/a' } }));
    expect((await batch(many)).code).toBe('INVALID_ARGUMENT');
    expect((await batch(many.slice(1))).code).toBe('OK');
  });

  it('refuses millions of empty operations before they take memory', async () => {
    const client = await front.connectAs('root');
    const bytes = Buffer.alloc(4 * 1024 * 1024).fill(Buffer.from([0x0a, 0]));
    const raw = { ...keysService.batch, requestSerialize: () => bytes };
    expect(await call(client, raw, {})).toMatchObject({
      code: 'INVALID_ARGUMENT',
      details: 'malformed request: more fields than a request may have',
    });
  });

  it('takes 4 MiB', async () => {
    const set = { set: { key: 'k', value: Buffer.alloc(1000 * 1000) } };
    expect((await batch([set, set, set, set])).code).toBe('OK');
  });

  it('leaves values out that its answer has no room for, and says so', async () => {
    front.node.put('app/a', 'x'.repeat(1024 * 1024));
    const { response } = await batch(Array.from({ length: 5 }, () => ({ get: { key: 'app/a' } })));
    expect(response?.results.map(summary)).toEqual([
      'get 2',
      'get 2',
      'get 2',
      'RESOURCE_EXHAUSTED',
      'RESOURCE_EXHAUSTED',
    ]);
  });

  it('passes on why a write was refused, as if it had come alone', async () => {
    front.node.proposal = async () => {
      throw new MokvError('NOT_LEADER', 'n2 leads', { metadata: { leader_addr: 'n2:1' } });
    };
    const { response } = await batch([{ set: { key: 'a' } }, { get: { key: 'a' } }]);
    expect(response?.results.map(({ failure }) => failure?.metadata)).toEqual([
      { leader_addr: 'n2:1' },
      {},
    ]);
  });

  it('ends with an error that is a bug, and shows nothing of it', async () => {
    front.node.proposal = () => Promise.reject(new TypeError('secret'));
    expect(await batch([{ set: { key: 'a' } }])).toMatchObject({
      code: 'INTERNAL',
      details: 'internal error, see the log',
    });
    expect(front.log.lines.some(({ level }) => level === 'error')).toBe(true);
  });
});

function summary(result: mokv.v1.IOperationResult): string {
  const { get, set, delete: deletion, deleteRange, touch, txn, failure } = result;
  if (failure) return failure.code ?? '';
  if (get) return `get ${get.modRevision}`;
  if (set) return `set ${set.revision}`;
  if (deletion) return `delete ${deletion.revision}`;
  if (deleteRange) return `deleteRange ${deleteRange.revision}`;
  return touch ? `touch ${touch.revision}` : `txn ${txn?.revision}`;
}
