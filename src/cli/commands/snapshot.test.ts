import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  type CommandResult,
  type CommandRun,
  runCommand,
} from '../../../test/support/command-run.ts';
import { FakeServer, makeIdentities } from '../../../test/support/fake-server.ts';
import { snapshotParts } from '../../../test/support/snapshot-parts.ts';

let home: string;
let dir: string;
let server: FakeServer;

beforeAll(async () => {
  home = await makeIdentities();
});

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'mokv-backup-'));
  server = await new FakeServer().start(home);
  server.snapshot = snapshotParts({ a: '1', b: '2' });
  server.status = { nodeId: 'n1', role: 'leader', leaderId: 'n1', keys: 5, revision: 40 };
  server.answers.restoreSnapshot = () => ({ revision: 41, keys: 2, keysBefore: 5 });
});

afterEach(async () => {
  server.stop();
  await rm(dir, { recursive: true });
});

afterAll(() => rm(home, { recursive: true }));

const date = '2023-11-14T22:13:20.000Z';

it('saves a file that verify and inspect understand without a server', async () => {
  const file = join(dir, 'x');
  const { exit, stdout, stderr } = await mokv(`snapshot save ${file}`);
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  expect(stdout).toMatch(/^saved 2 keys of revision 7 from n1 to .*x, \d+ B\n$/);
  server.stop();
  expect(await mokv(`snapshot verify ${file}`)).toEqual({
    exit: 0,
    stdout: `OK: ${file} has 2 keys of revision 7, taken from n1 on ${date}\n`,
    stderr: '',
  });
  const { time_ms, ...facts } = JSON.parse((await mokv(`snapshot inspect ${file} -j`)).stdout);
  expect(facts).toEqual({
    ...{ index: 9, term: 2, rev: 7, keys: 2, node: 'n1', version: '1.2.3' },
    ...{ key_bytes: 2, value_bytes: 2, expiring_keys: 0, file_bytes: expect.any(Number) },
  });
  expect((await mokv(`snapshot inspect ${file}`)).stdout).toContain(`taken:    ${date}\n`);
  expect(await readdir(dir)).toEqual(['x']);
});

it('replaces a file only when it is told to', async () => {
  const file = join(dir, 'x');
  await writeFile(file, 'dear');
  expect(await mokv(`snapshot save ${file}`)).toMatchObject({ exit: 4 });
  expect(await readFile(file, 'utf8')).toBe('dear');
  expect(await mokv(`snapshot save ${file} --force -q`)).toEqual({
    exit: 0,
    stdout: '',
    stderr: '',
  });
  expect((await readFile(file, 'utf8')).startsWith('mokv snapshot 1\n')).toBe(true);
});

it('goes through pipes, and not to a terminal', async () => {
  const saved = await mokv('snapshot save -');
  const stdin = Buffer.from(saved.stdout, 'latin1');
  expect(await mokv('snapshot verify -', { stdin })).toMatchObject({ exit: 0 });
  expect(await mokv('snapshot restore - -y', { stdin })).toMatchObject({ exit: 0 });
  expect(await mokv('snapshot save -', { isTerminal: true })).toMatchObject({ exit: 2 });
  expect(await mokv('snapshot verify -', { stdin: 'terminal' })).toMatchObject({ exit: 2 });
});

it('finds a flipped byte, and then restores nothing', async () => {
  const file = join(dir, 'x');
  await mokv(`snapshot save ${file}`);
  const bytes = await readFile(file);
  bytes[bytes.length - 40] = (bytes.at(-40) ?? 0) ^ 1;
  await writeFile(file, bytes);
  for (const words of ['verify', 'inspect', 'restore -y', 'restore --dry-run']) {
    const { exit, stdout, stderr } = await mokv(`snapshot ${words} ${file}`);
    expect({ exit, stdout }).toEqual({ exit: 8, stdout: '' });
    expect(stderr).toContain(`mokv: ${file} is damaged: `);
  }
  await writeFile(file, 'something else');
  expect(await mokv(`snapshot verify ${file}`)).toMatchObject({ exit: 2 });
  expect(await mokv(`snapshot verify ${join(dir, 'none')}`)).toMatchObject({ exit: 2 });
  expect(server.calls).not.toContain('restoreSnapshot');
});

it('restores after the question how many keys are replaced', async () => {
  const file = join(dir, 'x');
  await mokv(`snapshot save ${file}`);
  expect(await mokv(`snapshot restore ${file}`)).toMatchObject({ exit: 2 });
  const question = `Replace all 5 keys of revision 40 by 2 keys of revision 7, taken from n1 on ${date}? [y/N] `;
  const declined = await mokv(`snapshot restore ${file}`, { typed: 'n\n' });
  expect(declined).toEqual({
    exit: 9,
    stdout: '',
    stderr: `${question}mokv: nothing was changed\n`,
  });
  expect(server.calls).not.toContain('restoreSnapshot');
  expect(await mokv(`snapshot restore ${file}`, { typed: 'y\n' })).toEqual({
    exit: 0,
    stdout: 'OK rev 41: 2 keys in place of 5\n',
    stderr: question,
  });
  expect(server.changes).toMatchObject([['restoreSnapshot', { dryRun: false }]]);
});

it('restore --dry-run has the server check it', async () => {
  const file = join(dir, 'x');
  await mokv(`snapshot save ${file}`);
  expect((await mokv(`snapshot restore ${file} --dry-run`)).stdout).toBe(
    'would replace 5 keys by 2 keys of revision 7\n',
  );
  expect((await mokv(`snapshot restore ${file} --dry-run -j`)).stdout).toBe(
    '{"rev":41,"keys":2,"keys_before":5,"dry_run":true}\n',
  );
  expect(server.changes).toMatchObject([
    ['restoreSnapshot', { dryRun: true }],
    ['restoreSnapshot', { dryRun: true }],
  ]);
});

it('leaves nothing behind when the server breaks off', async () => {
  server.snapshot = server.snapshot.slice(0, -1);
  const { exit, stderr } = await mokv(`snapshot save ${join(dir, 'x')}`);
  expect({ exit, stderr }).toEqual({
    exit: 1,
    stderr:
      'mokv: the snapshot did not arrive: it ends early\nhint: nothing was saved; try again\n',
  });
  expect(await readdir(dir)).toEqual([]);
});

function mokv(line: string, options: CommandRun = {}): Promise<CommandResult> {
  const environment = { home, endpoints: server.endpoint };
  return runCommand(line.split(' '), { environment, ...options });
}
