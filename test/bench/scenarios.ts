import protobuf from 'protobufjs/minimal.js';
import { api } from '../../src/api/gen/messages.js';
import { kvService } from '../../src/api/services.ts';

export type SystemName = 'mokv' | 'etcd';

/** What a call may use. */
export interface Work {
  readonly key: string;
  readonly value: Uint8Array;
  /** In [0, 1): decides which call of a mix this is. */
  readonly dice: number;
}

export interface Call {
  readonly path: string;
  readonly message: Uint8Array;
  /** What the rate counts: the keys that the call reads or writes. */
  readonly operations: number;
}

export type RequestEncoder = (work: Work) => Call;

/** The same work for both systems. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly mokv: RequestEncoder;
  readonly etcd: RequestEncoder;
}

export const scenarios: readonly Scenario[] = [
  { name: 'set', title: 'Set', mokv: mokvSet, etcd: etcdPut },
  {
    name: 'get',
    title: 'Get, linearizable',
    mokv: mokvGet(api.Consistency.CONSISTENCY_LINEARIZABLE),
    etcd: etcdRange('linearizable'),
  },
  {
    name: 'get-stale',
    title: 'Get, stale',
    mokv: mokvGet(api.Consistency.CONSISTENCY_STALE),
    etcd: etcdRange('serializable'),
  },
  {
    name: 'mixed',
    title: '80 % Get, 20 % Set',
    mokv: mixed(mokvGet(api.Consistency.CONSISTENCY_LINEARIZABLE), mokvSet),
    etcd: mixed(etcdRange('linearizable'), etcdPut),
  },
];

export function scenarioOf(name: string): Scenario {
  const found = scenarios.find((scenario) => scenario.name === name);
  if (found !== undefined) return found;
  const names = scenarios.map((scenario) => scenario.name).join(', ');
  throw new Error(`there is no scenario "${name}", only ${names}`);
}

function mokvSet({ key, value }: Work): Call {
  const message = api.SetRequest.encode({ key, value }).finish();
  return { path: kvService.set.path, message, operations: 1 };
}

function mokvGet(consistency: api.Consistency): RequestEncoder {
  return ({ key }) => {
    const message = api.GetRequest.encode({ key, consistency }).finish();
    return { path: kvService.get.path, message, operations: 1 };
  };
}

/** PutRequest of etcd's rpc.proto. */
function etcdPut({ key, value }: Work): Call {
  const message = protobuf.Writer.create().uint32(10).string(key).uint32(18).bytes(value).finish();
  return { path: '/etcdserverpb.KV/Put', message, operations: 1 };
}

/** RangeRequest of etcd's rpc.proto, for one key. */
function etcdRange(consistency: 'linearizable' | 'serializable'): RequestEncoder {
  return ({ key }) => {
    const writer = protobuf.Writer.create().uint32(10).string(key);
    if (consistency === 'serializable') writer.uint32(56).bool(true);
    return { path: '/etcdserverpb.KV/Range', message: writer.finish(), operations: 1 };
  };
}

function mixed(read: RequestEncoder, write: RequestEncoder): RequestEncoder {
  return (work) => (work.dice < 0.8 ? read(work) : write(work));
}
