import { api, mokv } from '../../../src/api/gen/messages.js';
import { keysService, kvService } from '../../../src/api/services.ts';
import { distinctKeys } from '../load/key-source.ts';
import { allOrNothing, failuresInBatch, ofValues } from './answers.ts';
import type { Call, RequestEncoder, WatchCall, Work } from './scenario.ts';

const oneAnswer = allOrNothing(1);

export function mokvSet({ keys, value }: Work): Call {
  const message = api.SetRequest.encode({ key: keys.next(), value }).finish();
  return { path: kvService.set.path, message, operations: 1, failuresIn: oneAnswer };
}

export function mokvGet(consistency: api.Consistency): RequestEncoder {
  return ({ keys }) => {
    const message = api.GetRequest.encode({ key: keys.next(), consistency }).finish();
    return { path: kvService.get.path, message, operations: 1, failuresIn: oneAnswer };
  };
}

export function mokvBatch(count: number): RequestEncoder {
  const failuresIn = failuresInBatch(count);
  return ({ keys, value }) => {
    const operations = Array.from(distinctKeys(keys, count), (key) => ({ set: { key, value } }));
    const message = mokv.v1.BatchRequest.encode({ operations }).finish();
    return { path: keysService.batch.path, message, operations: count, failuresIn };
  };
}

export function mokvRange(limit: number): RequestEncoder {
  return ({ keys, value }) => {
    const range = { start: keys.next(limit) };
    const consistency = api.Consistency.CONSISTENCY_LINEARIZABLE;
    const message = mokv.v1.RangeRequest.encode({ range, limit, consistency }).finish();
    const failuresIn = ofValues(limit, value.length);
    return { path: keysService.range.path, message, operations: limit, failuresIn };
  };
}

export function mokvWatch(prefix: string): WatchCall {
  const message = mokv.v1.WatchRequest.encode({ range: { prefix } }).finish();
  return { path: keysService.watch.path, message, requestEnds: true, eventField: 3 };
}

/** The request of a message of the pipeline; ids count up from `firstId`. */
export function pipelineMessage(sets: readonly api.ISetRequest[], firstId: number): Uint8Array {
  const operations = sets.map((set, at) => ({ id: firstId + at, operation: { set } }));
  return mokv.v1.PipelineRequest.encode({ operations }).finish();
}
