import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { mokv, NodeProcess } from './mokv-process.ts';
import { until } from './poll.ts';

/** Names and roles of the members, as `mokv member list` has them. */
export type Roles = Readonly<Record<string, string>>;

/**
 * Three `mokv serve` processes that share one home, and so one CA and one gossip key, not started yet.
 * n1 founds the cluster; n2 and n3 find it by gossip.
 */
export async function createGossipCluster(
  home: string,
  flags: readonly string[] = [],
): Promise<readonly [NodeProcess, NodeProcess, NodeProcess]> {
  await mkdir(join(home, '.mokv'), { recursive: true });
  await mustRun(home, ['cert', 'init', '--node-name', 'n1']);
  const own = ['--node-name', 'n1', ...dataDir(home, 'n1')];
  const founder = await NodeProcess.create(home, [...own, ...flags]);
  return [
    founder,
    await createJoiner(home, 'n2', [founder], flags),
    await createJoiner(home, 'n3', [founder], flags),
  ];
}

/** One more node of the same home, with a certificate of its own, that joins through `seeds`. */
export async function createJoiner(
  home: string,
  name: string,
  seeds: readonly NodeProcess[],
  flags: readonly string[] = [],
): Promise<NodeProcess> {
  await mustRun(home, ['cert', 'peer', name]);
  return NodeProcess.create(home, [...joinerFlags(home, name, seeds), ...flags]);
}

/** The flags of createJoiner, for a node that has its certificate. */
export function joinerFlags(
  home: string,
  name: string,
  seeds: readonly NodeProcess[],
): readonly string[] {
  const file = (ending: string): string => join(home, '.mokv', `${name}-peer${ending}.pem`);
  return [
    ...['--node-name', name, ...dataDir(home, name)],
    ...['--start-join-addrs', seeds.map(({ ports }) => `127.0.0.1:${ports.gossip}`).join(',')],
    ...['--peer-tls-cert-file', file(''), '--peer-tls-key-file', file('-key')],
  ];
}

export async function rolesOf(node: NodeProcess): Promise<Roles> {
  const { code, stdout } = await node.run(['member', 'list', '-j']);
  if (code !== 0) return {};
  const { members } = JSON.parse(stdout) as { members: { id: string; raft: string | null }[] };
  return Object.fromEntries(members.flatMap(({ id, raft }) => (isRole(raft) ? [[id, raft]] : [])));
}

/** Who is only in gossip has none. */
function isRole(raft: string | null): raft is string {
  return raft !== null && ['leader', 'voter', 'non-voter'].includes(raft);
}

/** Waits until exactly these are members, and all of them vote. */
export async function untilVoters(node: NodeProcess, names: readonly string[]): Promise<void> {
  const wanted = [...names].sort().join();
  await until(`the voters ${wanted}`, async () => {
    const roles = await rolesOf(node);
    const isEveryVoter = Object.values(roles).every((role) => role !== 'non-voter');
    return (isEveryVoter && Object.keys(roles).sort().join() === wanted) || undefined;
  });
}

export async function untilReady(nodes: readonly NodeProcess[]): Promise<void> {
  for (const node of nodes) {
    await until(`${node.endpoint} to be ready`, async () => (await node.isReady()) || undefined);
  }
}

export async function untilLogged(node: NodeProcess, text: string): Promise<void> {
  await until(`the log to say ${text}`, () => node.log.includes(text) || undefined);
}

function dataDir(home: string, name: string): readonly string[] {
  return ['--data-dir', join(home, name)];
}

async function mustRun(home: string, args: readonly string[]): Promise<void> {
  const result = await mokv(args, { env: { HOME: home } });
  if (result.code !== 0) throw new Error(`mokv ${args.join(' ')}: ${result.stderr}`);
}
