import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePorts } from '../support/free-port.ts';
import { type CommandResult, mokv, NodeProcess } from '../support/mokv-process.ts';

let home: string;
let node: NodeProcess;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'mokv-repl-'));
  node = await NodeProcess.create(home, ['--node-name', 'n1']);
  await node.start();
});

afterAll(async () => {
  await node.end('SIGTERM');
  await rm(home, { recursive: true });
});

function repl(stdin: string, ...flags: readonly string[]): Promise<CommandResult> {
  return node.run(['repl', ...flags], { stdin });
}

it('runs a thousand sets over one connection, in their order', async () => {
  const sets = Array.from({ length: 1000 }, (_, index) => `set many/${index % 10} ${index}\n`);
  expect(await repl(`.output ${join(home, 'out')}\n${sets.join('')}`)).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  });
  const { stdout } = await repl('get many/0; get many/9');
  expect(stdout).toBe('990999');
});

it('ends with the exit code of the first command that fails', async () => {
  const script = 'set -q e 1\nget none\nset -q e 2\n';
  expect(await repl(script)).toMatchObject({ code: 3, stdout: '' });
  expect(await repl('get e')).toMatchObject({ code: 0, stdout: '1' });
  expect(await repl(script, '--continue')).toMatchObject({ code: 3 });
  expect(await repl('get e')).toMatchObject({ code: 0, stdout: '2' });
});

it('runs the commands of a file within others', async () => {
  const path = join(home, 'commands');
  await writeFile(path, 'set f 1\nget none\nset f 2\n');
  expect(await repl(`.read ${path}\nget f`)).toMatchObject({ code: 3 });
  expect(await repl('get f')).toMatchObject({ stdout: '1' });
});

it('does everything of a transaction, or nothing', async () => {
  expect(await repl('multi\nset t/a 1; set t/b 2\nget t/a; delete t/b\nexec')).toEqual({
    code: 0,
    stdout: 'OK\nOK\n1\nOK\n',
    stderr: '',
  });
  expect(await repl('multi; set t/a 2; discard; get t/a')).toMatchObject({ code: 0, stdout: '1' });
  expect(await repl('multi; set t/a 2')).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'mokv: the commands ended within a transaction\n' +
      "hint: 'exec' sends it, 'discard' forgets it\n",
  });
  expect(await repl('multi; list')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('"list" cannot stand in a transaction'),
  });
  expect(await repl('exec')).toMatchObject({ code: 2 });
  expect(await repl('get t/a')).toMatchObject({ stdout: '1' });
});

it('starts no line editor and writes no escape sequence without a terminal', async () => {
  const { stdout, stderr } = await repl('member list\nnonsense\n');
  expect(stdout + stderr).not.toContain('\x1b');
  expect(stdout).toContain('n1*');
});

it('joins as a node without a vote, reads there, and leaves with the shell', async () => {
  const commands = 'set joined yes; get joined -v; member list -o json';
  const { code, stdout, stderr } = await node.run([
    ...['repl', '--join', `127.0.0.1:${node.ports.gossip}`, '-c', commands],
  ]);
  expect(code).toBe(0);
  expect(stderr).toMatch(/^127\.0\.0\.1:\d+: OK \(.*\)\n$/);
  expect(stderr).not.toContain(node.endpoint);
  const members: { readonly members: readonly { readonly id: string; readonly raft: string }[] } =
    JSON.parse(stdout.slice(stdout.indexOf('{')));
  expect(members.members.map(({ raft }) => raft).sort()).toEqual(['leader', 'non-voter']);
  const left = JSON.parse((await node.run(['member', 'list', '-o', 'json'])).stdout);
  expect(left.members).toMatchObject([{ id: 'n1', raft: 'leader' }]);
});

it('runs inside a node, which ends with it', async () => {
  const inside = join(home, 'inside');
  const [rpc, gossip] = await freePorts(2);
  const flags = ['--rpc-port', `${rpc}`, '--bind-addr', `127.0.0.1:${gossip}`];
  const { code, stdout } = await mokv(['serve', '--repl', ...flags, '--metrics-port', '0'], {
    env: { HOME: inside },
    stdin: 'wait --ready -q; set k v -q; get k',
  });
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'v' });
});
