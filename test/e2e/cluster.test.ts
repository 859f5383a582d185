import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readCredentials } from '../../src/client/credentials.ts';
import { parseEndpoint } from '../../src/client/endpoint.ts';
import { KvClient } from '../../src/client/kv-client.ts';
import type { CommandResult, NodeProcess } from '../support/mokv-process.ts';
import { until } from '../support/poll.ts';
import { createFurtherNode, startThreeNodes } from '../support/three-nodes.ts';

type Three = readonly [NodeProcess, NodeProcess, NodeProcess];

interface Cluster {
  readonly home: string;
  readonly nodes: Three;
}

describe('three nodes', () => {
  let home: string;
  let nodes: Three;

  beforeAll(async () => {
    ({ home, nodes } = await startCluster());
  });

  afterAll(() => endCluster({ home, nodes }));

  it('take a write at every endpoint, and read it at every other one', async () => {
    for (const [position, node] of nodes.entries()) {
      expect(await node.run(['set', `from-${position}`, 'x'])).toMatchObject({
        stdout: expect.stringMatching(/^OK rev \d+\n$/),
      });
    }
    for (const node of nodes) {
      const { stdout } = await node.run(['list', 'from-']);
      expect(stdout).toBe('from-0\nfrom-1\nfrom-2\n');
    }
  });

  it('read on one what was just written through another', async () => {
    const clients = await Promise.all(nodes.map((node) => clientOf(home, node)));
    const seen: string[] = [];
    for (let turn = 0; turn < 50; turn += 1) {
      const writer = clients[turn % 3];
      const reader = clients[(turn + 1 + (turn % 2)) % 3];
      await writer?.set('turn', Buffer.from(`${turn}`), within(5000));
      const answer = await reader?.get('turn', within(5000));
      seen.push(Buffer.from(answer?.value ?? []).toString());
    }
    for (const client of clients) client.close();
    expect(seen).toEqual(Array.from({ length: 50 }, (_, turn) => `${turn}`));
  });

  it('hand leadership to the node that is named', async () => {
    expect(await nodes[2].run(['leader', 'transfer', 'n2'])).toEqual({
      code: 0,
      stdout: 'n2 leads\n',
      stderr: '',
    });
    for (const node of nodes) {
      await node.run(['wait', '--leader']);
      const { stdout } = await node.run(['leader', 'show']);
      expect(stdout).toBe(`n2\t${nodes[1].endpoint}\n`);
    }
    expect(await nodes[0].run(['leader', 'transfer', 'n9'])).toMatchObject({ code: 3 });
  });

  it('elect again when the leader steps down', async () => {
    const { term } = JSON.parse((await nodes[0].run(['leader', 'show', '-j'])).stdout);
    expect(await nodes[0].run(['leader', 'step-down'])).toMatchObject({ code: 0 });
    expect(await nodes[0].run(['wait', '--leader'])).toMatchObject({ code: 0 });
    const next = JSON.parse((await nodes[0].run(['leader', 'show', '-j'])).stdout);
    expect(next.term).toBeGreaterThan(term);
    expect(await nodes[0].run(['set', 'after', 'x'])).toMatchObject({ code: 0 });
  });

  it('tell how far each one is', async () => {
    const { stdout } = await nodes[1].run(['member', 'list', '-j']);
    const { leader, quorum, members } = JSON.parse(stdout);
    expect({ leads: ['n1', 'n2', 'n3'].includes(leader), quorum }).toEqual({
      leads: true,
      quorum: { voters: 3, needed: 2, can_lose: 1 },
    });
    expect(members.map(({ id, addr }: { id: string; addr: string }) => [id, addr])).toEqual(
      nodes.map((node, position) => [`n${position + 1}`, node.endpoint]),
    );
    const info = JSON.parse((await nodes[0].run(['raft', 'info', '-j'])).stdout);
    expect({ id: info.node.id, peers: info.peers.length }).toEqual({ id: leader, peers: 2 });
    const own = JSON.parse((await nodes[0].run(['raft', 'info', 'n3', '-j'])).stdout);
    expect(own.node.id).toBe('n3');
  });

  it('demote and promote a voter', async () => {
    const follower = await someFollower(nodes[0]);
    expect(await nodes[0].run(['member', 'demote', follower])).toMatchObject({ code: 0 });
    expect(await rolesOf(nodes[0])).toMatchObject({ [follower]: 'non-voter' });
    expect(await nodes[0].run(['member', 'promote', follower])).toMatchObject({ code: 0 });
    expect(await rolesOf(nodes[0])).toMatchObject({ [follower]: 'voter' });
    expect(await nodes[0].run(['member', 'promote', 'n9'])).toMatchObject({ code: 3 });
  });
});

