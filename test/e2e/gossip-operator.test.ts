import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createGossipCluster,
  joinerFlags,
  rolesOf,
  untilReady,
  untilVoters,
} from '../support/gossip-cluster.ts';
import { NodeProcess } from '../support/mokv-process.ts';
import { until } from '../support/poll.ts';

const three = ['n1', 'n2', 'n3'];

// In order: n3 leaves in the last but one, and n2 dies in the last.
describe('the operator of three nodes that gossip', () => {
  let home: string;
  let nodes: readonly [NodeProcess, NodeProcess, NodeProcess];
  let leaver: ChildProcess | undefined;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'mokv-operator-'));
    const [first, second, third] = await createGossipCluster(home);
    nodes = [
      await withOwnKeyFile('n1', first, ['--node-name', 'n1', '--data-dir', join(home, 'n1')]),
      await withOwnKeyFile('n2', second, joinerFlags(home, 'n2', [first])),
      await withOwnKeyFile('n3', third, joinerFlags(home, 'n3', [first])),
    ];
    [, , leaver] = nodes.map((node) => node.spawn());
    await untilReady(nodes);
    await untilVoters(nodes[0], three);
    expect(await nodes[1].run(['wait', '--nodes', '3'])).toMatchObject({ code: 0 });
  });

  afterAll(async () => {
    for (const node of nodes) await node.end('SIGKILL');
    await rm(home, { recursive: true });
  });

  it('sees each of them at every one', async () => {
    for (const node of nodes) {
      const { stdout } = await node.run(['gossip', 'members']);
      const lines = stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.split('\t'));
      expect(lines.map(([name, status, addr]) => [name, status, addr])).toEqual(
        nodes.map(({ ports }, index) => [three[index], 'alive', `127.0.0.1:${ports.gossip}`]),
      );
      const { members } = JSON.parse((await node.run(['member', 'list', '-j'])).stdout);
      members.sort((a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1));
      expect(members).toMatchObject(
        nodes.map(({ endpoint, ports }, index) => ({
          id: three[index],
          gossip: 'alive',
          addr: endpoint,
          announced_addr: endpoint,
          gossip_addr: `127.0.0.1:${ports.gossip}`,
          version: expect.any(String),
          certificate_expiry_ms: expect.any(Number),
          problem: null,
        })),
      );
    }
    const rtt = async () => (await nodes[0].run(['gossip', 'rtt', 'n2', 'n3'])).code === 0;
    await until('a round-trip time', async () => (await rtt()) || undefined);
    expect(await nodes[0].run(['gossip', 'rtt', 'n9'])).toMatchObject({ code: 3 });
  });

  it('is told by doctor that all is well', async () => {
    const { code, stdout, stderr } = await nodes[2].run(['doctor']);
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: 'healthy: 3 voters, needs 2, can lose 1\n',
      stderr: '',
    });
  });

  it('rotates the key of the pool', async () => {
    const old = (await readFile(join(home, '.mokv', 'gossip.key'), 'utf8')).trim();
    const next = randomBytes(32).toString('base64');
    const keys = (operation: string, key: string) =>
      nodes[1].run(['gossip', 'keys', operation, '-'], { stdin: `${key}\n` });
    const done = { code: 0, stdout: 'n1: OK\nn2: OK\nn3: OK\n', stderr: '' };
    expect(await keys('install', next)).toEqual(done);
    expect(await keys('use', next)).toEqual(done);
    expect(await keys('remove', next)).toMatchObject({ code: 8 });
    expect(await keys('remove', old)).toEqual(done);
    expect(await nodes[0].run(['gossip', 'keys', 'list'])).toEqual({
      code: 0,
      stdout: `${next}\ton 3 of 3 members\tprimary on 3\n`,
      stderr: '',
    });
    expect(await readFile(join(home, 'n2.gossip.key'), 'utf8')).toContain(next);
    for (const node of nodes) expect(node.log).not.toContain(next);
  });

  it('joins by hand, and hears why it did not work', async () => {
    const [first, second] = nodes.map(({ ports }) => `127.0.0.1:${ports.gossip}`);
    expect(await nodes[0].run(['gossip', 'join', `${second}`])).toMatchObject({
      code: 0,
      stdout: `joined ${second}\n`,
    });
    const nobody = `127.0.0.1:${nodes[2].ports.metrics}`;
    for (const addr of [`${first}`, nobody]) {
      const { code, stderr } = await nodes[0].run(['gossip', 'join', addr]);
      expect({ code, stderr }).toEqual({
        code: 6,
        stderr: expect.stringContaining(`mokv: joined nobody: ${addr}: `),
      });
    }
    expect(await nodes[0].run(['gossip', 'force-leave', 'n2'])).toMatchObject({ code: 4 });
  });

  it('has the leader leave, which ends its process in order, and hears of it', async () => {
    expect(await nodes[0].run(['leader', 'transfer', 'n3'])).toMatchObject({ code: 0 });
    const events = nodes[0].run(['gossip', 'events', '-j', '--timeout', '10s']);
    const ended = new Promise((resolve) => leaver?.once('close', resolve));
    expect(await nodes[2].run(['leave'])).toMatchObject({ code: 2 });
    expect(await nodes[2].run(['leave', '-y'])).toEqual({
      code: 0,
      stdout: 'n3 left\n',
      stderr: '',
    });
    expect(await ended).toBe(0);
    expect(nodes[2].log).not.toContain('still counts on this node');
    await until('two voters', async () => {
      const roles = await rolesOf(nodes[0]);
      return Object.keys(roles).length === 2 || undefined;
    });
    const { code, stdout } = await events;
    const seen = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect({ code, seen }).toEqual({
      code: 0,
      seen: [
        {
          time_ms: expect.any(Number),
          type: 'leave',
          member: expect.objectContaining({ name: 'n3' }),
        },
      ],
    });
    expect(await nodes[0].run(['wait', '--leader'])).toMatchObject({ code: 0 });
  });

  it('is told by doctor what is wrong when a node dies', async () => {
    await nodes[1].end('SIGKILL');
    await until('no leader', async () => {
      return (await nodes[0].run(['doctor'])).stdout.includes('no leader') || undefined;
    });
    const { code, stdout } = await nodes[0].run(['doctor', '-j']);
    const { healthy, findings } = JSON.parse(stdout);
    expect({ code, healthy, worst: findings[0] }).toEqual({
      code: 8,
      healthy: false,
      worst: {
        severity: 'critical',
        what: 'there is no leader: nothing can be written',
        evidence: expect.stringContaining('1 of 2 voters answer, 2 are needed; silent: n2'),
        remedy: 'start mokv serve on n2',
      },
    });
    expect(await nodes[0].run(['leave', '-y'])).toMatchObject({ code: 6 });
  });

  /** The same node, but for the file of the gossip keys: each node rewrites its own. */
  async function withOwnKeyFile(
    name: string,
    { ports }: NodeProcess,
    flags: readonly string[],
  ): Promise<NodeProcess> {
    const file = join(home, `${name}.gossip.key`);
    await copyFile(join(home, '.mokv', 'gossip.key'), file);
    return NodeProcess.create(home, [...flags, '--gossip-key-file', file], ports);
  }
});
