import { describe, expect, it } from 'vitest';
import { byteStringOfText } from '../../shared/byte-string.ts';
import type { Command } from './command.ts';
import { encodeRound } from './command-codec.ts';
import { type AppliedEntry, Store } from './store.ts';

const [a, b, c] = [byteStringOfText('a'), byteStringOfText('b'), byteStringOfText('c')];
const value = Buffer.from('v');
const grant: Command = { type: 'grantLease', ttlMs: 1000, owner: byteStringOfText('root') };

describe('when a key ends', () => {
  it('is told by its last set: a plain one leaves expiry and lease behind', () => {
    const store = new Store();
    apply(store, 0, [
      grant,
      { type: 'set', key: a, value, ttlMs: 500, leaseId: 1 },
      { type: 'set', key: b, value, ttlMs: 500, leaseId: 1 },
      { type: 'set', key: a, value },
      { type: 'set', key: b, value, keepTtl: true },
    ]);
    expect([a, b].map((key) => endOf(store, key))).toEqual([
      { expiresAtMs: 0, leaseId: 0 },
      { expiresAtMs: 500, leaseId: 1 },
    ]);
    expect([...(store.lease(1)?.keys ?? [])]).toEqual([b]);
  });

  it('is told anew by a touch, which leaves the lease only when the key is to stay', () => {
    const store = new Store();
    apply(store, 100, [grant, { type: 'set', key: a, value, leaseId: 1 }]);
    apply(store, 200, [{ type: 'touch', key: a, ttlMs: 50 }]);
    expect(endOf(store, a)).toEqual({ expiresAtMs: 250, leaseId: 1 });
    apply(store, 200, [{ type: 'touch', key: a, ttlMs: 0 }]);
    expect(endOf(store, a)).toEqual({ expiresAtMs: 0, leaseId: 0 });
  });

  it('is judged by the clock of the state machine, which never goes back', () => {
    const store = new Store();
    apply(store, 1000, [{ type: 'set', key: a, value, ttlMs: 10 }]);
    apply(store, 900, [{ type: 'set', key: b, value, ttlMs: 10 }]);
    expect([a, b].map((key) => endOf(store, key)?.expiresAtMs)).toEqual([1010, 1010]);
    expect(apply(store, 1009, [{ type: 'expire', keysMax: 10 }]).outcomes).toEqual([
      { type: 'expired', revision: 2, deleted: 0 },
    ]);
    expect(store.get(a)?.value).toBe('v');
  });
});

describe('expiry', () => {
  it('ends keys and leases in their order, as many as it may, at one revision', () => {
    const store = new Store();
    apply(store, 0, [
      { type: 'set', key: c, value, ttlMs: 5 },
      { type: 'set', key: a, value, ttlMs: 10 },
      { type: 'set', key: b, value, ttlMs: 10 },
    ]);
    expect(store.nextExpiryMs).toBe(5);
    expect(endedBy(apply(store, 10, [{ type: 'expire', keysMax: 2 }]))).toEqual([4, c, a]);
    expect(endedBy(apply(store, 10, [{ type: 'expire', keysMax: 2 }]))).toEqual([5, b]);
    expect(store.nextExpiryMs).toBeUndefined();
  });

  it('ends the keys of a lease together, even when they alone are more than it may', () => {
    const store = new Store();
    apply(store, 0, [
      grant,
      { type: 'set', key: a, value, ttlMs: 999 },
      { type: 'set', key: c, value, leaseId: 1 },
      { type: 'set', key: b, value, leaseId: 1 },
    ]);
    expect(endedBy(apply(store, 1000, [{ type: 'expire', keysMax: 2 }]))).toEqual([4, a]);
    expect(endedBy(apply(store, 1000, [{ type: 'expire', keysMax: 1 }]))).toEqual([5, b, c]);
    expect([...store.leases()]).toEqual([]);
  });

  it('counts leases without keys, and takes no revision for them', () => {
    const store = new Store();
    apply(store, 0, [grant, grant, grant]);
    expect(apply(store, 1000, [{ type: 'expire', keysMax: 2 }])).toEqual({
      outcomes: [{ type: 'expired', revision: 0, deleted: 0 }],
      changes: [],
      restored: false,
    });
    expect([...store.leases()].map(({ id }) => id)).toEqual([3]);
  });

  it('comes later for a lease that is kept', () => {
    const store = new Store();
    apply(store, 0, [grant]);
    apply(store, 600, [{ type: 'keepLease', leaseId: 1 }]);
    apply(store, 1000, [{ type: 'expire', keysMax: 2 }]);
    expect(store.lease(1)?.expiresAtMs).toBe(1600);
  });
});

