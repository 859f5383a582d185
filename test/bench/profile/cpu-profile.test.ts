import { expect, it } from 'vitest';
import { type ProfileNode, summaryOf } from './cpu-profile.ts';

it('sums the own time of each function, without what is idle, the collector apart', () => {
  const nodes = [
    node(1, '(idle)'),
    node(2, '(garbage collector)'),
    node(3, 'apply', 'file:///home/a/mokv/src/node/kv/apply.ts', 9),
    node(4, '', 'node:internal/stream', 4),
    // The same function, called from elsewhere.
    node(5, 'apply', 'file:///home/a/mokv/src/node/kv/apply.ts', 9),
  ];
  const samples = [1, 3, 2, 4, 5, 1];
  const timeDeltas = [100, 5_000_000, 1_000_000, 500_000, 500_000, 2_000_000];
  expect(summaryOf({ nodes, samples, timeDeltas })).toEqual({
    busySeconds: 4,
    collectorShare: 0.125,
    functions: [
      { name: 'apply', place: 'src/node/kv/apply.ts:10', selfShare: 0.75 },
      { name: '(anonymous)', place: 'node:internal/stream:5', selfShare: 0.125 },
    ],
  });
});

function node(id: number, functionName: string, url = '', lineNumber = -1): ProfileNode {
  return { id, callFrame: { functionName, url, lineNumber } };
}
