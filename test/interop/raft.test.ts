import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFailed } from 'vitest';
import { buildGoProgram, hasGo } from '../support/go-program.ts';
import { goDirectory, MixedCluster, type NodeKind } from '../support/mixed-cluster.ts';
import type { RaftProcess } from '../support/raft-process.ts';
import type { NodeState } from './raft/control-protocol.ts';

const go = hasGo();
const kinds = ['go', 'mokv'] as const;
const other = { go: 'mokv', mokv: 'go' } as const;
/** What the nodes log when a snapshot of the leader has taken the place of their state. */
const snapshotInstalled = /snapshotRestored|Installed remote snapshot/;

let program: ReturnType<typeof buildGoProgram>;
let cluster: MixedCluster;

beforeAll(() => {
  if (go) program = buildGoProgram(goDirectory);
});

afterEach(async () => {
  await cluster?.close();
});

afterAll(() => program?.remove());

async function createCluster(...mix: readonly NodeKind[]): Promise<MixedCluster> {
  cluster = await MixedCluster.create(program.path, ...mix);
  const { nodes } = cluster;
  onTestFailed(() => {
    for (const { id, log } of nodes) process.stderr.write(`--- ${id}\n${log.slice(-4000)}\n`);
  });
  return cluster;
}

const mixes: readonly { readonly name: string; readonly mix: readonly NodeKind[] }[] = [
  { name: 'two Go nodes and a mokv node', mix: ['go', 'go', 'mokv'] },
  { name: 'a Go node and two mokv nodes', mix: ['go', 'mokv', 'mokv'] },
];

describe.runIf(go).each(mixes)('a cluster of $name', ({ mix }) => {
  /** A mokv node founds a cluster at once, a Go node only after its election timeout. */
  async function ledBy(kind: NodeKind): Promise<RaftProcess> {
    await createCluster(...mix);
    const founder = first(cluster.ofKind('mokv'));
    await cluster.found(founder, ...cluster.nodes.filter((node) => node !== founder));
    const leader = first(cluster.ofKind(kind));
    if (leader !== founder) await founder.transferTo(leader);
    await leader.until('leads', ({ role }) => role === 'leader');
    return leader;
  }

  it('commits what leaders of both kinds write, and hands leadership to and fro', async () => {
    const goNode = await ledBy('go');
    const mokv = first(cluster.ofKind('mokv'));
    await cluster.write(goNode, 100);
    await goNode.transferTo(mokv);
    expect((await cluster.leader()).id).toBe(mokv.id);
    await cluster.write(mokv, 100);
    await cluster.expectEqualContents();
    await mokv.transferTo(goNode);
    expect((await cluster.leader()).id).toBe(goNode.id);
    await cluster.write(goNode, 100);
    await cluster.expectEqualContents();
  });

  it.each(kinds)('survives kill -9 of a %s leader amid writes', async (kind) => {
    const leader = await ledBy(kind);
    await cluster.write(leader, 20);
    await cluster.writeUntilKilled(leader);
    await cluster.write(await cluster.leader(), 100);
    await cluster.expectEqualContents();
    await leader.start();
    await cluster.expectEqualContents();
  });

  it.each(kinds)('replaces a %s leader that hangs, and takes it back', async (kind) => {
    const leader = await ledBy(kind);
    await cluster.write(leader, 10);
    leader.pause();
    const successor = await cluster.leader();
    await cluster.write(successor, 10);
    leader.resume();
    await cluster.expectEqualContents();
    expect((await cluster.leader()).id).not.toBe(leader.id);
  });

  it.each(kinds)(
    'brings a killed %s follower back with a snapshot of the other kind',
    async (kind) => {
      const leader = await ledBy(other[kind]);
      const follower = first(cluster.ofKind(kind));
      await cluster.write(leader, 20);
      await cluster.expectEqualContents();
      const { lastIndex } = await follower.state();
      await follower.kill();
      await cluster.write(leader, 100);
      await leader.until('has a newer snapshot', (state) => state.snapshotIndex > lastIndex + 10);
      await follower.start();
      await cluster.expectEqualContents();
      expect(follower.log).toMatch(snapshotInstalled);
      expect((await cluster.leader()).id).toBe(leader.id);
    },
  );

  it('keeps everything when all nodes are killed at once', async () => {
    const leader = await ledBy('mokv');
    await cluster.write(leader, 100);
    await Promise.all(cluster.nodes.map((node) => node.kill()));
    await Promise.all(cluster.nodes.map((node) => node.start()));
    await cluster.write(await cluster.leader(), 10);
    await cluster.expectEqualContents();
  });

  it.each(kinds)('goes on when a %s leader removes itself', async (kind) => {
    const leader = await ledBy(kind);
    await cluster.write(leader, 10);
    await leader.remove(leader);
    await leader.kill();
    await cluster.write(await cluster.leader(), 10);
    await cluster.expectEqualContents();
  });
});

describe.runIf(go).each(kinds)('a %s leader', (kind) => {
  it.each(kinds)('adds, promotes, demotes and removes a %s node', async (joining) => {
    await createCluster(kind, other[kind], joining);
    const [leader, follower, node] = cluster.nodes as [RaftProcess, RaftProcess, RaftProcess];
    const is = (suffrage: string) => (state: NodeState) =>
      state.servers.some((server) => server.id === node.id && server.suffrage === suffrage);
    await cluster.found(leader, follower);
    await cluster.write(leader, 100);
    await leader.until('has a snapshot', ({ snapshotIndex }) => snapshotIndex > 40);

    await node.start();
    await leader.addNonvoter(node);
    await node.until('is a non-voter', is('nonvoter'));
    await cluster.expectEqualContents();
    expect(node.log).toMatch(snapshotInstalled);

    await leader.addVoter(node);
    await node.until('is a voter', is('voter'));
    await cluster.write(leader, 10);
    await leader.demote(node);
    await node.until('is a non-voter again', is('nonvoter'));
    await cluster.write(leader, 10);
    await cluster.expectEqualContents();

    await leader.remove(node);
    await node.kill();
    await cluster.write(leader, 10);
    await cluster.expectEqualContents();
    const { servers } = await follower.state();
    expect(servers.map(({ id }) => id).sort()).toEqual([leader.id, follower.id].sort());
  });
});

function first(nodes: readonly RaftProcess[]): RaftProcess {
  const [node] = nodes;
  if (node === undefined) throw new Error('no such node');
  return node;
}
