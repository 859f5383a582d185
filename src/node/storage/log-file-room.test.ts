import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  durableIn,
  entry,
  hardState,
  newDataDirectory,
  openNode,
  removeDataDirectories,
  Writer,
} from '../../../test/support/data-directory.ts';
import type { Entry } from '../raft/entry.ts';
import { limits as databaseLimits } from './log-database.ts';

afterEach(removeDataDirectories);

const { logFileBytes } = databaseLimits;

describe('the log file of LevelDB', () => {
  it('has its final length once enough was written to it, and a start finds what was written', async () => {
    const dir = await newDataDirectory();
    const entries = await writeUntilRoom(dir);
    expect((await durableIn(dir)).entries).toEqual(entries);
  });

  it('stays as small as what was written when that is little', async () => {
    const dir = await newDataDirectory();
    const { storage } = await openNode(dir);
    const writer = new Writer(storage);
    for (let index = 1; index <= 10; index += 1) await writer.write(withEntry(index, 1000));
    await storage.close();
    expect(await sizeIn(dir)).toBeLessThan(20_000);
  });

  it('grows beyond that length with what is too large for it', async () => {
    const dir = await newDataDirectory();
    const { storage } = await openNode(dir);
    const writer = new Writer(storage);
    const sizes = [70_000, 15_000_000, 9_000_000, 20];
    for (const [place, bytes] of sizes.entries()) await writer.write(withEntry(place + 1, bytes));
    await storage.close();
    expect((await durableIn(dir)).entries.map(({ data }) => data.length)).toEqual(sizes);
  });

  it('is refused when acknowledged records at its end are gone', async () => {
    const dir = await newDataDirectory();
    await writeUntilRoom(dir);
    const path = await newestLog(dir);
    const written = (await readFile(path)).findLastIndex((byte) => byte !== 0) + 1;
    const file = await open(path, 'r+');
    await file.write(Buffer.alloc(3000), 0, 3000, written - 3000);
    await file.close();
    await expect(openNode(dir)).rejects.toMatchObject({ code: 'CORRUPT' });
  });
});

async function writeUntilRoom(dir: string): Promise<Entry[]> {
  const { storage } = await openNode(dir);
  const writer = new Writer(storage);
  const entries: Entry[] = [];
  while ((await sizeIn(dir)) < logFileBytes) {
    const change = withEntry(entries.length + 1, 4096);
    entries.push(...change.entries);
    await writer.write(change);
  }
  expect(await sizeIn(dir)).toBe(logFileBytes);
  // With records behind those that were there when it got its length.
  const last = withEntry(entries.length + 1, 4096);
  await writer.write(last);
  await storage.close();
  return [...entries, ...last.entries];
}

function withEntry(index: number, bytes: number) {
  return { hardState: hardState(1), entries: [entry(index, 1, `${index} `.padEnd(bytes, 'x'))] };
}

async function sizeIn(dir: string): Promise<number> {
  return (await stat(await newestLog(dir))).size;
}

async function newestLog(dir: string): Promise<string> {
  const names = (await readdir(join(dir, 'log'))).filter((name) => name.endsWith('.log'));
  return join(dir, 'log', names.sort().at(-1) ?? 'none');
}
