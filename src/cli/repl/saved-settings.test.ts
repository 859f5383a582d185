import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readSettings, writeSettings } from './saved-settings.ts';
import { defaultSettings } from './settings.ts';

let directory: string;
let path: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mokv-replrc-'));
  path = join(directory, 'mokv', 'replrc');
});

afterEach(() => rm(directory, { recursive: true }));

it('come back, for their user alone', async () => {
  const settings = { ...defaultSettings(), mode: 'json', 'complete keys': 'off' } as const;
  await writeSettings(path, settings);
  expect(await readSettings(path)).toEqual(settings);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

it('are the defaults without a file', async () => {
  expect(await readSettings(path)).toEqual(defaultSettings());
  expect(await readSettings(undefined)).toEqual(defaultSettings());
});

it('may be written by hand', async () => {
  const file = join(directory, 'replrc');
  await writeFile(file, '# mine\n:set timing on; .mode table\n');
  expect(await readSettings(file)).toEqual({ ...defaultSettings(), timing: 'on', mode: 'table' });
});

it('name the file when it says what is no setting', async () => {
  const file = join(directory, 'replrc');
  await writeFile(file, 'get a\n');
  await expect(readSettings(file)).rejects.toThrow(`${file}: there is no setting "get"`);
});
