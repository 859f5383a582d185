import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MokvError } from '../../shared/errors.ts';
import { History } from './history.ts';

let directory: string;
let path: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mokv-history-'));
  path = join(directory, 'mokv', 'history');
});

afterEach(() => rm(directory, { recursive: true }));

it('gives the next session what this one typed, the newest first', async () => {
  const history = await History.open(path);
  for (const line of ['get a', 'get b', 'get b', '', 'get a']) await history.add(line);
  expect(history.entries).toEqual(['get a', 'get b', 'get a']);
  expect((await History.open(path)).entries).toEqual(['get a', 'get b', 'get a']);
});

it('is for its owner alone, also when the file was open to others', async () => {
  await (await History.open(path)).add('get a');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const open = join(directory, 'open');
  await writeFile(open, 'get b\n', { mode: 0o644 });
  await History.open(open);
  expect((await stat(open)).mode & 0o777).toBe(0o600);
});

it('keeps an entry of several lines as one that means the same', async () => {
  const history = await History.open(path);
  await history.add('set k "two\nlines"\nget k # comment\n');
  expect(await readFile(path, 'utf8')).toBe('set k "two\\nlines"; get k\n');
});

it.each([
  ' set k v',
  '  set k "a\nb"',
  'acl policy set x',
  'get a; set k v --secret',
  'login --secret=x',
  `set k ${'v'.repeat(10_001)}`,
])('remembers %j in memory alone', async (line) => {
  const history = await History.open(path);
  await history.add(line);
  await history.add('get a');
  expect(history.entries).toHaveLength(2);
  expect(await readFile(path, 'utf8')).toBe('get a\n');
});

it('keeps nothing without a path', async () => {
  const history = await History.open(undefined);
  await history.add('get a');
  expect(history.entries).toEqual(['get a']);
});

it('cuts a file that has grown too long', async () => {
  const long = join(directory, 'long');
  await writeFile(long, Array.from({ length: 2001 }, (_, index) => `get ${index}\n`).join(''));
  const history = await History.open(long);
  expect(history.entries.length).toBe(1000);
  expect([history.entries[0], history.entries.at(-1)]).toEqual(['get 2000', 'get 1001']);
  expect((await readFile(long, 'utf8')).split('\n')).toHaveLength(1001);
  for (let index = 0; index < 3; index += 1) await history.add(`get new ${index}`);
  expect(history.entries.length).toBe(1000);
});

it('says which file it cannot use', async () => {
  await expect(History.open(directory)).rejects.toThrow(MokvError);
  await expect(History.open(directory)).rejects.toThrow(`cannot read ${directory}`);
});
