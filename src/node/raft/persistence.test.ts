import { describe, expect, it } from 'vitest';
import type { Write } from './durable.ts';
import { type Entry, entryTypes, noBytes, type SnapshotMeta } from './entry.ts';
import { Log } from './log.ts';
import { Persistence } from './persistence.ts';

const hardState = { term: 1, votedFor: '', votedForAddress: '' };

const entry = (index: number, term: number): Entry => ({
  index,
  term,
  type: entryTypes.noop,
  data: noBytes,
  extensions: noBytes,
  appendedAt: noBytes,
});

const snapshot: SnapshotMeta = {
  index: 10,
  term: 1,
  configuration: { servers: [{ id: 'a', address: 'a:1', suffrage: 'voter' }] },
  configurationIndex: 1,
};

function persistenceWith(...entries: Entry[]): Persistence {
  return new Persistence(hardState, new Log({ index: 0, term: 0 }, entries));
}

function finish(persistence: Persistence): Write | undefined {
  const write = persistence.takeWrite(0);
  if (write !== undefined) persistence.written(write.sequence);
  return write;
}

describe('Persistence', () => {
  it('has nothing to write at the start and calls what the disk held durable', () => {
    const persistence = persistenceWith(entry(1, 1));
    expect(persistence.takeWrite(0)).toBeUndefined();
    expect([persistence.durableIndex, persistence.sequenceOf(1)]).toEqual([1, 0]);
  });

  it('collects changes into the next write while one is under way', () => {
    const persistence = persistenceWith();
    persistence.append([entry(1, 1)]);
    expect(persistence.takeWrite(0)).toEqual({ sequence: 1, entries: [entry(1, 1)] });
    persistence.append([entry(2, 1)]);
    persistence.setHardState({ ...hardState, term: 2 });
    expect(persistence.takeWrite(0)).toBeUndefined();
    expect([persistence.sequenceOf(1), persistence.sequenceOf(2)]).toEqual([1, 2]);
    persistence.written(1);
    expect([persistence.durableIndex, persistence.hardStateSequence]).toEqual([1, 2]);
    expect(finish(persistence)).toEqual({
      sequence: 2,
      hardState: { ...hardState, term: 2 },
      entries: [entry(2, 1)],
    });
    expect([persistence.durableIndex, persistence.isDurable(2)]).toEqual([2, true]);
  });

  it('does not take the end of an older write for the durability of a newer entry', () => {
    const persistence = persistenceWith(entry(1, 1));
    persistence.append([entry(2, 1), entry(3, 1)]);
    persistence.takeWrite(0);
    persistence.truncateFrom(2);
    persistence.append([entry(2, 2)]);
    persistence.written(1);
    expect([persistence.durableIndex, persistence.sequenceOf(2)]).toEqual([1, 2]);
    expect(finish(persistence)).toEqual({ sequence: 2, truncateFrom: 2, entries: [entry(2, 2)] });
    expect(persistence.durableIndex).toBe(2);
  });

  it('truncates on disk only what a write has carried', () => {
    const persistence = persistenceWith(entry(1, 1));
    persistence.append([entry(2, 1)]);
    persistence.truncateFrom(2);
    persistence.append([entry(2, 2)]);
    expect(finish(persistence)).toEqual({ sequence: 1, entries: [entry(2, 2)] });
    persistence.truncateFrom(2);
    persistence.truncateFrom(1);
    expect(finish(persistence)).toEqual({ sequence: 2, truncateFrom: 1, entries: [] });
  });

  it('calls nothing durable between a reset and its write, whatever write ends first', () => {
    const persistence = persistenceWith(entry(1, 1));
    persistence.append([entry(2, 1)]);
    persistence.takeWrite(0);
    persistence.restartBehind(snapshot);
    persistence.append([entry(11, 1)]);
    persistence.written(1);
    expect([persistence.durableIndex, persistence.sequenceOf(10)]).toEqual([0, 2]);
    expect(finish(persistence)).toEqual({
      sequence: 2,
      resetTo: snapshot,
      entries: [entry(11, 1)],
    });
    expect(persistence.durableIndex).toBe(11);
  });

  it('tells the disk what was compacted', () => {
    const persistence = persistenceWith(entry(1, 1), entry(2, 1));
    persistence.compactThrough(1);
    expect(finish(persistence)).toEqual({ sequence: 1, compactTo: 1, entries: [] });
  });

  it('refuses to go back, to vote twice, and to finish what is not under way', () => {
    const persistence = persistenceWith(entry(1, 1));
    const vote = { term: 1, votedFor: 'a', votedForAddress: 'a:1' };
    persistence.setHardState(vote);
    expect(() => persistence.setHardState({ ...vote, votedFor: 'b' })).toThrow('second vote');
    expect(() => persistence.setHardState({ ...vote, term: 0 })).toThrow('go back');
    expect(() => persistence.written(1)).toThrow('not the one under way');
    persistence.append([entry(2, 1)]);
    expect(() => persistence.compactThrough(2)).toThrow('only durable');
    expect(() => persistence.sequenceOf(3)).toThrow('cannot become durable');
  });
});
