import { describe, expect, it } from 'vitest';
import type { LoadResult } from '../measure/results.ts';
import { figuresOf, slowerTails } from './figures.ts';
import { p99Ratio, rateRatio } from './ratios.ts';

const set = { scenario: 'set', nodes: 3, valueBytes: 128, inFlight: 16 };
const mokvPlain = load({ ...set, system: 'mokv plain', operationsPerSecond: 3000, p99Ms: 2 });
const mokvTls = load({ ...set, system: 'mokv TLS', operationsPerSecond: 2000, p99Ms: 5 });
const etcdPlain = load({ ...set, system: 'etcd plain', operationsPerSecond: 2000, p99Ms: 4 });
const etcdTls = load({ ...set, system: 'etcd TLS', operationsPerSecond: 500, p99Ms: 4 });
const callers = { scenario: 'library', nodes: 3, valueBytes: 128, inFlight: 128 };
const library = load({ ...callers, system: 'mokv TLS', operationsPerSecond: 9000 });
const unary = { ...library, scenario: 'library-unary', operationsPerSecond: 1000 };
const loads = [mokvPlain, mokvTls, etcdPlain, etcdTls, library, unary];

describe('a ratio', () => {
  it('is to etcd with the same security at the same load', () => {
    const other = { ...etcdPlain, inFlight: 1, operationsPerSecond: 1 };
    const rates = [mokvPlain, mokvTls].map((result) => rateRatio(result, [other, ...loads]));
    expect(rates).toEqual([1.5, 4]);
    expect([mokvPlain, mokvTls].map((result) => p99Ratio(result, loads))).toEqual([0.5, 1.25]);
  });

  it('of the client library is to its own rate without the pipeline', () => {
    expect(rateRatio(library, loads)).toBe(9);
  });

  it('is none where there is nothing to compare with', () => {
    expect([etcdTls, unary].map((result) => rateRatio(result, loads))).toEqual([
      undefined,
      undefined,
    ]);
    expect(rateRatio(mokvPlain, [mokvPlain])).toBeUndefined();
  });
});

describe('the aims', () => {
  it('are named with what was measured of them', () => {
    expect(figuresOf(loads)).toEqual([
      {
        what: 'Set, 3 nodes, mokv plain, 16 in flight',
        ...{ aim: 1.6, measured: 1.5, isReached: false },
      },
      { what: 'Set, 3 nodes, mokv TLS, 16 in flight', aim: 2, measured: 4, isReached: true },
      {
        what: 'Client library, Set, pipelined, 3 nodes, mokv TLS, 128 callers',
        ...{ aim: 8, measured: 9, isReached: true },
      },
    ]);
  });

  it('have the loads beside them where the tail is longer than that of etcd', () => {
    expect(slowerTails(loads)).toEqual([{ load: mokvTls, ratio: 1.25 }]);
  });
});

function load(
  some: Pick<
    LoadResult,
    'scenario' | 'nodes' | 'valueBytes' | 'inFlight' | 'system' | 'operationsPerSecond'
  > &
    Partial<LoadResult>,
): LoadResult {
  return {
    callsPerSecond: some.operationsPerSecond,
    serverCpuMicrosPerOperation: 20,
    clientCpuMicrosPerOperation: 10,
    ...{ p50Ms: 1, p99Ms: 4, p999Ms: 8, failures: 0 },
    ...some,
  };
}
