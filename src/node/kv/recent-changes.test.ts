import { describe, expect, it } from 'vitest';
import { byteStringOf, byteStringOfText } from '../../shared/byte-string.ts';
import type { RevisionChange } from './change.ts';
import { RecentChanges } from './recent-changes.ts';

describe('recent changes', () => {
  it('are all those after the revision at which they begin', () => {
    const changes = new RecentChanges(7);
    expect([...changes.since(8)]).toEqual([]);
    for (const revision of [8, 9, 10]) changes.add(change(revision, 1));
    expect(changes.compactedRevision).toBe(7);
    expect(revisionsOf(changes, 1)).toEqual([8, 9, 10]);
    expect(revisionsOf(changes, 9)).toEqual([9, 10]);
    expect(revisionsOf(changes, 11)).toEqual([]);
  });

  it('are those of the last 100,000 revisions, however often the ring goes round', () => {
    const changes = new RecentChanges(7);
    for (let revision = 8; revision <= 250_007; revision += 1) changes.add(change(revision, 1));
    expect(changes.compactedRevision).toBe(150_007);
    const revisions = revisionsOf(changes, 0);
    expect([revisions.length, revisions[0], revisions.at(-1)]).toEqual([100_000, 150_008, 250_007]);
    expect(revisions).toEqual(revisions.toSorted((one, other) => one - other));
  });

  it('hold fewer of them when each changed very many keys, however small these are', () => {
    const changes = new RecentChanges(0);
    const events = new Array(4000).fill(change(1, 0).events[0]);
    for (let revision = 1; revision <= 100; revision += 1) changes.add({ revision, events });
    expect(revisionsOf(changes, 0)).toHaveLength(83);
  });

  it('hold at most 64 MiB, of what was before too', () => {
    const changes = new RecentChanges(0);
    for (let revision = 1; revision <= 65; revision += 1) {
      changes.add(change(revision, 512 * 1024 - 1 - 200, 512 * 1024));
    }
    expect(revisionsOf(changes, 0)).toEqual(Array.from({ length: 64 }, (_, at) => at + 2));
    expect(changes.compactedRevision).toBe(1);
  });

  it('forget even the last one when it is larger than all may be', () => {
    const changes = new RecentChanges(0);
    changes.add(change(1, 10));
    changes.add(change(2, 64 * 1024 * 1024));
    expect([changes.compactedRevision, revisionsOf(changes, 0)]).toEqual([2, []]);
    changes.add(change(3, 10));
    expect([changes.compactedRevision, revisionsOf(changes, 0)]).toEqual([2, [3]]);
  });
});

/** Of a key of one byte. */
function change(revision: number, bytes: number, previousBytes?: number): RevisionChange {
  const key = byteStringOfText('k');
  const previous = previousBytes === undefined ? undefined : itemOf(revision, previousBytes);
  return { revision, events: [{ key, item: itemOf(revision, bytes), previous, expired: false }] };
}

function itemOf(revision: number, bytes: number) {
  const value = byteStringOf(Buffer.alloc(bytes));
  return {
    value,
    createRevision: revision,
    modRevision: revision,
    version: 1,
    expiresAtMs: 0,
    leaseId: 0,
  };
}

function revisionsOf(changes: RecentChanges, from: number): number[] {
  return [...changes.since(from)].map(({ revision }) => revision);
}
