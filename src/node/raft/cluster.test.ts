import { describe, expect, it } from 'vitest';
import { runUnderFaults } from '../../../test/support/raft-faults.ts';

const limits = { seeds: 60 } as const;

describe('a cluster under faults', () => {
  it.each(Array.from({ length: limits.seeds }, (_, index) => index + 1))(
    'keeps the invariants and recovers with seed %i',
    (seed) => {
      const { cluster, committedUnderFaults } = runUnderFaults(seed);
      expect(cluster.checker.committedIndex).toBeGreaterThan(committedUnderFaults);
      const members = cluster.leader?.status(cluster.now).configuration.servers ?? [];
      const applied = members.map(({ id }) => cluster.node(id).appliedIndex);
      expect(new Set(applied)).toEqual(new Set([cluster.checker.committedIndex]));
    },
  );
});
