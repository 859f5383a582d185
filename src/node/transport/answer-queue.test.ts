import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnswerQueue } from './answer-queue.ts';

describe('AnswerQueue', () => {
  it('lets answers out in the order of their requests, whatever the order in which they come', () => {
    const order = fc.uniqueArray(fc.nat(50), { minLength: 1 }).chain((rpcIds) =>
      fc.record({
        rpcIds: fc.constant(rpcIds),
        settled: fc.shuffledSubarray(rpcIds, { minLength: rpcIds.length }),
      }),
    );
    fc.assert(
      fc.property(order, ({ rpcIds, settled }) => {
        const queue = new AnswerQueue();
        for (const rpcId of rpcIds) queue.open(rpcId);
        const out = settled.flatMap((rpcId) => queue.settle(rpcId, Buffer.of(rpcId)));
        expect(out).toEqual(rpcIds.map((rpcId) => Buffer.of(rpcId)));
        expect(queue).toHaveLength(0);
      }),
    );
  });

  it('knows whose answers have not left', () => {
    const queue = new AnswerQueue();
    for (const rpcId of [4, 5, 6]) queue.open(rpcId);
    queue.settle(5, Buffer.of(5));
    queue.settle(4, Buffer.of(4));
    expect(queue.rpcIds).toEqual([6]);
  });

  it('takes one answer for each request', () => {
    const queue = new AnswerQueue();
    queue.open(1);
    queue.open(2);
    queue.settle(2, Buffer.of(2));
    expect(() => queue.settle(2, Buffer.of(2))).toThrow('no open request 2');
    expect(() => queue.settle(3, Buffer.of(3))).toThrow('no open request 3');
  });
});
