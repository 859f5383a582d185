import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../shared/random.ts';
import { type NodeState, NodeTable } from './node-table.ts';

function node(name: string): NodeState {
  return {
    name,
    endpoint: { address: Uint8Array.of(10, 0, 0, 1), port: 7946 },
    meta: new Uint8Array(),
    vsn: new Uint8Array(),
    incarnation: 1,
    standing: { type: 'alive' },
    changedAt: 0,
    accusationSentAt: 0,
  };
}

function table(...names: readonly string[]): NodeTable {
  const nodes = new NodeTable(node('self'), seededRandom(3));
  for (const name of names) nodes.add(node(name));
  return nodes;
}

function setGone(nodes: NodeTable, name: string, at: number): void {
  const gone = nodes.get(name);
  if (gone !== undefined) nodes.setStanding(gone, { type: 'dead' }, at);
}

describe('the node table', () => {
  it('lets each node be probed once a round, in another order each time', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const nodes = table(...names);
    const rounds = Array.from({ length: 4 }, () => names.map(() => nodes.nextToProbe(0)?.name));
    for (const round of rounds) expect(round.toSorted()).toEqual(names);
    expect(new Set(rounds.map((round) => round.join())).size).toBeGreaterThan(1);
  });

  it('has nobody to probe when all others are gone', () => {
    const nodes = table('a');
    setGone(nodes, 'a', 5);
    expect(nodes.nextToProbe(0)).toBe(undefined);
  });

  it('forgets at the end of a round who is gone for long', () => {
    const nodes = table('a', 'b', 'c');
    setGone(nodes, 'a', 5);
    setGone(nodes, 'b', 50);
    for (let count = 0; count < 3; count += 1) nodes.nextToProbe(10);
    expect([...nodes.all()].map(({ name }) => name)).toEqual(['self', 'b', 'c']);
  });

  it('picks different nodes and never this one', () => {
    const nodes = table('a', 'b', 'c', 'd');
    for (let count = 0; count < 50; count += 1) {
      const picked = nodes.pick(3, ({ name }) => name !== 'd').map(({ name }) => name);
      expect(picked.toSorted()).toEqual(['a', 'b', 'c']);
    }
    expect(nodes.pick(9, () => true).length).toBe(4);
  });
});
