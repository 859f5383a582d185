import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mokv } from '../../../src/api/gen/messages.js';
import { frameOf } from '../../../src/api/message-frame.ts';
import { allOrNothing, countOf, failuresInBatch, forEachResult, ofValues } from './answers.ts';

const good: mokv.v1.IOperationResult = { set: { revision: 5, created: true } };
const failed: mokv.v1.IOperationResult = { failure: { code: 'NOT_FOUND', message: 'no key' } };
const resultOf = (isGood: boolean): mokv.v1.IOperationResult => (isGood ? good : failed);

describe('what is read of an answer', () => {
  it('is each id of a pipeline and whether its operation went well', () => {
    const results = fc.array(fc.record({ id: fc.nat(), isGood: fc.boolean() }));
    fc.assert(
      fc.property(results, (wanted) => {
        const message = mokv.v1.PipelineResponse.encode({
          results: wanted.map(({ id, isGood }) => ({ id, result: resultOf(isGood) })),
        }).finish();
        const found: { id: number; isGood: boolean }[] = [];
        forEachResult(message, (id, isGood) => void found.push({ id, isGood }));
        expect(found).toEqual(wanted);
      }),
    );
  });

  it('is how many operations of a batch failed, wherever its answer is cut', () => {
    const results = fc.array(fc.boolean(), { minLength: 1 });
    fc.assert(
      fc.property(results, fc.nat(), (wanted, cut) => {
        const message = { results: wanted.map(resultOf) };
        const body = frameOf(mokv.v1.BatchResponse.encode(message).finish());
        const at = 1 + (cut % (body.length - 1));
        const answer = [body.subarray(0, at), body.subarray(at)];
        const failures = wanted.filter((isGood) => !isGood).length;
        expect(failuresInBatch(wanted.length)(answer)).toBe(failures);
      }),
    );
  });

  it('counts the operations of a batch that have no result as failed', () => {
    const body = frameOf(mokv.v1.BatchResponse.encode({ results: [good] }).finish());
    expect(failuresInBatch(3)([body])).toBe(2);
    expect(failuresInBatch(3)([])).toBe(3);
  });

  it('is whether there is one, and whether it can hold the values', () => {
    expect(allOrNothing(16)([])).toBe(16);
    expect(allOrNothing(16)([Buffer.alloc(7)])).toBe(0);
    expect(ofValues(10, 128)([Buffer.alloc(1000), Buffer.alloc(280)])).toBe(0);
    expect(ofValues(10, 128)([Buffer.alloc(1000), Buffer.alloc(279)])).toBe(10);
  });

  it('is how many events a watch brings', () => {
    const item = { key: 'a', value: Buffer.from('b') };
    const message = mokv.v1.WatchResponse.encode({
      kind: mokv.v1.WatchResponse.Kind.CHANGES,
      revision: 300,
      events: [{ item }, { item }, { item }],
    }).finish();
    expect(countOf(3, message)).toBe(3);
  });
});
