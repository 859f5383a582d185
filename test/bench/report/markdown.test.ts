import { expect, it } from 'vitest';
import type { LoadResult, Results } from '../measure/results.ts';
import { markdownOf } from './markdown.ts';

it('shows each load with its ratios, what was aimed at, and everything else that was measured', () => {
  const cell = { scenario: 'pipeline-16', nodes: 3, valueBytes: 128, inFlight: 16 };
  const cpu = { serverCpuMicrosPerOperation: 4.25, clientCpuMicrosPerOperation: 1 };
  const times = { p50Ms: 1, p99Ms: 2.5, p999Ms: 8, failures: 0 };
  const etcd: LoadResult = {
    ...{ ...cell, ...cpu, ...times, system: 'etcd plain' },
    ...{ callsPerSecond: 1000, operationsPerSecond: 16_000 },
  };
  const mokv: LoadResult = {
    ...{ ...etcd, system: 'mokv plain', p99Ms: 5 },
    ...{ callsPerSecond: 8000, operationsPerSecond: 128_000 },
  };
  const results: Results = {
    date: '2026-01-02',
    machine: {
      ...{ cpu: 'A CPU', cores: 2, memoryGib: 8, kernel: '6.1', node: 'v24.0.0', mokv: '1.0.0' },
      ...{ etcd: '3.4.23', h2load: '1.52.0' },
    },
    rounds: 3,
    loads: [mokv, etcd],
    crossChecks: [
      {
        ...{ scenario: 'set', nodes: 3, system: 'mokv plain', inFlight: 16 },
        ...{ callsPerSecond: 1000, h2loadCallsPerSecond: 1100 },
      },
    ],
    commands: [{ command: 'mokv get', medianMs: 80.2, cpuMs: 70 }],
    memory: [{ system: 'mokv TLS', keys: 1000, bytesPerKey: 210.4 }],
  };
  expect(markdownOf(results).split('\n\n').slice(3)).toEqual([
    '## Aims',
    `| ratio | at least | measured | reached |
| --- | --- | --- | --- |
| Pipeline, 16 sets a message, 3 nodes, mokv plain, 16 in flight | 6.0 | 8.00 | yes |`,
    'p99 is above that of etcd here:',
    `| load | system | p99 ratio |
| --- | --- | --- |
| Pipeline, 16 sets a message, 3 nodes, 128 B, 16 in flight | mokv plain | 2.00 |`,
    '## Pipeline, 16 sets a message, 3 nodes, 128 B',
    `| in flight | system | messages/s | ops/s | ratio | p50 ms | p99 ms | p99.9 ms | p99 ratio | CPU us/op | failed |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 16 | mokv plain | 8000 | 128000 | 8.00 | 1.00 | 5.00 | 8.00 | 2.00 | 4.3 | 0 |
| 16 | etcd plain | 1000 | 16000 |  | 1.00 | 2.50 | 8.00 |  | 4.3 | 0 |`,
    '## Cross-check with h2load, 3 nodes',
    'The same call again and again, for one key, by the generator of all other tables and by h2load. ' +
      'h2load shows no client certificate, so it can be asked without TLS only.',
    `| call | in flight | system | calls/s | by h2load | ratio |
| --- | --- | --- | --- | --- | --- |
| Set | 16 | mokv plain | 1000 | 1100 | 1.10 |`,
    '## Commands, whole process',
    `| command | median ms | CPU ms |
| --- | --- | --- |
| \`mokv get\` | 80 | 70 |`,
    '## Memory, 1 node, keys of 20 B with values of 128 B',
    `| system | keys | B a key |
| --- | --- | --- |
| mokv TLS | 1000 | 210 |
`,
  ]);
});
