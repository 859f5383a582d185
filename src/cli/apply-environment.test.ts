import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CommandRun, runCommand } from '../../test/support/command-run.ts';
import { FakeServer, makeIdentities } from '../../test/support/fake-server.ts';

let home: string;
let server: FakeServer;

beforeAll(async () => {
  home = await makeIdentities();
  server = await new FakeServer().start(home);
  server.items.set('a', Buffer.from('1'));
});

afterAll(async () => {
  server.stop();
  await rm(home, { recursive: true });
});

const json = '{"key":"a","value":"1"}\n';

it.each<[string, CommandRun['environment'], string]>([
  ['get a', { output: 'json' }, json],
  ['get a -o raw', { output: 'json' }, '1'],
  ['get a --raw', { output: 'json' }, '1'],
  ['get a --hex', { output: 'json' }, '31\n'],
  ['get a -j', { output: 'plain' }, json],
  ['get a', { output: 'table' }, '1'],
  ['get a', { output: 'simple' }, '1'],
  ['get a -w json', {}, json],
  ['get a --write-out=simple', {}, '1'],
  ['get a -o simple', { output: 'json' }, '1'],
  ['-w json get a', {}, json],
])('%s with %j', async (line, environment, stdout) => {
  expect(await mokv(line, environment)).toEqual({ exit: 0, stdout, stderr: '' });
});

it.each<[string, CommandRun['environment'], string]>([
  ['get a', { output: 'xml' }, 'MOKV_OUTPUT is "xml"'],
  ['get a', { timeout: 'soon' }, 'MOKV_TIMEOUT is "soon"'],
  ['get a -w fields', {}, "option '-w, --write-out <format>' argument 'fields' is invalid."],
  ['get a -w json -o json', {}, "option '-w, --write-out <format>' cannot be used with option"],
])('%s with %j is refused', async (line, environment, message) => {
  const { exit, stdout, stderr } = await mokv(line, environment);
  expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
  expect(stderr).toContain(message.replaceAll('"', stderr.startsWith('{') ? '\\"' : '"'));
});

it('--timeout wins over its variable', async () => {
  server.behaviour = () => 'silence';
  const { exit, stderr } = await mokv('get a --timeout 200ms', { timeout: '24h' });
  expect({ exit, stderr: stderr.split('\n')[0] }).toEqual({
    exit: 6,
    stderr: 'mokv: no answer before the deadline',
  });
  expect((await mokv('get a', { timeout: '200ms' })).exit).toBe(6);
});

function mokv(line: string, environment: CommandRun['environment']) {
  return runCommand(line.split(' '), {
    environment: { home, endpoints: server.endpoint, ...environment },
  });
}
