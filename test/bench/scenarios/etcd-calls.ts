import protobuf from 'protobufjs/minimal.js';
import { distinctKeys } from '../load/key-source.ts';
import { allOrNothing, ofValues } from './answers.ts';
import type { Call, RequestEncoder, WatchCall, Work } from './scenario.ts';

// The messages of etcd's rpc.proto (package etcdserverpb): each number is a field's and its wire type's.

const text = (field: number): number => (field << 3) | 2;
const number = (field: number): number => field << 3;

const oneAnswer = allOrNothing(1);
/** As the end of a range: all keys from its start. */
const noEnd = '\0';

export function etcdPut({ keys, value }: Work): Call {
  const message = putFields(protobuf.Writer.create(), keys.next(), value).finish();
  return { path: '/etcdserverpb.KV/Put', message, operations: 1, failuresIn: oneAnswer };
}

/** RangeRequest for one key. */
export function etcdRange(consistency: 'linearizable' | 'serializable'): RequestEncoder {
  return ({ keys }) => {
    const writer = protobuf.Writer.create().uint32(text(1)).string(keys.next());
    if (consistency === 'serializable') writer.uint32(number(7)).bool(true);
    const message = writer.finish();
    return { path: '/etcdserverpb.KV/Range', message, operations: 1, failuresIn: oneAnswer };
  };
}

/** RangeRequest for so many keys. */
export function etcdRangeOf(limit: number): RequestEncoder {
  return ({ keys, value }) => {
    const writer = protobuf.Writer.create().uint32(text(1)).string(keys.next(limit));
    writer.uint32(text(2)).string(noEnd).uint32(number(3)).int64(limit);
    const failuresIn = ofValues(limit, value.length);
    const message = writer.finish();
    return { path: '/etcdserverpb.KV/Range', message, operations: limit, failuresIn };
  };
}

/** TxnRequest without comparisons: `success` with a RequestOp of a PutRequest each. */
export function etcdTxnOfPuts(count: number): RequestEncoder {
  const failuresIn = allOrNothing(count);
  return ({ keys, value }) => {
    const writer = protobuf.Writer.create();
    for (const key of distinctKeys(keys, count)) {
      const put = writer.uint32(text(2)).fork().uint32(text(2)).fork();
      putFields(put, key, value).ldelim().ldelim();
    }
    const message = writer.finish();
    return { path: '/etcdserverpb.KV/Txn', message, operations: count, failuresIn };
  };
}

/** WatchRequest with a WatchCreateRequest. */
export function etcdWatch(prefix: string): WatchCall {
  const writer = protobuf.Writer.create().uint32(text(1)).fork();
  writer.uint32(text(1)).string(prefix).uint32(text(2)).string(behind(prefix)).ldelim();
  const message = writer.finish();
  return { path: '/etcdserverpb.Watch/Watch', message, requestEnds: false, eventField: 11 };
}

function putFields(writer: protobuf.Writer, key: string, value: Uint8Array): protobuf.Writer {
  return writer.uint32(text(1)).string(key).uint32(text(2)).bytes(value);
}

/** The first key behind all that start with the prefix. */
function behind(prefix: string): string {
  const last = prefix.charCodeAt(prefix.length - 1);
  return prefix.slice(0, -1) + String.fromCharCode(last + 1);
}
