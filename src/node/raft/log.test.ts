import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Entry, entryTypes, noBytes } from './entry.ts';
import { Log } from './log.ts';

const entry = (index: number, term: number, bytes = 1): Entry => ({
  index,
  term,
  type: entryTypes.command,
  data: new Uint8Array(bytes),
  extensions: noBytes,
  appendedAt: noBytes,
});

const logOf = (...terms: number[]) =>
  new Log(
    { index: 0, term: 0 },
    terms.map((term, offset) => entry(offset + 1, term)),
  );

describe('Log', () => {
  it('knows the terms of its entries, of what lies before them, and of nothing behind', () => {
    const log = logOf(1, 1, 3);
    expect([0, 1, 2, 3, 4].map((index) => log.termAt(index))).toEqual([0, 1, 1, 3, undefined]);
    expect([log.firstIndex, log.lastIndex, log.lastTerm, log.bytes]).toEqual([1, 3, 3, 3]);
  });

  it('remembers the term of the last compacted entry and no earlier one', () => {
    const log = logOf(1, 2, 3, 3);
    log.compactThrough(2);
    expect([1, 2, 3].map((index) => log.termAt(index))).toEqual([undefined, 2, 3]);
    expect([log.firstIndex, log.lastIndex, log.bytes]).toEqual([3, 4, 2]);
    log.compactThrough(1);
    expect(log.firstIndex).toBe(3);
  });

  it('knows its last term when all of it was compacted', () => {
    const log = logOf(1, 2);
    log.compactThrough(2);
    expect([log.firstIndex, log.lastIndex, log.lastTerm]).toEqual([3, 2, 2]);
    log.append([entry(3, 2)]);
    expect(log.lastIndex).toBe(3);
  });

  it('starts again behind a snapshot', () => {
    const log = logOf(1, 1, 1);
    log.restartBehind({ index: 10, term: 4 });
    expect([log.firstIndex, log.lastIndex, log.lastTerm, log.bytes]).toEqual([11, 10, 4, 0]);
  });

  it('limits a batch by count and by bytes, but always sends one entry', () => {
    const log = new Log({ index: 0, term: 0 }, [entry(1, 1, 10), entry(2, 1, 90), entry(3, 1, 5)]);
    const indices = (entriesMax: number, bytesMax: number) =>
      log.batch(1, 3, { entriesMax, bytesMax }).map(({ index }) => index);
    expect(indices(9, 1000)).toEqual([1, 2, 3]);
    expect(indices(2, 1000)).toEqual([1, 2]);
    expect(indices(9, 100)).toEqual([1, 2]);
    expect(indices(9, 99)).toEqual([1]);
    expect(indices(9, 1)).toEqual([1]);
    expect(log.batch(4, 3, { entriesMax: 9, bytesMax: 9 })).toEqual([]);
  });

  it('refuses holes, decreasing terms and what it does not hold', () => {
    const log = logOf(1, 2);
    expect(() => log.append([entry(4, 2)])).toThrow('hole');
    expect(() => log.append([entry(3, 1)])).toThrow('never decrease');
    expect(() => log.truncateFrom(3)).toThrow('no entry 3');
    expect(() => log.slice(1, 3)).toThrow('behind the end');
    log.compactThrough(1);
    expect(() => log.slice(1, 2)).toThrow('compacted');
    expect(() => new Log({ index: 3, term: undefined }, [])).toThrow('last term');
  });

  it('agrees with a plain array whatever is done to it', () => {
    const amounts = fc.record({ append: fc.nat(5), truncate: fc.nat(3), compact: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(amounts), (rounds) => {
        const log = new Log({ index: 0, term: 0 }, []);
        let model: Entry[] = [];
        for (const { append, truncate, compact } of rounds) {
          const added = Array.from({ length: append }, (_, at) =>
            entry(log.lastIndex + at + 1, 1, at),
          );
          log.append(added);
          model.push(...added);
          const kept = Math.max(model.length - truncate, 0);
          if (kept < model.length) log.truncateFrom(log.firstIndex + kept);
          model = model.slice(0, kept);
          log.compactThrough(Math.min(log.firstIndex - 1 + compact, log.lastIndex));
          model = model.slice(compact);
        }
        expect(log.slice(log.firstIndex, log.lastIndex)).toEqual(model);
        expect(log.bytes).toBe(model.reduce((sum, { data }) => sum + data.length, 0));
      }),
    );
  });
});
