import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Configuration } from './configuration.ts';
import { hasQuorum, quorumIndex } from './quorum.ts';

const configurationOf = (voters: number, nonvoters = 0): Configuration => ({
  servers: Array.from({ length: voters + nonvoters }, (_, index) => ({
    id: `${index}`,
    address: `host:${index}`,
    suffrage: index < voters ? 'voter' : 'nonvoter',
  })),
});

describe('a quorum', () => {
  it.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 3],
    [5, 3],
  ])('of %i voters is %i of them', (voters, needed) => {
    const configuration = configurationOf(voters, 3);
    const ofTheFirst = (count: number) => hasQuorum(configuration, (id) => Number(id) < count);
    expect([ofTheFirst(needed - 1), ofTheFirst(needed)]).toEqual([false, true]);
  });

  it('ignores non-voters', () => {
    expect(hasQuorum(configurationOf(3, 5), (id) => Number(id) >= 2)).toBe(false);
    expect(quorumIndex(configurationOf(3, 5), (id) => (Number(id) >= 2 ? 9 : 1))).toBe(1);
  });

  it('has reached exactly the indices up to the quorum index', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 1, maxLength: 7 }), (indices) => {
        const configuration = configurationOf(indices.length, 2);
        const index = quorumIndex(configuration, (id) => indices[Number(id)] ?? 99);
        const reached = (at: number) =>
          hasQuorum(configuration, (id) => (indices[Number(id)] ?? 99) >= at);
        expect([reached(index), reached(index + 1)]).toEqual([true, false]);
      }),
    );
  });

  it('needs voters', () => {
    expect(hasQuorum({ servers: [] }, () => true)).toBe(false);
    expect(() => quorumIndex({ servers: [] }, () => 1)).toThrow('voters');
  });
});
