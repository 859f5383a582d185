import { api } from '../../../src/api/gen/messages.js';
import { etcdPut, etcdRange, etcdRangeOf, etcdTxnOfPuts, etcdWatch } from './etcd-calls.ts';
import { mokvBatch, mokvGet, mokvRange, mokvSet, mokvWatch } from './mokv-calls.ts';
import type { RequestEncoder, Scenario, Size, Words } from './scenario.ts';

const rangeKeys = 1000;
/** mokv's default of lists-per-user-max. */
const rangesPerUser = 4;
const small = 128;
const large = 4096;

const perCall: Words = { inFlight: 'in flight', operations: 'ops', calls: undefined };
const manyPerCall: Words = { ...perCall, calls: 'calls' };

const single = [
  { valueBytes: small, inFlight: [1, 16, 128, 512] },
  { valueBytes: large, inFlight: [16, 128] },
];
const few = sizeOf(128);

export const scenarios: readonly Scenario[] = [
  {
    ...{ name: 'set', title: 'Set', ratioTo: 'etcd', words: perCall, sizes: single },
    mokv: calls(mokvSet),
    etcd: calls(etcdPut),
  },
  {
    ...{ name: 'get', title: 'Get, linearizable', ratioTo: 'etcd', words: perCall, sizes: single },
    mokv: calls(mokvGet(api.Consistency.CONSISTENCY_LINEARIZABLE)),
    etcd: calls(etcdRange('linearizable')),
  },
  {
    ...{ name: 'get-stale', title: 'Get, stale', ratioTo: 'etcd', words: perCall, sizes: few },
    mokv: calls(mokvGet(api.Consistency.CONSISTENCY_STALE)),
    etcd: calls(etcdRange('serializable')),
  },
  {
    ...{ name: 'mixed', title: '80 % Get, 20 % Set', ratioTo: 'etcd', words: perCall, sizes: few },
    mokv: calls(mixed(mokvGet(api.Consistency.CONSISTENCY_LINEARIZABLE), mokvSet)),
    etcd: calls(mixed(etcdRange('linearizable'), etcdPut)),
  },
  batchOf(16),
  batchOf(64),
  pipelineOf(16),
  pipelineOf(64),
  {
    ...{ name: 'range', title: `Range of ${rangeKeys} keys`, ratioTo: 'etcd' },
    ...{ words: { ...manyPerCall, operations: 'keys' }, sizes: sizeOf(rangesPerUser) },
    mokv: calls(mokvRange(rangeKeys)),
    etcd: calls(etcdRangeOf(rangeKeys)),
  },
  {
    ...{ name: 'watch', title: 'Watch, a write to all', ratioTo: 'etcd', sizes: sizeOf(100, 1000) },
    words: { inFlight: 'watchers', operations: 'events', calls: 'writes' },
    mokv: { type: 'watch', watch: mokvWatch, set: mokvSet },
    etcd: { type: 'watch', watch: etcdWatch, set: etcdPut },
  },
  {
    ...{ name: 'library-unary', title: 'Client library, Set, a call each', sizes: sizeOf(128) },
    words: { ...perCall, inFlight: 'callers' },
    mokv: { type: 'library', pipeline: false },
    etcd: undefined,
    ratioTo: { scenario: 'library-unary' },
  },
  {
    ...{ name: 'library', title: 'Client library, Set, pipelined', sizes: sizeOf(128) },
    words: { ...perCall, inFlight: 'callers' },
    mokv: { type: 'library', pipeline: true },
    etcd: undefined,
    ratioTo: { scenario: 'library-unary' },
  },
];

export function scenarioOf(name: string): Scenario {
  const found = scenarios.find((scenario) => scenario.name === name);
  if (found !== undefined) return found;
  const names = scenarios.map((scenario) => scenario.name).join(', ');
  throw new Error(`there is no scenario "${name}", only ${names}`);
}

function calls(encode: RequestEncoder) {
  return { type: 'calls', encode } as const;
}

function mixed(read: RequestEncoder, write: RequestEncoder): RequestEncoder {
  return (work) => (work.dice < 0.8 ? read(work) : write(work));
}

function sizeOf(...inFlight: number[]): Size[] {
  return [{ valueBytes: small, inFlight }];
}

function batchOf(count: number): Scenario {
  return {
    ...{ name: `batch-${count}`, title: `Batch of ${count} sets`, ratioTo: 'etcd' },
    ...{ words: manyPerCall, sizes: sizeOf(16) },
    mokv: calls(mokvBatch(count)),
    etcd: calls(etcdTxnOfPuts(count)),
  };
}

/** Of etcd, the transaction is the nearest that it has. */
function pipelineOf(count: number): Scenario {
  return {
    ...{ name: `pipeline-${count}`, title: `Pipeline, ${count} sets a message`, ratioTo: 'etcd' },
    ...{ words: { ...manyPerCall, calls: 'messages' }, sizes: sizeOf(16, 64) },
    mokv: { type: 'pipeline', operationsPerMessage: count },
    etcd: calls(etcdTxnOfPuts(count)),
  };
}
