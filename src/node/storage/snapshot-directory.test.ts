import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import {
  newDataDirectory,
  removeDataDirectories,
  snapshotMeta,
} from '../../../test/support/data-directory.ts';
import { SnapshotDirectory } from './snapshot-directory.ts';

afterEach(removeDataDirectories);

const chunkBytes = 64 * 1024;

async function save(
  snapshots: SnapshotDirectory,
  index: number,
  payload: Uint8Array,
): Promise<string> {
  const meta = snapshotMeta(index, 2);
  const sink = await snapshots.createSink(meta);
  await sink.write(payload.subarray(0, 1000));
  await sink.write(payload.subarray(1000));
  await sink.commit();
  return snapshots.pathOf(meta);
}

async function read(snapshots: SnapshotDirectory, index: number): Promise<Buffer[]> {
  const file = await snapshots.openFile({ index, term: 2 });
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of file.payload()) chunks.push(Buffer.from(chunk));
    return chunks;
  } finally {
    await file.close();
  }
}

async function newDirectory(): Promise<SnapshotDirectory> {
  return SnapshotDirectory.open(await newDataDirectory());
}

describe('a snapshot file', () => {
  it('gives back its meta and payload in chunks of 64 KiB', async () => {
    const snapshots = await newDirectory();
    for (const bytes of [0, 1, chunkBytes, 2 * chunkBytes + 5]) {
      const payload = Buffer.alloc(bytes, 'mokv');
      await save(snapshots, bytes + 1, payload);
      const chunks = await read(snapshots, bytes + 1);
      expect(Buffer.concat(chunks).equals(payload)).toBe(true);
      expect(chunks.length).toBe(Math.ceil(bytes / chunkBytes));
      const file = await snapshots.openFile({ index: bytes + 1, term: 2 });
      expect(file.payloadBytes).toBe(bytes);
      expect(file.meta).toEqual(snapshotMeta(bytes + 1, 2));
      await file.close();
    }
  });

  it('is found damaged whichever of its bits is flipped', async () => {
    const snapshots = await newDirectory();
    const path = await save(snapshots, 7, Buffer.alloc(2000, 'payload'));
    const intact = await readFile(path);
    const bits = fc.integer({ min: 0, max: intact.length * 8 - 1 });
    await fc.assert(
      fc.asyncProperty(bits, async (bit) => {
        const flipped = Buffer.from(intact);
        const byte = bit >>> 3;
        flipped.writeUInt8(flipped.readUInt8(byte) ^ (1 << (bit & 7)), byte);
        await writeFile(path, flipped);
        await expect(read(snapshots, 7)).rejects.toMatchObject({ code: 'CORRUPT' });
      }),
      { numRuns: 200 },
    );
  });

  it('is found damaged wherever it is cut', async () => {
    const snapshots = await newDirectory();
    const path = await save(snapshots, 7, Buffer.alloc(200, 'payload'));
    const { length } = await readFile(path);
    for (let end = length - 1; end >= 0; end -= 7) {
      await truncate(path, end);
      await expect(read(snapshots, 7)).rejects.toMatchObject({ code: 'CORRUPT' });
    }
  });

  it('never gives out all bytes of a damaged payload', async () => {
    const snapshots = await newDirectory();
    const path = await save(snapshots, 7, Buffer.alloc(3 * chunkBytes, 'x'));
    const bytes = await readFile(path);
    bytes.writeUInt8(0, 1000);
    await writeFile(path, bytes);
    const file = await snapshots.openFile({ index: 7, term: 2 });
    let given = 0;
    const readAll = async (): Promise<void> => {
      for await (const chunk of file.payload()) given += chunk.length;
    };
    await expect(readAll()).rejects.toMatchObject({ code: 'CORRUPT' });
    expect(given).toBe(2 * chunkBytes);
    await file.close();
  });

  it('is refused under the name of another snapshot', async () => {
    const snapshots = await newDirectory();
    const path = await save(snapshots, 7, Buffer.alloc(2000));
    const other = await save(snapshots, 8, Buffer.alloc(2000));
    await writeFile(other, await readFile(path));
    await expect(read(snapshots, 8)).rejects.toMatchObject({ code: 'CORRUPT' });
  });
});

describe('the snapshot directory', () => {
  it('keeps the newest two snapshots', async () => {
    const snapshots = await newDirectory();
    for (const index of [10, 9, 30, 20]) await save(snapshots, index, Buffer.alloc(10));
    expect((await readdir(snapshots.path)).sort()).toEqual(['20-2.snap', '30-2.snap']);
    expect(snapshots.names).toEqual([
      { index: 30, term: 2 },
      { index: 20, term: 2 },
    ]);
  });

  it('says NOT_FOUND for a snapshot that newer ones have replaced', async () => {
    const snapshots = await newDirectory();
    for (const index of [1, 2, 3]) await save(snapshots, index, Buffer.alloc(10));
    await expect(read(snapshots, 1)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('goes on reading a snapshot that is replaced meanwhile', async () => {
    const snapshots = await newDirectory();
    const payload = Buffer.alloc(3 * chunkBytes, 'z');
    await save(snapshots, 1, payload);
    const file = await snapshots.openFile({ index: 1, term: 2 });
    for (const index of [2, 3]) await save(snapshots, index, Buffer.alloc(10));
    const chunks: Uint8Array[] = [];
    for await (const chunk of file.payload()) chunks.push(chunk);
    await file.close();
    expect(Buffer.concat(chunks).equals(payload)).toBe(true);
  });

  it('leaves nothing of a snapshot that was aborted', async () => {
    const snapshots = await newDirectory();
    const sink = await snapshots.createSink(snapshotMeta(5, 2));
    await sink.write(Buffer.alloc(100));
    expect(await readdir(snapshots.path)).toEqual(['5-2.snap.1.tmp']);
    await sink.abort();
    expect(await readdir(snapshots.path)).toEqual([]);
    expect(snapshots.names).toEqual([]);
  });

  it('writes two snapshots of one name at the same time, and the later one stays', async () => {
    const snapshots = await newDirectory();
    const first = await snapshots.createSink(snapshotMeta(5, 2));
    const second = await snapshots.createSink(snapshotMeta(5, 2));
    await first.write(Buffer.from('first'));
    await second.write(Buffer.from('second'));
    await first.commit();
    await second.commit();
    expect(snapshots.names).toEqual([{ index: 5, term: 2 }]);
    expect(Buffer.concat(await read(snapshots, 5)).toString()).toBe('second');
  });
});
