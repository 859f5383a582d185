import { afterEach, describe, expect, it } from 'vitest';
import {
  durableIn,
  entriesBetween,
  entry,
  hardState,
  newDataDirectory,
  openNode,
  removeDataDirectories,
  snapshotMeta,
  Writer,
} from '../../../test/support/data-directory.ts';
import { InvariantViolation } from '../../shared/invariant.ts';
import { entryTypes } from '../raft/entry.ts';
import { openStorage } from './open-storage.ts';

afterEach(removeDataDirectories);

async function newWriter(): Promise<{ dir: string; writer: Writer }> {
  const dir = await newDataDirectory();
  const { storage } = await openNode(dir);
  return { dir, writer: new Writer(storage) };
}

describe('a storage that starts again', () => {
  it('finds nothing in a new directory, until the first write', async () => {
    const dir = await newDataDirectory();
    const nothing = { hardState: hardState(0), snapshot: undefined, entries: [] };
    const { storage, ...first } = await openNode(dir);
    expect(first).toEqual({ durable: nothing, firstStart: true, repairs: [] });
    await storage.close();
    const again = await openNode(dir);
    expect(again.firstStart).toBe(true);
    expect(again.durable).toEqual(nothing);
    await new Writer(again.storage).write({ hardState: hardState(1, 'n1') });
    await again.storage.close();
    const third = await openNode(dir);
    expect(third.firstStart).toBe(false);
    await third.storage.close();
  });

  it('finds hard state and entries of every type as they were written', async () => {
    const { dir, writer } = await newWriter();
    const entries = Object.values(entryTypes).map((type, offset) => ({
      index: offset + 1,
      term: 3,
      type,
      data: Buffer.alloc(offset * 1000, offset),
      extensions: Buffer.from('extension'),
      appendedAt: Buffer.alloc(15, 1),
    }));
    await writer.write({ hardState: hardState(3, 'n2'), entries });
    await writer.storage.close();
    expect(await durableIn(dir)).toEqual({
      hardState: hardState(3, 'n2'),
      snapshot: undefined,
      entries,
    });
  });

  it('finds the hard state of the last write that had one', async () => {
    const { dir, writer } = await newWriter();
    await writer.write({ hardState: hardState(1, 'n1'), entries: [entry(1, 1)] });
    await writer.write({ hardState: hardState(7, 'n3') });
    await writer.write({ entries: [entry(2, 1)] });
    await writer.storage.close();
    expect((await durableIn(dir)).hardState).toEqual(hardState(7, 'n3'));
  });

  it('finds the new suffix where an old one was truncated', async () => {
    const { dir, writer } = await newWriter();
    await writer.write({ hardState: hardState(1), entries: entriesBetween(1, 10, 1) });
    await writer.write({ hardState: hardState(2), truncateFrom: 6, entries: [entry(6, 2)] });
    await writer.write({ truncateFrom: 6, entries: [] });
    await writer.storage.close();
    expect((await durableIn(dir)).entries).toEqual(entriesBetween(1, 5, 1));
    const again = new Writer((await openNode(dir)).storage);
    await again.write({ entries: entriesBetween(6, 8, 2) });
    await again.storage.close();
    const expected = [...entriesBetween(1, 5, 1), ...entriesBetween(6, 8, 2)];
    expect((await durableIn(dir)).entries).toEqual(expected);
  });

  it('finds the snapshot and the log that is left behind a compaction', async () => {
    const { dir, writer } = await newWriter();
    await writer.write({ hardState: hardState(1), entries: entriesBetween(1, 50, 1) });
    await writer.saveSnapshot(snapshotMeta(40, 1), Buffer.from('state at 40'));
    await writer.write({ entries: [entry(51, 1)], compactTo: 30 });
    await writer.storage.close();
    expect(await durableIn(dir)).toEqual({
      hardState: hardState(1),
      snapshot: snapshotMeta(40, 1),
      entries: entriesBetween(31, 51, 1),
    });
  });

  it('compacts a long log over several writes', async () => {
    const { dir, writer } = await newWriter();
    await writer.write({ hardState: hardState(1), entries: entriesBetween(1, 3000, 1) });
    await writer.saveSnapshot(snapshotMeta(3000, 1), Buffer.from('state'));
    await writer.write({ compactTo: 2900 });
    await writer.write({ entries: [entry(3001, 1)] });
    await writer.write({ entries: [entry(3002, 1)] });
    await writer.storage.close();
    expect((await durableIn(dir)).entries).toEqual(entriesBetween(2901, 3002, 1));
  });

  it('finds only what came after a reset to a snapshot', async () => {
    const { dir, writer } = await newWriter();
    await writer.write({ hardState: hardState(1), entries: entriesBetween(1, 20, 1) });
    await writer.saveSnapshot(snapshotMeta(100, 4), Buffer.from('state at 100'));
    await writer.write({
      hardState: hardState(5),
      resetTo: snapshotMeta(100, 4),
      entries: entriesBetween(101, 103, 5),
    });
    await writer.storage.close();
    expect(await durableIn(dir)).toEqual({
      hardState: hardState(5),
      snapshot: snapshotMeta(100, 4),
      entries: entriesBetween(101, 103, 5),
    });
  });
});

