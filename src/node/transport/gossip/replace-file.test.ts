import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { replaceFile } from './replace-file.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mokv-replace-file-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

it('lets nodes that share a file write it at the same time', async () => {
  const path = join(directory, 'gossip.key');
  const texts = Array.from({ length: 20 }, (_, index) => `key ${index}`);

  await Promise.all(texts.map((text) => replaceFile(path, text)));

  expect(texts).toContain(await readFile(path, 'utf8'));
  expect(await readdir(directory)).toEqual(['gossip.key']);
});