describe('a cluster that loses nodes', () => {
  let home: string;
  let nodes: Three;
  const others: NodeProcess[] = [];

  beforeEach(async () => {
    ({ home, nodes } = await startCluster());
  });

  afterEach(async () => {
    for (const node of others.splice(0)) await node.end('SIGKILL');
    await endCluster({ home, nodes });
  });

  it('serves without its killed leader, which comes back and catches up', async () => {
    await nodes[0].run(['set', 'before', 'x']);
    const leader = nodeNamed(nodes, await leaderOf(nodes[0]));
    const [survivor, other] = nodes.filter((node) => node !== leader) as [NodeProcess, NodeProcess];
    await leader.end('SIGKILL');
    const endpoints = `${survivor.endpoint},${other.endpoint}`;
    await until('another leader to take a write', async () => {
      const { code } = await survivor.run(['set', 'during', 'x', '-e', endpoints]);
      return code === 0 || undefined;
    });
    expect((await other.run(['list'])).stdout).toBe('before\nduring\n');
    await leader.start();
    expect((await leader.run(['list'])).stdout).toBe('before\nduring\n');
    await until('the others to know that it has everything', async () => {
      const { members } = JSON.parse((await leader.run(['member', 'list', '-j'])).stdout);
      return members.every(({ lag }: { lag: number }) => lag === 0) || undefined;
    });
  });

  it('answers stale reads from the last node, and no others', async () => {
    await nodes[0].run(['set', 'k', 'v']);
    const last = nodeNamed(nodes, await someFollower(nodes[0]));
    expect((await last.run(['get', 'k'])).stdout).toBe('v');
    for (const node of nodes) if (node !== last) await node.end('SIGKILL');
    const stale = ['get', 'k', '--consistency', 'stale'];
    expect(await last.run(stale)).toEqual({ code: 0, stdout: 'v', stderr: '' });
    const first = JSON.parse((await last.run([...stale, '-j'])).stdout);
    expect(await last.run(['get', 'k'])).toMatchObject({ code: 6, stdout: '' });
    const later = JSON.parse((await last.run([...stale, '-j'])).stdout);
    expect(later.age_ms).toBeGreaterThan(first.age_ms);
    const listed = await last.run(['list', '--consistency', 'stale']);
    expect(listed).toEqual({ code: 0, stdout: 'k\n', stderr: '' });
  });

  it('does not give a stale read of before its own start', async () => {
    await nodes[0].run(['set', 'k', 'v']);
    const last = nodeNamed(nodes, await someFollower(nodes[0]));
    for (const node of nodes) await node.end('SIGKILL');
    last.spawn();
    const stale = await until('the node to answer', async () => {
      const result = await last.run(['get', 'k', '--consistency', 'stale']);
      return result.stderr.includes('cannot connect') ? undefined : result;
    });
    expect(stale).toMatchObject({ code: 6, stdout: '' });
    expect(stale.stderr).toContain('has not caught up');
  });

  it('refuses to remove or demote the voter without which no quorum would be left', async () => {
    const [leaderName, lost] = [await leaderOf(nodes[0]), await someFollower(nodes[0])];
    const leader = nodeNamed(nodes, leaderName);
    await nodeNamed(nodes, lost).end('SIGKILL');
    await until('the leader to miss it', async () => {
      const { stdout } = await leader.run(['member', 'list', '-o', 'ndjson']);
      const member = stdout.split('\n').find((line) => line.includes(`"id":"${lost}"`));
      return JSON.parse(member ?? '{}').contact_ms > 2000 || undefined;
    });
    const needed = ['n1', 'n2', 'n3'].find((name) => name !== leaderName && name !== lost) ?? '';
    const refused = await leader.run(['member', 'remove', needed, '-y']);
    expect(refused).toMatchObject({ code: 4, stdout: '' });
    expect(refused.stderr).toContain(
      `without ${needed} the cluster would stop: of the 2 voters left, 1 can be reached and a quorum needs 2`,
    );
    expect(await leader.run(['member', 'demote', needed])).toMatchObject({ code: 4 });
    expect(await leader.run(['member', 'remove', lost, '-y'])).toMatchObject({ code: 0 });
    expect(Object.keys(await rolesOf(leader))).toEqual([leaderName, needed].sort());
  });

  it('replaces a member by a new one, which receives everything', async () => {
    await nodes[0].run(['set', 'k', 'v']);
    const leaving = await someFollower(nodes[0]);
    const rest = nodes.filter((node) => node !== nodeNamed(nodes, leaving));
    const [operator] = rest as [NodeProcess];
    expect(await operator.run(['member', 'remove', leaving, '--dry-run'])).toMatchObject({
      stdout: `removing ${leaving} leaves 2 voters, which can lose 0; 2 of them up and caught up, 2 needed\n`,
    });
    expect(await operator.run(['member', 'remove', leaving, '-y'])).toMatchObject({ code: 0 });
    await nodeNamed(nodes, leaving).end('SIGTERM');
    const fresh = await createFurtherNode(home, 'n4');
    others.push(fresh);
    fresh.spawn();
    expect(await add(operator, 'n4', fresh)).toMatchObject({ code: 0, stdout: 'OK\n' });
    expect(await add(operator, 'n4', fresh)).toMatchObject({ code: 0, stdout: 'OK\n' });
    expect(await rolesOf(operator)).toMatchObject({ n4: expect.stringMatching(/voter|leader/) });
    expect(await fresh.run(['wait', '--ready'])).toMatchObject({ code: 0 });
    expect((await fresh.run(['get', 'k'])).stdout).toBe('v');
  });
});

