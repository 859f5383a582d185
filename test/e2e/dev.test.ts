import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { mokv } from '../support/mokv-process.ts';
import { until } from '../support/poll.ts';

const binary = fileURLToPath(new URL('../../dist/mokv.js', import.meta.url));

let home: string;
let running: DevRun | undefined;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'mokv-dev-test-'));
});

afterEach(async () => {
  await running?.end('SIGTERM');
  await rm(home, { recursive: true });
});

it('a throw-away cluster of three denies who has no rights, reports a dead node, and leaves nothing', async () => {
  const dev = await start([]);
  const run = (...args: string[]) => mokv(args, { env: dev.variables });
  expect(JSON.parse((await run('member', 'list', '-j')).stdout).quorum).toEqual({
    voters: 3,
    needed: 2,
    can_lose: 1,
  });
  expect(await run('set', 'a', '1')).toMatchObject({ code: 0 });
  const nobody = [
    '--cert',
    dev.file('nobody-client.pem'),
    '--key',
    dev.file('nobody-client-key.pem'),
  ];
  expect(await run('get', 'a', ...nobody)).toMatchObject({ code: 5 });

  const pids = [...dev.stderr().matchAll(/\(pid (\d+)\)/g)].map(([, pid]) => Number(pid));
  expect(pids).toHaveLength(3);
  process.kill(pids[1] ?? 0, 'SIGKILL');
  await until('the report', () => dev.stderr().includes('n2 was killed by SIGKILL') || undefined);
  expect(await run('get', 'a')).toMatchObject({ code: 0, stdout: '1' });

  expect(await dev.end('SIGINT')).toBe(0);
  expect(existsSync(dev.directory)).toBe(false);
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});

it('a cluster that is kept goes on with its data, and refuses another number of nodes', async () => {
  const keep = join(home, 'kept cluster');
  const flags = ['--nodes', '1', '--keep', keep];
  const first = await start(flags);
  expect(await mokv(['set', 'a', '1'], { env: first.variables })).toMatchObject({ code: 0 });
  expect(await first.end('SIGTERM')).toBe(0);
  const second = await start(flags);
  expect(second.variables).toEqual(first.variables);
  expect(await mokv(['get', 'a'], { env: second.variables })).toMatchObject({ stdout: '1' });
  expect(await second.end('SIGTERM')).toBe(0);
  expect(await mokv(['dev', '--nodes', '3', '--keep', keep])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('holds a cluster of 1'),
  });
});

it('a cluster whose port is taken says which node ended and why', async () => {
  const first = await start(['--nodes', '1']);
  const port = first.variables.MOKV_ENDPOINTS?.split(':')[1] ?? '';
  const second = await mokv(['dev', '--nodes', '1', '--port', port]);
  expect(second).toMatchObject({ code: 6, stdout: '' });
  expect(second.stderr).toMatch(/n1 ended with exit code 78: .*another process listens there/);
});

it('a cluster that is interrupted before it is ready leaves nothing and says nothing', async () => {
  const child = spawnDev([]);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  }
  await until('its directory', async () => (await clusterDirectories()).length > 0 || undefined);
  expect({ code: await ended(child, 'SIGINT'), output }).toEqual({ code: 130, output: '' });
  expect(await clusterDirectories()).toEqual([]);
});

async function clusterDirectories(): Promise<readonly string[]> {
  return (await readdir(home)).filter((name) => name.startsWith('mokv-dev-'));
}

interface DevRun {
  readonly variables: Record<string, string>;
  readonly directory: string;
  file(name: string): string;
  stderr(): string;
  end(signal: NodeJS.Signals): Promise<number | null>;
}

async function start(flags: readonly string[]): Promise<DevRun> {
  const child = spawnDev(flags);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  await until('the cluster to be ready', () => {
    if (child.exitCode !== null) throw new Error(stderr);
    return stderr.includes('Ctrl-C') || undefined;
  });
  const variables = await evaluated(stdout);
  const directory = dirname(variables.MOKV_CACERT ?? '');
  running = {
    variables,
    directory,
    file: (name) => join(directory, name),
    stderr: () => stderr,
    end: (signal) => ended(child, signal),
  };
  return running;
}

function spawnDev(flags: readonly string[]): ChildProcessWithoutNullStreams {
  const env = { PATH: process.env.PATH, HOME: home, TMPDIR: home };
  return spawn(process.execPath, [binary, 'dev', ...flags], { env });
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const closed = once(child, 'close');
  child.kill(signal);
  const [code] = (await closed) as [number | null];
  return code;
}

/** What a shell makes of the lines. */
async function evaluated(lines: string): Promise<Record<string, string>> {
  const shell = spawn('sh', ['-c', `${lines}\nenv`], { env: { PATH: process.env.PATH } });
  let text = '';
  shell.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(shell, 'close');
  const found = text.matchAll(/^(MOKV_\w+)=(.*)$/gm);
  return Object.fromEntries([...found].map(([, name = '', value = '']) => [name, value]));
}
