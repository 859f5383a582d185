import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GrpcFront } from '../../../test/support/grpc-front.ts';
import { messagesOf, openStream } from '../../../test/support/grpc-streams.ts';
import { until } from '../../../test/support/poll.ts';
import type { mokv } from '../../api/gen/messages.js';
import { keysService } from '../../api/services.ts';
import { MokvError } from '../../shared/errors.ts';

const policy = `p, root, *, produce
p, root, *, consume
p, reader, app/*, consume
`;

describe('Pipeline', () => {
  let front: GrpcFront;

  beforeEach(async () => {
    front = await GrpcFront.start({ policy });
    front.node.put('app/a', '1');
  });

  afterEach(() => front.stop());

  async function open(user = 'root') {
    return openStream(await front.connectAs(user), keysService.pipeline);
  }

  /** A node on which no proposal is decided before `release`. */
  function heldProposals(): { release(): void } {
    const waiting: (() => void)[] = [];
    front.node.proposal = (command) =>
      new Promise((resolve) => {
        waiting.push(() => resolve(front.node.apply(command)));
      });
    return {
      release: () => {
        for (const decide of waiting.splice(0)) decide();
      },
    };
  }

  const answersOf = (messages: readonly mokv.v1.PipelineResponse[]) =>
    messages.flatMap(({ results }) => results.map(summary));

  it('answers each operation under its id until the caller ends', async () => {
    const stream = await open();
    stream.write(request([1, { set: { key: 'b', value: Buffer.from('2') } }]));
    stream.write(request([7, { get: { key: 'b' } }], [9, { get: { key: 'absent' } }]));
    stream.end();
    expect((await stream.ended).code).toBe('OK');
    expect(answersOf(stream.messages)).toEqual(['1 set', '7 get 2', '9 NOT_FOUND']);
  });

  it('answers in one message what is ready at the same time', async () => {
    const stream = await open();
    const gets = Array.from({ length: 100 }, (_, id) => [id, { get: { key: 'app/a' } }] as const);
    stream.write(request(...gets));
    const [message] = await messagesOf(stream, 1);
    expect(message?.results).toHaveLength(100);
    stream.cancel();
  });

  it('keeps the order of one key over messages, and lets others overtake', async () => {
    const held = heldProposals();
    const stream = await open();
    stream.write(request([1, { set: { key: 'k', value: Buffer.from('1') } }]));
    stream.write(request([2, { get: { key: 'k' } }], [3, { get: { key: 'app/a' } }]));
    stream.write(request([4, { set: { key: 'k', value: Buffer.from('2') } }]));
    stream.write(request([5, { get: { key: 'k' } }]));
    expect(answersOf(await messagesOf(stream, 1))).toEqual(['3 get 1']);
    held.release();
    await until('the second write', () => front.node.commands.length === 2 || undefined);
    held.release();
    stream.end();
    await stream.ended;
    expect(answersOf(stream.messages)).toEqual(['3 get 1', '1 set', '2 get 1', '4 set', '5 get 2']);
  });

  it('never lets a later write overtake one that waits for a get', async () => {
    const stream = await open();
    stream.write(
      request(
        [1, { get: { key: 'app/a' } }],
        [2, { set: { key: 'app/a' } }],
        [3, { set: { key: 'b' } }],
        [4, { deleteRange: { range: { prefix: 'app/' } } }],
        [5, { get: { key: 'app/a' } }],
      ),
    );
    stream.end();
    await stream.ended;
    expect(front.node.commands.map(({ type }) => type)).toEqual(['set', 'set', 'deleteRange']);
    expect(answersOf(stream.messages).sort()).toEqual([
      '1 get 1',
      '2 set',
      '3 set',
      '4 deleteRange',
      '5 NOT_FOUND',
    ]);
  });

  it('reads no further while 1,024 operations are under way', async () => {
    const held = heldProposals();
    const stream = await open();
    const total = 5000;
    for (let id = 0; id < total; id += 100) {
      stream.write(
        request(...Array.from({ length: 100 }, (_, at) => [id + at, set(`k${id + at}`)] as const)),
      );
    }
    stream.end();
    await until('a full stream', () => front.node.commands.length >= 1024 || undefined);
    await new Promise(setImmediate);
    expect(front.node.commands.length).toBeLessThan(1024 + 100);
    const release = setInterval(() => held.release(), 1);
    await stream.ended;
    clearInterval(release);
    expect(answersOf(stream.messages)).toHaveLength(total);
  });

  it('goes on with a key of which a write was refused', async () => {
    const error = new MokvError('RESOURCE_EXHAUSTED', 'too many');
    front.node.proposal = () => Promise.reject(error);
    const stream = await open();
    stream.write(request([1, set('app/a')], [2, set('app/a')], [3, { get: { key: 'app/a' } }]));
    stream.write(request([4, { delete: { key: 'app/a', condition: {} } }]));
    stream.end();
    await stream.ended;
    expect(answersOf(stream.messages).sort()).toEqual([
      '1 RESOURCE_EXHAUSTED',
      '2 RESOURCE_EXHAUSTED',
      '3 get 1',
      '4 INVALID_ARGUMENT',
    ]);
  });

  it('ends operations at once when the right to them is revoked', async () => {
    const stream = await open('reader');
    stream.write(request([1, { get: { key: 'app/a' } }]));
    await messagesOf(stream, 1);
    await front.replacePolicy('p, root, *, consume\np, reader, other, consume\n');
    stream.write(request([2, { get: { key: 'app/a' } }]));
    expect(answersOf(await messagesOf(stream, 2))).toEqual(['1 get 1', '2 PERMISSION_DENIED']);
    stream.cancel();
  });

  it('ends with what is wrong with a message as a whole', async () => {
    const stream = await open();
    stream.write(request());
    expect(await stream.ended).toMatchObject({
      code: 'INVALID_ARGUMENT',
      error: { details: 'a batch without operations' },
    });
  });

  it('ends with an error that is a bug', async () => {
    front.node.proposal = () => Promise.reject(new TypeError('secret'));
    const stream = await open();
    stream.write(request([1, { set: { key: 'a' } }]));
    expect(await stream.ended).toMatchObject({
      code: 'INTERNAL',
      error: { details: 'internal error, see the log' },
    });
  });

  it('waits for nothing more when its caller goes away', async () => {
    heldProposals();
    const stream = await open();
    stream.write(request([1, { set: { key: 'a' } }]));
    await until('the proposal', () => front.node.commands[0]);
    stream.cancel();
    expect(await until('the record', () => front.calls[0])).toMatchObject({ code: 1 });
  });
});

const set = (key: string): mokv.v1.IOperation => ({ set: { key } });

function request(
  ...operations: readonly (readonly [id: number, operation: mokv.v1.IOperation])[]
): mokv.v1.IPipelineRequest {
  return { operations: operations.map(([id, operation]) => ({ id, operation })) };
}

function summary({ id, result }: mokv.v1.IPipelinedResult): string {
  const { get, set: setting, deleteRange, failure } = result ?? {};
  if (get) return `${id} get ${Buffer.from(get.value ?? []).toString()}`;
  if (setting) return `${id} set`;
  return deleteRange ? `${id} deleteRange` : `${id} ${failure?.code}`;
}
