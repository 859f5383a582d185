import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item, Operation } from '../client/kv-api.ts';
import { planChanges, planPruning, transactionsOf } from './apply-plan.ts';

function item(key: string, value: string, leaseId = 0): Item {
  const revisions = { createRevision: 1, modRevision: 5, version: 2 };
  return { key, value: Buffer.from(value), ...revisions, expiresAtMs: undefined, leaseId };
}

function itemsOf(...items: readonly Item[]): Map<string, Item> {
  return new Map(items.map((one) => [one.key, one]));
}

const desired = new Map([
  ['b', Buffer.from('2')],
  ['a', Buffer.from('1')],
  ['c', Buffer.from('3')],
]);

describe('a plan', () => {
  it('creates what is missing, updates what differs, and leaves the rest', () => {
    const before = item('b', 'old');
    expect(planChanges(desired, itemsOf(before, item('c', '3'), item('x', '')))).toEqual([
      { action: 'create', key: 'a', after: Buffer.from('1') },
      { action: 'update', key: 'b', before, after: Buffer.from('2') },
    ]);
  });

  it('deletes what nobody desires, but for the keys of leases', () => {
    const before = item('x', '');
    expect(planPruning(desired, itemsOf(item('a', ''), before, item('lock/1', '', 7)))).toEqual([
      { action: 'delete', key: 'x', before },
    ]);
  });

  it('is carried out only where nothing was changed since', () => {
    const plan = planChanges(desired, itemsOf(item('b', 'old'), item('c', '3')));
    expect(transactionsOf(plan)).toEqual([
      {
        compares: [
          { key: 'a', relation: 'equal', target: { type: 'modRevision', number: 0 } },
          { key: 'b', relation: 'equal', target: { type: 'modRevision', number: 5 } },
        ],
        success: [
          { type: 'set', key: 'a', value: Buffer.from('1') },
          { type: 'set', key: 'b', value: Buffer.from('2') },
        ],
        failure: [],
      },
    ]);
  });

  it('is cut into transactions that a server takes, with every change once and in order', () => {
    const size = fc.integer({ min: 0, max: 200_000 });
    fc.assert(
      fc.property(fc.array(size, { maxLength: 300 }), (values) => {
        const wanted = new Map(
          values.map((bytes, index) => [nameOf(index), new Uint8Array(bytes)]),
        );
        const parts = transactionsOf(planChanges(wanted, new Map())).map(({ success }) => success);
        expect(parts.flat().map((one) => 'key' in one && one.key)).toEqual([...wanted.keys()]);
        expect(parts.filter((part) => !fits(part))).toEqual([]);
      }),
    );
  });
});

function nameOf(index: number): string {
  return `k${`${index}`.padStart(4, '0')}`;
}

/** One operation may be as large as it is. */
function fits(part: readonly Operation[]): boolean {
  const sizes = part.map((one) => (one.type === 'set' ? one.value.length : 0));
  const bytes = sizes.reduce((sum, one) => sum + one, 0);
  return part.length <= 128 && (part.length === 1 || bytes <= 2 * 1024 * 1024);
}
