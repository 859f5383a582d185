import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runCommand } from '../../../test/support/command-run.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mokv-dev-unit-'));
});

afterEach(() => rm(directory, { recursive: true }));

it.each([
  ['--nodes', '0', 'a number from 1 to 7'],
  ['--nodes', '8', 'a number from 1 to 7'],
  ['--nodes', 'three', 'a number from 1 to 7'],
  ['--port', '0', 'a port from 1 to 65465'],
  ['--port', '65466', 'a port from 1 to 65465'],
])('%s %s is refused before anything is made', async (flag, value, rule) => {
  const result = await runCommand(['dev', '--keep', directory, flag, value]);
  expect(result).toMatchObject({ exit: 2, stdout: '', stderr: expect.stringContaining(rule) });
  expect(await readdir(directory)).toEqual([]);
});

it.each([
  '',
  '{}',
  '{"nodes":[]}',
  '{"nodes":[{"name":"../n1","rpcPort":1,"gossipPort":2,"metricsPort":3}]}',
])('a directory with a strange cluster.json is left alone: %s', async (text) => {
  await writeFile(join(directory, 'cluster.json'), text);
  const result = await runCommand(['dev', '--keep', directory]);
  expect(result).toMatchObject({ exit: 2, stdout: '' });
  expect(result.stderr).toContain('does not describe a development cluster');
  expect(await readdir(directory)).toEqual(['cluster.json']);
});