function add(operator: NodeProcess, name: string, node: NodeProcess): Promise<CommandResult> {
  return operator.run(['member', 'add', name, node.endpoint]);
}

async function startCluster(): Promise<Cluster> {
  const home = await mkdtemp(join(tmpdir(), 'mokv-cluster-'));
  return { home, nodes: (await startThreeNodes(home)) as Three };
}

async function endCluster({ home, nodes }: Cluster): Promise<void> {
  await Promise.all(nodes.map((node) => node.end('SIGKILL')));
  await rm(home, { recursive: true });
}

async function leaderOf(node: NodeProcess): Promise<string> {
  const { stdout } = await node.run(['leader', 'show', '-j']);
  return JSON.parse(stdout).id;
}

/** Name and role of each member. */
async function rolesOf(node: NodeProcess): Promise<Record<string, string>> {
  const { stdout } = await node.run(['member', 'list', '-j']);
  const { members } = JSON.parse(stdout) as { members: { id: string; raft: string }[] };
  return Object.fromEntries(members.map(({ id, raft }) => [id, raft]));
}

async function someFollower(node: NodeProcess): Promise<string> {
  const roles = Object.entries(await rolesOf(node));
  const follower = roles.findLast(([, role]) => role === 'voter');
  if (follower === undefined) throw new Error('there is no follower');
  return follower[0];
}

function nodeNamed(nodes: Three, name: string): NodeProcess {
  const node = nodes[Number(name.slice(1)) - 1];
  if (node === undefined) throw new Error(`no node ${name}`);
  return node;
}

async function clientOf(home: string, node: NodeProcess): Promise<KvClient> {
  const file = (name: string): string => join(home, '.mokv', name);
  const credentials = await readCredentials({
    cacert: file('ca.pem'),
    cert: file('root-client.pem'),
    key: file('root-client-key.pem'),
  });
  return new KvClient([parseEndpoint(node.endpoint)], credentials);
}

function within(ms: number): { deadline: number } {
  return { deadline: Date.now() + ms };
}
