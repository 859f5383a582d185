// The main job in half a minute: three nodes in a temporary home find each other by gossip, keep keys,
// answer over mutual TLS, deny who has no right, and lose nothing when the leader is killed. Ends with
// exit code 0 only when each step gave what it says.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createGossipCluster,
  rolesOf,
  untilReady,
  untilVoters,
} from '../test/support/gossip-cluster.ts';
import type { CommandResult, NodeProcess } from '../test/support/mokv-process.ts';
import { until } from '../test/support/poll.ts';

const names = ['n1', 'n2', 'n3'];

const home = await mkdtemp(join(tmpdir(), 'mokv-demo-'));
const nodes = await createGossipCluster(home);
try {
  await demo();
} finally {
  await Promise.all(nodes.map((node) => node.end('SIGTERM')));
  await rm(home, { recursive: true });
}

async function demo(): Promise<void> {
  say('Three nodes start. n2 and n3 find n1 by gossip, and it makes them voters.');
  for (const node of nodes) node.spawn();
  await untilReady(nodes);
  await untilVoters(nodes[0], names);
  const leader = await leaderName(nodes);
  const [follower = '', other = ''] = names.filter((name) => name !== leader);
  expectOutput(await show(follower, ['member', 'list', '-o', 'table']), '3 voters');

  say(`A write through ${follower} goes on to the leader ${leader}; ${other} reads it at once.`);
  expectOutput(await show(follower, ['set', 'greeting', 'hello']), 'OK');
  expectOutput(await show(other, ['get', 'greeting']), 'hello');

  say('The user "nobody" has a valid certificate and no rights.');
  const denied = await show(other, ['get', 'greeting'], 'nobody');
  if (denied.code !== 5) throw new Error(`expected exit code 5, got ${denied.code}`);

  say(`The leader ${leader} is killed with SIGKILL. The others elect another, and go on.`);
  await nodeOf(leader).end('SIGKILL');
  const survivors = [nodeOf(follower), nodeOf(other)];
  const next = await leaderName(survivors, leader);
  say(`${next} leads.`);
  expectOutput(await show(follower, ['get', 'greeting']), 'hello');
  expectOutput(await show(other, ['set', 'meanwhile', 'still-here']), 'OK');

  say(`${leader} starts again, follows, and has everything.`);
  await nodeOf(leader).start();
  expectOutput(await show(leader, ['list', '--values']), 'still-here');
  const roles = await rolesOf(nodeOf(leader));
  if (roles[leader] !== 'voter') throw new Error(`${leader} should follow: ${roles[leader]}`);

  say('Nothing that was acknowledged is lost. Next: README.md, "Five minutes", or: npx mokv dev');
}

/** The leader that all of them know, and that is not `gone`. */
function leaderName(asked: readonly NodeProcess[], gone = ''): Promise<string> {
  return until('a leader', async () => {
    const known = await Promise.all(asked.map((node) => node.run(['leader', 'show', '-j'])));
    const ids = new Set(known.map(({ code, stdout }) => (code === 0 ? JSON.parse(stdout).id : '')));
    const [id = ''] = ids;
    return ids.size === 1 && id !== '' && id !== gone ? (id as string) : undefined;
  });
}

function nodeOf(name: string): NodeProcess {
  const node = nodes[names.indexOf(name)];
  if (node === undefined) throw new Error(`there is no node ${name}`);
  return node;
}

async function show(name: string, args: readonly string[], user = 'root'): Promise<CommandResult> {
  const node = nodeOf(name);
  process.stdout.write(`  $ mokv ${args.join(' ')}   # on ${name}, as ${user}\n`);
  const result = await node.run(args, { env: node.credentials(user) });
  const text = (result.stdout + result.stderr).trimEnd();
  process.stdout.write(text === '' ? '' : `${text.replace(/^/gm, '    ')}\n`);
  return result;
}

function expectOutput(result: CommandResult, text: string): void {
  if (result.code === 0 && result.stdout.includes(text)) return;
  throw new Error(
    `expected "${text}", got exit code ${result.code}: ${result.stdout}${result.stderr}`,
  );
}

function say(line: string): void {
  process.stdout.write(`\n${line}\n`);
}
