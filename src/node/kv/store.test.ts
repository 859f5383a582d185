import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  arbitraryCommand,
  arbitraryKeyText,
  arbitraryRounds,
  type PlainCommand,
} from '../../../test/support/arbitrary-commands.ts';
import {
  arbitraryTimedRounds,
  type TimedRound,
} from '../../../test/support/arbitrary-timed-rounds.ts';
import { applyRounds, contentOf, StoreModel } from '../../../test/support/store-model.ts';
import { type ByteString, byteStringOf, byteStringOfText } from '../../shared/byte-string.ts';
import { InvariantViolation } from '../../shared/invariant.ts';
import { seededRandom } from '../../shared/random.ts';
import { encodeDelete, encodeRound, encodeSet } from './command-codec.ts';
import { encodeSnapshot } from './encode-snapshot.ts';
import type { StoreImage } from './image.ts';
import { SnapshotReader } from './snapshot-reader.ts';
import { type AppliedEntry, Store } from './store.ts';

const key = byteStringOfText('key');
const value = Buffer.from('value');

describe('a store', () => {
  it('answers, holds and tells of every kind of command what the model does', () => {
    fc.assert(
      fc.property(arbitraryTimedRounds, (rounds) => {
        const store = new Store();
        const model = new StoreModel();
        for (const [at, { timeMs, commands }] of rounds.entries()) {
          const data = encodeRound(timeMs, commands);
          const { revision } = model;
          const { outcomes, changes } = store.apply({ index: at + 1, data });
          expect(outcomes).toEqual(model.applyRound(timeMs, commands));
          expect(changes).toEqual(model.changes.filter((change) => change.revision > revision));
        }
        expect([...store.image().entries()]).toEqual(model.entries());
        expect([...store.leases()]).toEqual(model.leases());
        expect([store.revision, store.keys, store.bytes, store.nextExpiryMs]).toEqual([
          model.revision,
          model.items.size,
          model.bytes(),
          model.nextExpiryMs(),
        ]);
        for (const { request } of rounds.flatMap(({ commands }) => commands)) {
          if (request === undefined) continue;
          const { client, sequence } = request;
          expect(store.outcomeOf(request)).toEqual(model.outcomeOf(client, sequence));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('knows what it was at every revision since the last restore', () => {
    fc.assert(
      fc.property(arbitraryTimedRounds, arbitraryKeyText, (rounds, text) => {
        const store = new Store();
        const model = new StoreModel();
        const bound = byteStringOfText(text);
        for (const [at, { timeMs, commands }] of rounds.entries()) {
          store.apply({ index: at + 1, data: encodeRound(timeMs, commands) });
          model.applyRound(timeMs, commands);
          // Now and then, so that what is kept of one question has to be extended for the next one.
          if (at % 3 === 0) expectThePast(store, model, bound);
        }
        expectThePast(store, model, bound);
        expect(store.history.compactedRevision).toBe(Math.min(...model.past.keys()));
        expect(store.imageAt(store.revision + 1)).toBeUndefined();
        expect(store.imageAt(store.history.compactedRevision - 1)).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });

  it('has a history that leads from any revision to the present', () => {
    fc.assert(
      fc.property(arbitraryTimedRounds, fc.nat(20), (rounds, back) => {
        const store = new Store();
        applyTimed(store, rounds);
        const from = Math.max(store.revision - back, store.history.compactedRevision);
        const items = new Map(store.imageAt(from)?.entries());
        for (const event of [...store.history.since(from + 1)].flatMap(({ events }) => events)) {
          expect(items.get(event.key)).toEqual(event.previous);
          items.delete(event.key);
          if (event.item !== undefined) items.set(event.key, event.item);
        }
        expect([...items].sort(byKey)).toEqual([...store.image().entries()]);
      }),
      { numRuns: 200 },
    );
  });

  it('goes on after a snapshot as if there had been none', () => {
    fc.assert(
      fc.property(arbitraryTimedRounds, arbitraryTimedRounds, (before, after) => {
        const store = new Store();
        applyTimed(store, before);
        const reader = new SnapshotReader(store.appliedIndex);
        for (const chunk of encodeSnapshot(store.image().state)) reader.push(chunk);
        const restarted = reader.finish();
        // What was answered before is asked for again, too.
        const rest = [...after, ...before];
        expect(applyTimed(restarted, rest)).toEqual(applyTimed(store, rest));
        expect([...encodeSnapshot(restarted.image().state)]).toEqual([
          ...encodeSnapshot(store.image().state),
        ]);
        expect(restarted.nextExpiryMs).toBe(store.nextExpiryMs);
        expect([...restarted.leases()]).toEqual([...store.leases()]);
      }),
      { numRuns: 300 },
    );
  });

  it('is the same whether commands come in a round or as entries of mökv', () => {
    fc.assert(
      fc.property(fc.array(arbitraryCommand), (commands) => {
        const one = new Store();
        const many = new Store();
        const { outcomes } = one.apply({ index: 1, data: encodeRound(0, commands) });
        const others = commands.map((command, at) => many.apply(plainEntry(command, at + 1)));
        expect(others.flatMap((applied) => applied.outcomes)).toEqual(outcomes);
        expect([...many.image().entries()]).toEqual([...one.image().entries()]);
      }),
    );
  });

  it('counts a revision for each change and none for a delete of an absent key', () => {
    const store = new Store();
    const data = encodeRound(0, [
      { type: 'set', key, value },
      { type: 'delete', key: byteStringOfText('absent') },
      { type: 'set', key, value: Buffer.alloc(0) },
      { type: 'delete', key },
      { type: 'set', key, value },
    ]);
    expect(store.apply({ index: 1, data }).outcomes).toEqual([
      { type: 'set', revision: 1, created: true },
      { type: 'delete', revision: 1, existed: false },
      { type: 'set', revision: 2, created: false },
      { type: 'delete', revision: 3, existed: true },
      { type: 'set', revision: 4, created: true },
    ]);
    expect(store.get(key)).toEqual({
      value: 'value',
      createRevision: 4,
      modRevision: 4,
      version: 1,
      expiresAtMs: 0,
      leaseId: 0,
    });
  });

  it('takes any bytes as an entry, and changes nothing for those that are no command', () => {
    const store = new Store();
    applyRounds(store, [[{ type: 'set', key, value }]]);
    const anyData = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc
        .tuple(fc.constantFrom(0, 1, 2), fc.uint8Array())
        .map(([format, bytes]) => [format, ...bytes]),
      fc.tuple(arbitraryRounds, fc.nat(), fc.nat(255)).map(([rounds, at, byte]) => {
        const data = encodeRound(1, rounds.flat());
        data[at % data.length] = byte;
        return data;
      }),
    );
    fc.assert(
      fc.property(anyData, (bytes) => {
        const before = store.revision;
        const { outcomes } = store.apply({
          index: store.appliedIndex + 1,
          data: Uint8Array.from(bytes),
        });
        if (outcomes.every((outcome) => outcome.type === 'rejected')) {
          expect(store.revision).toBe(before);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('rejects a damaged round as a whole', () => {
    const store = new Store();
    const data = encodeRound(0, [
      { type: 'set', key, value },
      { type: 'delete', key },
    ]);
    expect(store.apply({ index: 1, data: data.subarray(0, -1) }).outcomes).toEqual([
      { type: 'rejected', reason: expect.stringContaining('malformed command') },
    ]);
    expect([store.revision, store.keys, store.bytes, store.appliedIndex]).toEqual([0, 0, 0, 1]);
  });

  it('refuses a gap in the log', () => {
    const store = new Store();
    store.noteApplied(1);
    const data = encodeDelete(key);
    expect(() => store.apply({ index: 3, data })).toThrow(InvariantViolation);
    expect(() => store.noteApplied(1)).toThrow(InvariantViolation);
    store.apply({ index: 2, data });
    expect(store.appliedIndex).toBe(2);
  });
});

describe('the order of the keys', () => {
  it('is that of their UTF-8 bytes', () => {
    fc.assert(
      fc.property(fc.array(arbitraryKeyText), arbitraryKeyText, (texts, start) => {
        const store = new Store();
        applyRounds(store, [
          texts.map((text) => ({ type: 'set', key: byteStringOfText(text), value })),
        ]);
        const sorted = [...new Set(texts)].map((text) => Buffer.from(text)).sort(Buffer.compare);
        const from = Buffer.from(start);
        expect(keysOf(store.image().entries())).toEqual(sorted.map(byteStringOf));
        expect(keysOf(store.image().entries(byteStringOf(from)))).toEqual(
          sorted.filter((bytes) => Buffer.compare(bytes, from) >= 0).map(byteStringOf),
        );
      }),
    );
  });
});

describe('an image', () => {
  it('never sees a later write, not even between two of its keys', () => {
    fc.assert(
      fc.property(arbitraryRounds, arbitraryRounds, (before, after) => {
        const store = new Store();
        applyRounds(store, before);
        const image = store.image();
        const expected = contentOf(image);
        const late = after.values();
        const seen = [];
        for (const entry of image.entries()) {
          seen.push(entry);
          const commands = late.next().value;
          if (commands !== undefined) applyRounds(store, [commands]);
        }
        applyRounds(store, [...late]);
        expect({ ...(contentOf(image) as object), entries: seen }).toEqual(expected);
        expect(contentOf(image)).toEqual(expected);
      }),
    );
  });

  it('stays as it was while a tree of three levels grows, splits and shrinks', () => {
    const random = seededRandom(7);
    const store = new Store();
    const held = new Map<ByteString, ByteString>();
    const images: [StoreImage, unknown][] = [];
    const deleteShares = [...Array(40).fill(0.1), ...Array(80).fill(0.9)];
    for (const [round, deleteShare] of deleteShares.entries()) {
      const commands = Array.from({ length: 300 }, (): PlainCommand => {
        const anyKey = byteStringOfText(`key ${Math.floor(random() * 8000)}`);
        return random() < deleteShare
          ? { type: 'delete', key: anyKey }
          : { type: 'set', key: anyKey, value: Buffer.of(round) };
      });
      applyRounds(store, [commands]);
      for (const command of commands) {
        if (command.type === 'delete') held.delete(command.key);
        else held.set(command.key, byteStringOf(command.value));
      }
      if (round % 8 === 7) images.push([store.image(), [...held].sort()]);
    }
    for (const [image, entries] of images) {
      expect([...image.entries()].map(([held, item]) => [held, item.value])).toEqual(entries);
    }
    expect(images.map(([image]) => image.keys > 64 * 64)).toContain(true);
    expect(store.keys).toBeLessThan(1500);
  });
});

describe('the hash of what was applied', () => {
  const entries = [encodeSet(key, value), encodeDelete(key), Buffer.from('no command')];

  it('is the same for the same log, and counts entries that change nothing', () => {
    const hashes = entries.map((_, at) => hashOf(entries.slice(0, at + 1)));
    expect(hashes).toEqual(entries.map((_, at) => hashOf(entries.slice(0, at + 1))));
    expect(new Set(hashes).size).toBe(entries.length);
  });

  it('differs when entries trade places or lie at another index', () => {
    const [first, second, third] = entries;
    const moved = new Store();
    moved.noteApplied(1);
    for (const [at, data] of entries.entries()) moved.apply({ index: at + 2, data });
    expect(hashOf(entries)).not.toBe(hashOf([second, first, third].filter((data) => data)));
    expect(hashOf(entries)).not.toBe(moved.image().appliedHash);
  });
});

function plainEntry(command: PlainCommand, index: number): { index: number; data: Uint8Array } {
  return command.type === 'set'
    ? { index, data: encodeSet(command.key, command.value) }
    : { index, data: encodeDelete(command.key) };
}

function keysOf(entries: Iterable<readonly [unknown, unknown]>): unknown[] {
  return [...entries].map(([held]) => held);
}

function hashOf(log: readonly (Uint8Array | undefined)[]): bigint {
  const store = new Store();
  for (const [at, data] of log.entries()) {
    store.apply({ index: at + 1, data: data ?? Buffer.alloc(0) });
  }
  return store.image().appliedHash;
}

function expectThePast(store: Store, model: StoreModel, bound: ByteString): void {
  for (const [revision, items] of model.past) {
    const entries = model.entries(items);
    const image = store.imageAt(revision);
    expect(image?.revision).toBe(revision);
    expect(image?.keys).toBe(entries.length);
    expect([...(image?.entries() ?? [])]).toEqual(entries);
    expect([...(image?.entries(bound) ?? [])]).toEqual(entries.filter(([key]) => key >= bound));
    expect([...(image?.entriesReversed() ?? [])]).toEqual(entries.toReversed());
    expect([...(image?.entriesReversed(bound) ?? [])]).toEqual(
      entries.filter(([key]) => key < bound).toReversed(),
    );
    for (const key of model.items.keys()) expect(image?.get(key)).toEqual(items.get(key));
    for (const [key, item] of entries) expect(image?.get(key)).toEqual(item);
  }
}

function applyTimed(store: Store, rounds: readonly TimedRound[]): readonly AppliedEntry[] {
  return rounds.map(({ timeMs, commands }) =>
    store.apply({ index: store.appliedIndex + 1, data: encodeRound(timeMs, commands) }),
  );
}

function byKey([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