describe('a storage', () => {
  it('streams a snapshot whose size it knows', async () => {
    const { writer } = await newWriter();
    const payload = Buffer.alloc(100_000, 'abc');
    await writer.saveSnapshot(snapshotMeta(1, 1), payload);
    expect(await writer.storage.snapshotSize(snapshotMeta(1, 1))).toBe(100_000);
    const chunks: Uint8Array[] = [];
    for await (const chunk of writer.storage.readSnapshot(snapshotMeta(1, 1))) chunks.push(chunk);
    expect(chunks.map((chunk) => chunk.length)).toEqual([65_536, 34_464]);
    expect(Buffer.concat(chunks).equals(payload)).toBe(true);
    await writer.storage.close();
  });

  it('takes one write at a time', async () => {
    const { writer } = await newWriter();
    const first = writer.write({ hardState: hardState(1), entries: [entry(1, 1)] });
    await expect(writer.write({ entries: [entry(2, 1)] })).rejects.toThrow(InvariantViolation);
    await first;
    await writer.storage.close();
  });

  it('waits for the write under way when it is closed', async () => {
    const { dir, writer } = await newWriter();
    const write = writer.write({ hardState: hardState(1), entries: entriesBetween(1, 5000, 1) });
    await writer.storage.close();
    await write;
    expect((await durableIn(dir)).entries).toEqual(entriesBetween(1, 5000, 1));
  });

  it('takes nothing more after a write that failed, and says so once', async () => {
    const dir = await newDataDirectory();
    const failures: Error[] = [];
    const onFailure = (error: Error): number => failures.push(error);
    const { storage } = await openStorage({ dir, nodeId: 'n1', onFailure });
    const writer = new Writer(storage);
    await writer.write({ hardState: hardState(1), entries: [entry(1, 1)] });
    const failure = new InvariantViolation('entry 3 follows 1');
    await expect(writer.write({ entries: [entry(3, 1)] })).rejects.toEqual(failure);
    await expect(writer.write({ entries: [entry(2, 1)] })).rejects.toEqual(failure);
    await expect(storage.createSnapshot(snapshotMeta(1, 1))).rejects.toEqual(failure);
    await expect(storage.snapshotSize(snapshotMeta(1, 1))).rejects.toEqual(failure);
    await expect(storage.readSnapshot(snapshotMeta(1, 1)).next()).rejects.toEqual(failure);
    expect(failures).toEqual([failure]);
    await storage.close();
    expect((await durableIn(dir)).entries).toEqual([entry(1, 1)]);
  });

  it.each([
    ['a gap', { entries: [entry(3, 1)] }],
    ['a term that goes back', { entries: [entry(2, 0)] }],
    ['an entry of a term that is not in the hard state', { entries: [entry(2, 2)] }],
    ['a hard state of an earlier term', { hardState: hardState(0), entries: [] }],
    ['a reset to a snapshot that is not there', { resetTo: snapshotMeta(9, 1), entries: [] }],
    ['a compaction that no snapshot covers', { compactTo: 1, entries: [] }],
  ])('refuses %s', async (_, change) => {
    const { writer } = await newWriter();
    await writer.write({ hardState: hardState(1), entries: [entry(1, 1)] });
    await expect(writer.write(change)).rejects.toThrow(InvariantViolation);
    await writer.storage.close();
  });
});
