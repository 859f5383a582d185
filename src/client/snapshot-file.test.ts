import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { snapshotParts } from '../../test/support/snapshot-parts.ts';
import { mokv } from '../api/gen/messages.js';
import {
  readSnapshotFile,
  snapshotBytes,
  snapshotData,
  writeSnapshotFile,
} from './snapshot-file.ts';

let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'mokv-snapshot-'));
});

afterAll(() => rm(dir, { recursive: true }));

const keys = { a: '1', b: 'two', c: '' };
const origin = {
  ...{ index: 9, term: 2, revision: 7, keys: 3, timeMs: 1_700_000_000_000 },
  ...{ nodeId: 'n1', version: '1.2.3' },
};

describe('a snapshot file', () => {
  it('holds what was sent, and tells where it comes from', async () => {
    const path = join(dir, 'whole');
    const parts = snapshotParts(keys);
    const fileBytes = await save(path, parts);
    const data = Buffer.concat(parts.flatMap(({ data: piece }) => (piece ? [piece] : [])));
    expect(await readSnapshotFile(path)).toEqual({
      ...{ origin, fileBytes, keyBytes: 3, valueBytes: 4, expiringKeys: 0 },
      digest: createHash('sha256').update(data).digest(),
    });
    const read: Uint8Array[] = [];
    for await (const piece of snapshotData(path)) read.push(piece);
    expect(Buffer.concat(read)).toEqual(data);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await readFile(path)).subarray(0, 16).toString()).toBe('mokv snapshot 1\n');
  });

  it('is found damaged whichever byte is flipped', async () => {
    const path = join(dir, 'flipped');
    await save(path, snapshotParts(keys));
    const whole = await readFile(path);
    const positions = fc.integer({ min: 0, max: whole.length - 1 });
    await fc.assert(
      fc.asyncProperty(positions, fc.integer({ min: 0, max: 7 }), async (at, bit) => {
        const damaged = Buffer.from(whole);
        damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
        await writeFile(path, damaged);
        const code = at < 16 ? 'INVALID_ARGUMENT' : 'CORRUPT';
        await expect(readSnapshotFile(path)).rejects.toMatchObject({ code });
      }),
      { numRuns: 100 },
    );
  });

  it('is found damaged wherever it is cut off', async () => {
    const path = join(dir, 'cut');
    await save(path, snapshotParts(keys));
    const whole = await readFile(path);
    for (let length = 16; length < whole.length; length += 7) {
      await writeFile(path, whole.subarray(0, length));
      await expect(readSnapshotFile(path)).rejects.toMatchObject({ code: 'CORRUPT' });
    }
  });

  it.each<[string, mokv.v1.SnapshotPart[]]>([
    ['without its end', snapshotParts(keys).slice(0, -1)],
    ['without its summary', snapshotParts(keys).slice(1)],
    ['whose digest is another one', [...snapshotParts(keys).slice(0, -1), wrongDigest()]],
  ])('that comes %s is not kept', async (_, parts) => {
    const path = join(dir, 'partly', 'file');
    await rm(join(dir, 'partly'), { recursive: true, force: true });
    await mkdir(join(dir, 'partly'));
    await expect(save(path, parts)).rejects.toMatchObject({ code: 'CORRUPT' });
    expect(await readdir(join(dir, 'partly'))).toEqual([]);
  });

  it('with another number of keys than its header says is damaged', async () => {
    const path = join(dir, 'short');
    await save(path, snapshotParts(keys, { announced: 4 }));
    await expect(readSnapshotFile(path)).rejects.toMatchObject({
      message: `${path} is damaged: it has 3 keys, and announces 4`,
    });
  });
});

function save(path: string, parts: readonly mokv.v1.SnapshotPart[]): Promise<number> {
  return writeSnapshotFile(
    path,
    snapshotBytes(streamOf(parts), () => undefined),
  );
}

async function* streamOf<Part>(parts: readonly Part[]): AsyncGenerator<Part, void, undefined> {
  for (const part of parts) yield await Promise.resolve(part);
}

function wrongDigest(): mokv.v1.SnapshotPart {
  return mokv.v1.SnapshotPart.create({ digest: Buffer.alloc(32) });
}
