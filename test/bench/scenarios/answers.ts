import protobuf from 'protobufjs/minimal.js';
import { prefixBytes } from '../../../src/api/message-frame.ts';
import type { Answer, Call } from './scenario.ts';

/** Of OperationResult in mokv.v1, with the wire type of a message: this operation failed. */
const failureTag = (15 << 3) | 2;
/** Of `results`, the first field of both BatchResponse and PipelineResponse, and of PipelinedResult. */
const firstMessageTag = (1 << 3) | 2;
const idTag = (1 << 3) | 0;
const resultTag = (2 << 3) | 2;

/** All of its operations failed when there is no answer. */
export function allOrNothing(operations: number): Call['failuresIn'] {
  return (answer) => (answer.length === 0 ? operations : 0);
}

/** An answer with so many values has so many bytes at least. */
export function ofValues(count: number, valueBytes: number): Call['failuresIn'] {
  return (answer) => {
    const bytes = answer.reduce((sum, { length }) => sum + length, 0);
    return bytes < count * valueBytes ? count : 0;
  };
}

/** Operations of a Batch that ended with a failure, without decoding what the others ended with. */
export function failuresInBatch(operations: number): Call['failuresIn'] {
  return (answer) => {
    const body = wholeOf(answer);
    if (body === undefined) return operations;
    const reader = protobuf.Reader.create(body.subarray(prefixBytes));
    let failures = 0;
    let results = 0;
    while (reader.pos < reader.len) {
      if (reader.uint32() !== firstMessageTag) throw new Error('a batch answers with results only');
      const end = reader.uint32() + reader.pos;
      if (reader.uint32() === failureTag) failures += 1;
      results += 1;
      reader.pos = end;
    }
    return failures + operations - results;
  };
}

/** Calls `take` with the id of each result in a message of a pipeline, and whether it is good. */
export function forEachResult(message: Uint8Array, take: (id: number, isGood: boolean) => void) {
  const reader = protobuf.Reader.create(message);
  while (reader.pos < reader.len) {
    if (reader.uint32() !== firstMessageTag)
      throw new Error('a pipeline answers with results only');
    const end = reader.uint32() + reader.pos;
    let id = 0;
    let isGood = false;
    while (reader.pos < end) {
      const tag = reader.uint32();
      if (tag === idTag) id = reader.uint32();
      else if (tag === resultTag) {
        const resultEnd = reader.uint32() + reader.pos;
        isGood = reader.uint32() !== failureTag;
        reader.pos = resultEnd;
      } else reader.skipType(tag & 7);
    }
    take(id, isGood);
  }
}

/** How many submessages of this number a message has. */
export function countOf(field: number, message: Uint8Array): number {
  const reader = protobuf.Reader.create(message);
  let count = 0;
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag === ((field << 3) | 2)) count += 1;
    reader.skipType(tag & 7);
  }
  return count;
}

function wholeOf(answer: Answer): Buffer | undefined {
  const [only] = answer;
  return answer.length === 1 ? only : only && Buffer.concat(answer);
}
