import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { topSchemas } from '../../src/cli/commands/top-schema.ts';
import type { NodeProcess } from '../support/mokv-process.ts';
import { until } from '../support/poll.ts';
import { startThreeNodes } from '../support/three-nodes.ts';

const binary = fileURLToPath(new URL('../../dist/mokv.js', import.meta.url));

let home: string;
let nodes: readonly NodeProcess[];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'mokv-top-test-'));
  nodes = await startThreeNodes(home);
});

afterAll(async () => {
  await Promise.all(nodes.map((node) => node.end('SIGKILL')));
  await rm(home, { recursive: true });
});

interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  readonly stdout: () => string;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

/** One that goes on until it is ended, with a pipe for its output. */
function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
  const endpoints = nodes.map(({ endpoint }) => endpoint).join();
  const child = spawn(process.execPath, [binary, 'top', ...args], {
    env: { PATH: process.env.PATH, HOME: home, MOKV_ENDPOINTS: endpoints, ...env },
  });
  let stdout = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  const ended = once(child, 'close').then(([code, signal]) => code ?? signal);
  return { child, stdout: () => stdout, ended };
}

function first(): NodeProcess {
  const [node] = nodes;
  if (node === undefined) throw new Error('there is no node');
  return node;
}

it('one page tells who leads, who follows, what is done, and where raft and gossip differ', async () => {
  await first().run(['set', 'cfg/a', '1']);
  const { code, stdout, stderr } = await first().run(['top', '--once', '--ascii']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const lines = stdout.split('\n');
  expect(lines[0]).toMatch(/ > n1 {2}leader n\d {2}term \d+ .*quorum 3\/3, can lose 1/);
  const rows = lines.filter((line) => /^n\d/.test(line)).map((line) => line.trim().split(/ {2,}/));
  expect(rows.map(([, raft, gossip]) => [raft, gossip])).toEqual([
    ['* leader', 'alive'],
    ['! follower', '-'],
    ['! follower', '-'],
  ]);
  // startThreeNodes joins them in Raft only.
  expect(rows.map((row) => row.at(-1)).slice(1)).toEqual([
    '! in raft, not in gossip',
    '! in raft, not in gossip',
  ]);
  expect(stdout).toMatch(/^set +\S+\/s +p50/m);
  expect(stdout).toMatch(/^\d\d:\d\d:\d\d +leader +n\d leads term/m);
});

it('a batch has as many lines as were asked for, below their header', async () => {
  const { code, stdout } = await first().run(['top', '-b', '-n', '3', '-d', '0.5']);
  const [header, ...lines] = stdout.trimEnd().split('\n');
  expect(code).toBe(0);
  expect(header).toMatch(/TIME +LEADER +TERM +COMMIT/);
  expect(lines.length).toBe(3);
  for (const line of lines) expect(line).toMatch(/^\d\d:\d\d:\d\d +n\d +\d+ +\d+ +3\/3/);
  const quiet = await first().run(['top', '-b', '-n', '1', '-q']);
  expect(quiet.stdout).not.toContain('LEADER');
});

it('programs get a document that its schema describes, one for each line of a batch', async () => {
  const { stdout } = await first().run(['top', '-o', 'json', '-n', '2', '-d', '500ms']);
  const documents = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(documents.length).toBe(2);
  for (const document of documents) {
    expect(topSchemas.top?.json.parse(document)).toEqual(document);
    expect(document).toMatchObject({ connection: 'live', cluster: { quorum: { healthy: 3 } } });
  }
});

it('without a terminal and under TERM=dumb it prints lines, and ends with its reader', async () => {
  const piped = start([], { TERM: 'dumb' });
  await until('a line', () => /\d\d:\d\d:\d\d +n\d/.test(piped.stdout()) || undefined);
  piped.child.stdout.destroy();
  expect(await piped.ended).toBe(0);
});

it('ends with 130 after Ctrl-C', async () => {
  const running = start(['-b', '-d', '0.5']);
  await until('a line', () => /\d\d:\d\d:\d\d +n\d/.test(running.stdout()) || undefined);
  running.child.kill('SIGINT');
  expect(await running.ended).toBe(130);
});

it('who may not observe is told so', async () => {
  const { code, stdout, stderr } = await first().run(['top', '--once'], {
    env: first().credentials('nobody'),
  });
  expect({ code, stdout }).toEqual({ code: 5, stdout: '' });
  expect(stderr).toMatch(/nobody/);
});

it('a lost leader shows in every form, and --check says 8', async () => {
  const heard = start(['-d', '0.5'], { INK_SCREEN_READER: 'true' });
  const leaderIn = (text: string) => /(n\d) leads in term/.exec(text)?.[1];
  const leader = await until('the leader', () => leaderIn(heard.stdout()));
  const told = heard.stdout().length;
  await nodes[Number(leader.slice(1)) - 1]?.end('SIGKILL');
  await until('the next leader', () => leaderIn(heard.stdout().slice(told)));
  await until('what is lost', () => heard.stdout().includes('quorum 2/3, can lose 0') || undefined);
  heard.child.kill('SIGTERM');
  expect(await heard.ended).toBe(143);

  const other = nodes.find((_, at) => `n${at + 1}` !== leader);
  const check = await other?.run(['top', '--check', '-o', 'json']);
  expect(check).toMatchObject({ code: 8 });
  expect(JSON.parse(check?.stdout ?? '')).toMatchObject({ healthy: false });
  expect(check?.stderr).toContain('one more failure stops the cluster');
});

it('a cluster that does not answer is unavailable', async () => {
  const { code, stdout } = await first().run(['top', '--once', '--timeout', '1s'], {
    env: { MOKV_ENDPOINTS: '127.0.0.1:9' },
  });
  expect({ code, stdout }).toEqual({ code: 6, stdout: '' });
});