describe('a transaction', () => {
  it('tells of a key once: what it was before and is after', () => {
    const store = new Store();
    apply(store, 0, [{ type: 'set', key: a, value: Buffer.from('old') }]);
    const { outcomes, changes } = apply(store, 0, [
      transaction(
        { type: 'delete', key: a },
        { type: 'set', key: b, value },
        { type: 'set', key: a, value },
        { type: 'set', key: c, value },
        { type: 'delete', key: c },
        { type: 'get', key: c },
      ),
    ]);
    expect(outcomes[0]).toMatchObject({ revision: 2, succeeded: true });
    const item = { createRevision: 2, modRevision: 2, version: 1, expiresAtMs: 0, leaseId: 0 };
    const old = { ...item, value: 'old', createRevision: 1, modRevision: 1 };
    expect(changes).toEqual([
      {
        revision: 2,
        events: [
          { key: b, item: { ...item, value: 'v' }, previous: undefined, expired: false },
          { key: a, item: { ...item, value: 'v' }, previous: old, expired: false },
        ],
      },
    ]);
  });

  it('takes a revision without events when it took back what it did', () => {
    const store = new Store();
    const { changes } = apply(store, 0, [
      transaction({ type: 'set', key: a, value }, { type: 'delete', key: a }),
    ]);
    expect([store.revision, changes]).toEqual([1, [{ revision: 1, events: [] }]]);
  });

  it('takes none when it changed nothing', () => {
    const store = new Store();
    const { outcomes, changes } = apply(store, 0, [
      transaction({ type: 'delete', key: a }, { type: 'touch', key: a, ttlMs: 1 }),
    ]);
    expect([outcomes, changes]).toEqual([
      [
        {
          type: 'txn',
          revision: 0,
          succeeded: true,
          results: [
            { type: 'delete', revision: 0, existed: false },
            { type: 'notFound', what: 'key' },
          ],
        },
      ],
      [],
    ]);
  });

  it('does nothing at all when one of its sets is of a lease that is not there', () => {
    const store = new Store();
    const { outcomes } = apply(store, 0, [
      transaction({ type: 'set', key: a, value }, { type: 'set', key: b, value, leaseId: 9 }),
    ]);
    expect([outcomes, store.keys]).toEqual([[{ type: 'notFound', what: 'lease' }], 0]);
  });
});

describe('a restore', () => {
  const restoreId = byteStringOfText('r');
  const stage: Command = {
    type: 'stageRestore',
    restoreId,
    keys: [{ key: b, value, expiresAtMs: 70 }],
  };
  const finish: Command = { type: 'finishRestore', restoreId, keys: 1, revision: 40 };

  it('takes the place of keys, leases and history, and is told', () => {
    const store = new Store();
    apply(store, 0, [grant, { type: 'set', key: a, value, leaseId: 1 }, stage]);
    expect(store.stagedBytes).toBe(2);
    const after: Command = { type: 'set', key: c, value };
    const { outcomes, changes, restored } = apply(store, 0, [
      { type: 'delete', key: a },
      finish,
      after,
    ]);
    expect(outcomes[1]).toEqual({ type: 'restored', revision: 41, keys: 1 });
    expect([restored, changes.map(({ revision }) => revision)]).toEqual([true, [42]]);
    expect([store.history.compactedRevision, store.stagedBytes, store.nextExpiryMs]).toEqual([
      41, 0, 70,
    ]);
    expect([...store.leases()]).toEqual([]);
    expect(store.get(b)).toEqual({
      value: 'v',
      createRevision: 41,
      modRevision: 41,
      version: 1,
      expiresAtMs: 70,
      leaseId: 0,
    });
  });

  it('without anything staged is refused, also one without a name', () => {
    const store = new Store();
    apply(store, 0, [{ type: 'set', key: a, value }, stage, finish]);
    const nameless: Command = { ...finish, restoreId: byteStringOfText(''), keys: 0 };
    expect(apply(store, 0, [finish, nameless]).outcomes).toEqual([
      { type: 'rejected', reason: 'no such restore is staged' },
      { type: 'rejected', reason: 'no such restore is staged' },
    ]);
    expect(store.keys).toBe(1);
  });
});

function apply(store: Store, timeMs: number, commands: readonly Command[]): AppliedEntry {
  return store.apply({ index: store.appliedIndex + 1, data: encodeRound(timeMs, commands) });
}

function transaction(...success: Extract<Command, { type: 'txn' }>['success']): Command {
  return { type: 'txn', compares: [], success, failure: [] };
}

function endOf(store: Store, key: typeof a) {
  const item = store.get(key);
  return item && { expiresAtMs: item.expiresAtMs, leaseId: item.leaseId };
}

/** The revision, and the keys in the order of the events. */
function endedBy({ changes }: AppliedEntry): unknown {
  const [change] = changes;
  return [change?.revision, ...(change?.events.map(({ key }) => key) ?? [])];
}
