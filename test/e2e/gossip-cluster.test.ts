import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { tagsOf } from '../../src/node/gossip-membership.ts';
import { startGossipNode } from '../../src/node/gossip-node/gossip-node.ts';
import { CapturedLog } from '../support/captured-log.ts';
import {
  createGossipCluster,
  createJoiner,
  joinerFlags,
  rolesOf,
  untilLogged,
  untilReady,
  untilVoters,
} from '../support/gossip-cluster.ts';
import { NodeProcess } from '../support/mokv-process.ts';
import { until } from '../support/poll.ts';

const three = ['n1', 'n2', 'n3'];

// In order: each test leaves n1, n2 and n3 running as voters.
describe('three nodes that find each other by gossip', () => {
  let home: string;
  let nodes: readonly [NodeProcess, NodeProcess, NodeProcess];
  const others: NodeProcess[] = [];

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'mokv-gossip-'));
    nodes = await createGossipCluster(home);
    for (const node of nodes) node.spawn();
  });

  afterEach(async () => {
    for (const node of others.splice(0)) await node.end('SIGKILL');
  });

  afterAll(async () => {
    for (const node of nodes) await node.end('SIGKILL');
    await rm(home, { recursive: true });
  });

  it('form a cluster of three voters when they start at once', async () => {
    await untilReady(nodes);
    await untilVoters(nodes[0], three);
    expect(await nodes[2].run(['set', 'k', 'v'])).toMatchObject({ code: 0 });
    expect(await nodes[1].run(['get', 'k'])).toMatchObject({ code: 0, stdout: 'v' });
  });

  it('keep a follower that was killed or stopped, and have it back with everything', async () => {
    for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
      const failed = untilOneMore(nodes[0], 'n3', 'gossip member failed');
      await nodes[2].end(signal);
      await failed();
      expect(Object.keys(await rolesOf(nodes[0])).sort()).toEqual(three);
      expect(await nodes[0].run(['set', signal, 'x'])).toMatchObject({ code: 0 });
      await nodes[2].start();
      expect(await nodes[2].run(['get', signal])).toMatchObject({ code: 0, stdout: 'x' });
      await untilVoters(nodes[0], three);
    }
  });

  it('take in a fourth through any member, and let it go when it leaves', async () => {
    const fourth = await joiner('n4', [nodes[2]], ['--leave-on-terminate']);
    await fourth.start();
    await untilVoters(nodes[0], [...three, 'n4']);
    expect(await fourth.run(['get', 'k'])).toMatchObject({ stdout: 'v' });
    const left = untilOneMore(nodes[0], 'n4', 'gossip member left');
    expect(await fourth.end('SIGTERM')).toBe(0);
    expect(fourth.log).not.toContain('still counts on this node');
    await untilVoters(nodes[0], three);
    await left();
  });

  it('begin anew with a voter that comes back with an empty disk', async () => {
    await nodes[2].end('SIGKILL');
    await rm(join(home, 'n3'), { recursive: true });
    const before = await leaderView();
    const changed = untilOneMore(nodes[0], 'n3', 'gossip member changed');
    await nodes[2].start();
    const after = await until('n3 to be removed and made a voter again', async () => {
      const view = await leaderView();
      return view.log.includes('"step":"readd"') ? view : undefined;
    });
    expect(after.configuration).toBeGreaterThanOrEqual(before.configuration + 3);
    await untilVoters(nodes[0], three);
    await untilReady(nodes);
    await changed(); // it takes its wish to join back
    expect(await nodes[2].run(['get', 'k', '--consistency', 'stale'])).toMatchObject({
      stdout: 'v',
    });
    expect((await leaderView()).configuration).toBe(after.configuration);
  });

  it('follow a voter to another port', async () => {
    await nodes[2].end('SIGTERM');
    const { gossip } = nodes[2].ports;
    const moved = await NodeProcess.create(home, joinerFlags(home, 'n3', [nodes[0]]), { gossip });
    nodes = [nodes[0], nodes[1], moved];
    await moved.start();
    await until('the new address', async () => {
      const { stdout } = await nodes[0].run(['servers']);
      return stdout.includes(moved.endpoint) || undefined;
    });
    await untilVoters(nodes[0], three);
    expect(await moved.run(['get', 'k'])).toMatchObject({ stdout: 'v' });
  });

  it('refuse a second node of the name of a running one, which says so and ends', async () => {
    const flags = joinerFlags(home, 'n3', [nodes[0]]).map((flag) =>
      flag === join(home, 'n3') ? join(home, 'second') : flag,
    );
    const second = await NodeProcess.create(home, flags);
    others.push(second);
    const child = second.spawn();
    await until('the second n3 to end', () => child.exitCode ?? undefined);
    expect(child.exitCode).toBe(78);
    expect(second.log).toContain('another node of the pool is named n3');
    expect(nodes[2].log).not.toContain('another node of the pool is named n3');
    await healthy();
    expect((await nodes[0].run(['servers'])).stdout).toContain(nodes[2].endpoint);
  });

  it('do not hear a node with another gossip key', async () => {
    const key = join(home, 'other.key');
    writeFileSync(key, `${Buffer.alloc(32, 7).toString('base64')}\n`, { mode: 0o600 });
    const stranger = await joiner('n5', [nodes[0]], ['--gossip-key-file', key]);
    stranger.spawn();
    await untilLogged(stranger, 'a gossip member could not be joined');
    await healthy();
    expect(await stranger.isReady()).toBe(false);
  });

  it('do not take in a member that is somebody else at the address it names', async () => {
    const impostor = await startGossipNode({
      bindAddress: { host: '127.0.0.1', port: 0 },
      name: 'n6',
      tags: tagsOf({ rpcAddress: nodes[2].endpoint, version: '0', joinToken: 'abc' }, []),
      keyFile: join(home, '.mokv', 'gossip.key'),
      seeds: [{ host: '127.0.0.1', port: nodes[0].ports.gossip }],
      snapshotFile: undefined,
      log: new CapturedLog(),
      onEvent: () => {},
      onFailure: () => {},
    });
    await until('the leader to say so', async () => {
      const { log } = await leaderView();
      return log.includes('"member":"n6","step":"add","reason"') || undefined;
    });
    await impostor.stop();
    await healthy();
  });

  async function joiner(
    name: string,
    seeds: readonly NodeProcess[],
    flags: readonly string[],
  ): Promise<NodeProcess> {
    const node = await createJoiner(home, name, seeds, flags);
    others.push(node);
    return node;
  }

  async function healthy(): Promise<void> {
    await untilVoters(nodes[0], three);
    for (const node of nodes) {
      expect(await node.run(['set', 'healthy', 'x'])).toMatchObject({ code: 0 });
    }
  }

  async function leaderView(): Promise<{ configuration: number; log: string }> {
    const id = await until('a leader', async () => {
      const { code, stdout } = await nodes[0].run(['leader', 'show', '-j']);
      return code === 0 ? (JSON.parse(stdout) as { id: string }).id : undefined;
    });
    const leader = nodes[three.indexOf(id)] ?? nodes[0];
    const { stdout } = await leader.run(['raft', 'info', '-j']);
    const { configuration_index: configuration } = JSON.parse(stdout);
    return { configuration, log: leader.log };
  }
});

it('a node without a gossip key does not start, and names the file and the way without one', async () => {
  const home = await mkdtemp(join(tmpdir(), 'mokv-gossip-'));
  const missing = join(home, 'missing.key');
  const node = await NodeProcess.create(home, ['--gossip-key-file', missing]);
  const child = node.spawn();
  await until('the node to end', () => child.exitCode ?? undefined);
  await rm(home, { recursive: true });
  expect(child.exitCode).toBe(78);
  expect(node.log).toContain(missing);
  expect(node.log).toContain('--insecure-gossip');
});

/** Call the result to wait until the log says this of the member once more than now. */
function untilOneMore(node: NodeProcess, member: string, message: string): () => Promise<void> {
  const count = (): number =>
    node.log
      .split('\n')
      .filter((line) => line.includes(`"member":"${member}"`) && line.includes(message)).length;
  const before = count();
  return async () => {
    await until(`${message}: ${member}`, () => count() > before || undefined);
  };
}
