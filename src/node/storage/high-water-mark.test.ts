import { mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { newDataDirectory, removeDataDirectories } from '../../../test/support/data-directory.ts';
import { FailureLatch } from './failure-latch.ts';
import { HighWaterMark, type Mark } from './high-water-mark.ts';

afterEach(removeDataDirectories);

function mark(generation: number): Mark {
  return { generation, lastIndex: generation * 10, chain: generation * 1000 };
}

async function newFile(): Promise<string> {
  const dir = await newDataDirectory();
  await mkdir(dir);
  const path = join(dir, 'high-water');
  await HighWaterMark.create(path, mark(1));
  return path;
}

async function openMark(path: string) {
  return HighWaterMark.open(
    path,
    new FailureLatch((error) => {
      throw error;
    }),
  );
}

async function markIn(path: string): Promise<Mark> {
  const opened = await openMark(path);
  await opened.highWaterMark.close();
  return opened.mark;
}

async function zero(path: string, from: number, to: number): Promise<void> {
  const bytes = await readFile(path);
  bytes.fill(0, from, to);
  await writeFile(path, bytes);
}

describe('the high-water mark', () => {
  it('holds what it was created with', async () => {
    expect(await markIn(await newFile())).toEqual(mark(1));
  });

  it('holds the last of many marks after it was closed', async () => {
    const path = await newFile();
    const { highWaterMark } = await openMark(path);
    for (let generation = 2; generation <= 500; generation += 1) {
      highWaterMark.advance(mark(generation));
    }
    await highWaterMark.close();
    expect(await markIn(path)).toEqual(mark(500));
  });

  it('keeps the mark of the last sync when the write after it was torn', async () => {
    const path = await newFile();
    for (const generation of [2, 3]) {
      const { highWaterMark } = await openMark(path);
      highWaterMark.advance(mark(generation));
      await highWaterMark.close();
    }
    await zero(path, 4, 20);
    expect(await markIn(path)).toEqual(mark(2));
  });

  it('refuses a file that is missing, cut off or damaged in both slots', async () => {
    const damages = [
      (path: string) => rm(path),
      (path: string) => truncate(path, 0),
      (path: string) => zero(path, 0, 8192),
    ];
    for (const damage of damages) {
      const path = await newFile();
      await damage(path);
      await expect(openMark(path)).rejects.toMatchObject({ code: 'CORRUPT' });
    }
  });
});
