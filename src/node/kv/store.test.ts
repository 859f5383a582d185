import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  arbitraryCommand,
  arbitraryKeyText,
  arbitraryRounds,
} from '../../../test/support/arbitrary-commands.ts';
import { applyRounds, contentOf, StoreModel } from '../../../test/support/store-model.ts';
import { byteStringOf, byteStringOfText } from '../../shared/byte-string.ts';
import { InvariantViolation } from '../../shared/invariant.ts';
import { seededRandom } from '../../shared/random.ts';
import type { Command } from './command.ts';
import { encodeDelete, encodeRound, encodeSet } from './command-codec.ts';
import type { StoreImage } from './image.ts';
import { Store } from './store.ts';

const key = byteStringOfText('key');
const value = Buffer.from('value');

describe('a store', () => {
  it('answers and holds what a plain map would', () => {
    fc.assert(
      fc.property(arbitraryRounds, (rounds) => {
        const store = new Store();
        const model = new StoreModel();
        for (const [at, commands] of rounds.entries()) {
          const outcomes = store.apply({ index: at + 1, data: encodeRound(at, commands) });
          expect(outcomes).toEqual(commands.map((command) => model.execute(command)));
        }
        expect([...store.image().entries()]).toEqual(model.entries());
        expect([store.revision, store.keys, store.bytes, store.appliedIndex]).toEqual([
          model.revision,
          model.items.size,
          model.bytes(),
          rounds.length,
        ]);
        for (const [held, item] of model.items) expect(store.get(held)).toEqual(item);
      }),
    );
  });

  it('is the same whether commands come in a round or as entries of mökv', () => {
    fc.assert(
      fc.property(fc.array(arbitraryCommand), (commands) => {
        const one = new Store();
        const many = new Store();
        const outcomes = one.apply({ index: 1, data: encodeRound(0, commands) });
        expect(commands.flatMap((command, at) => many.apply(plainEntry(command, at + 1)))).toEqual(
          outcomes,
        );
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
    expect(store.apply({ index: 1, data })).toEqual([
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
        const outcomes = store.apply({
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
    expect(store.apply({ index: 1, data: data.subarray(0, -1) })).toEqual([
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
        expect({ ...image, entries: seen }).toEqual(expected);
        expect(contentOf(image)).toEqual(expected);
      }),
    );
  });

  it('stays as it was while a tree of three levels grows, splits and shrinks', () => {
    const random = seededRandom(7);
    const store = new Store();
    const model = new StoreModel();
    const images: [StoreImage, unknown][] = [];
    const deleteShares = [...Array(40).fill(0.1), ...Array(80).fill(0.9)];
    for (const [round, deleteShare] of deleteShares.entries()) {
      const commands = Array.from({ length: 300 }, (): Command => {
        const anyKey = byteStringOfText(`key ${Math.floor(random() * 8000)}`);
        return random() < deleteShare
          ? { type: 'delete', key: anyKey }
          : { type: 'set', key: anyKey, value: Buffer.of(round) };
      });
      applyRounds(store, [commands]);
      for (const command of commands) model.execute(command);
      if (round % 8 === 7) images.push([store.image(), model.entries()]);
    }
    for (const [image, entries] of images) expect([...image.entries()]).toEqual(entries);
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

function plainEntry(command: Command, index: number): { index: number; data: Uint8Array } {
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
