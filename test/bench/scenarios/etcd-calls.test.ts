import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { type KeySource, keyAt } from '../load/key-source.ts';
import { etcdPut, etcdRange, etcdRangeOf, etcdTxnOfPuts, etcdWatch } from './etcd-calls.ts';

/** The fields of etcd's rpc.proto that the calls use. */
const { root } = protobuf.parse(
  `
  syntax = "proto3";
  message PutRequest { bytes key = 1; bytes value = 2; }
  message RangeRequest { bytes key = 1; bytes range_end = 2; int64 limit = 3; bool serializable = 7; }
  message RequestOp { oneof request { RangeRequest request_range = 1; PutRequest request_put = 2; } }
  message TxnRequest { repeated RequestOp success = 2; }
  message WatchCreateRequest { bytes key = 1; bytes range_end = 2; }
  message WatchRequest { oneof request_union { WatchCreateRequest create_request = 1; } }
`,
  { keepCase: true },
);

const value = Buffer.from('some value');

describe('a call of etcd', () => {
  it('puts one key', () => {
    const { path, message, operations } = etcdPut({ ...work(), value });
    expect({ path, operations }).toEqual({ path: '/etcdserverpb.KV/Put', operations: 1 });
    expect(decoded('PutRequest', message)).toEqual({ key: base64(keyAt(0)), value: base64(value) });
  });

  it('reads one key, through a quorum or not', () => {
    const linearizable = etcdRange('linearizable')(work());
    expect(decoded('RangeRequest', linearizable.message)).toEqual({ key: base64(keyAt(0)) });
    const serializable = etcdRange('serializable')(work());
    expect(decoded('RangeRequest', serializable.message)).toEqual({
      key: base64(keyAt(0)),
      serializable: true,
    });
  });

  it('reads so many keys from one on', () => {
    const { message, operations } = etcdRangeOf(1000)(work());
    expect(operations).toBe(1000);
    expect(decoded('RangeRequest', message)).toEqual({
      key: base64(keyAt(0)),
      range_end: base64('\0'),
      limit: '1000',
    });
  });

  it('puts so many different keys in one transaction', () => {
    const { message, operations } = etcdTxnOfPuts(2)({ ...work(0, 0, 7), value });
    expect(operations).toBe(2);
    expect(decoded('TxnRequest', message)).toEqual({
      success: [0, 7].map((position) => ({
        request_put: { key: base64(keyAt(position)), value: base64(value) },
      })),
    });
  });

  it('watches all keys with a prefix', () => {
    expect(decoded('WatchRequest', etcdWatch('watched:').message)).toEqual({
      create_request: { key: base64('watched:'), range_end: base64('watched;') },
    });
  });
});

function work(...positions: number[]) {
  const left = [...positions];
  const keys: KeySource = { next: () => keyAt(left.shift() ?? 0), isExhausted: () => false };
  return { keys, value, dice: 0 };
}

function decoded(name: string, message: Uint8Array): object {
  const type = root.lookupType(name);
  return type.toObject(type.decode(message), { bytes: String, longs: String });
}

function base64(bytes: string | Buffer): string {
  return Buffer.from(bytes).toString('base64');
}
