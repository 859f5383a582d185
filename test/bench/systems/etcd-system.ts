import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { prepareDevCluster } from '../../../src/cli/dev-layout.ts';
import { freePorts } from '../../support/free-port.ts';
import { until } from '../../support/poll.ts';
import type { Target } from '../load/plan.ts';
import { clientFilesIn } from './client-files.ts';
import { NodeProgram } from './node-program.ts';
import type { System, SystemRequest } from './system.ts';

const limits = {
  /** etcd keeps every revision; its default of 2 GiB would fill up during a run. */
  storeBytes: 8 * 1024 ** 3,
} as const;

const run = promisify(execFile);

interface EtcdNode {
  readonly name: string;
  readonly clientPort: number;
  readonly peerPort: number;
}

interface EtcdCluster extends SystemRequest {
  readonly members: readonly EtcdNode[];
}

/** Nodes of etcd with default settings; under TLS clients and peers show certificates, as mokv's do. */
export async function startEtcd(request: SystemRequest): Promise<System> {
  const { nodes, directory, security } = request;
  await prepareDevCluster({ directory, count: 1, basePort: undefined });
  const ports = await freePorts(nodes * 2);
  const members = Array.from({ length: nodes }, (_, at) => ({
    name: `e${at + 1}`,
    clientPort: ports[at * 2] ?? 0,
    peerPort: ports[at * 2 + 1] ?? 0,
  }));
  const cluster: EtcdCluster = { ...request, members };
  const programs = members.map((member) => startMember(cluster, member));
  await until('a leader of etcd', async () => {
    for (const program of programs) program.assertRunning();
    return await leaderOf(cluster);
  });
  return {
    name: 'etcd',
    nodes,
    security,
    pids: programs.map(({ pid }) => pid),
    leader: () => until('a leader of etcd', () => leaderOf(cluster)),
    startProfiles: () => undefined,
    stop: async () => {
      await Promise.all(programs.map((program) => program.stop()));
    },
  };
}

/** The flags that make etcdctl talk to this server. */
export function etcdctlFlags({ port, tls }: Target): string[] {
  if (tls === undefined) return [`--endpoints=http://127.0.0.1:${port}`];
  const files = [`--cacert=${tls.ca}`, `--cert=${tls.cert}`, `--key=${tls.key}`];
  return [`--endpoints=https://127.0.0.1:${port}`, ...files];
}

function startMember(cluster: EtcdCluster, { name, clientPort, peerPort }: EtcdNode): NodeProgram {
  const { directory, members } = cluster;
  const scheme = cluster.security === 'TLS' ? 'https' : 'http';
  const clientUrl = `${scheme}://127.0.0.1:${clientPort}`;
  const peerUrl = (port: number): string => `${scheme}://127.0.0.1:${port}`;
  const initial = members.map((member) => `${member.name}=${peerUrl(member.peerPort)}`).join(',');
  const args = [
    ...['--name', name, '--data-dir', join(directory, name)],
    ...['--listen-client-urls', clientUrl, '--advertise-client-urls', clientUrl],
    ...['--listen-peer-urls', peerUrl(peerPort)],
    ...['--initial-advertise-peer-urls', peerUrl(peerPort)],
    ...['--initial-cluster', initial, '--quota-backend-bytes', `${limits.storeBytes}`],
    ...['--logger', 'zap', '--log-level', 'warn', '--enable-grpc-gateway=false'],
    ...(cluster.security === 'TLS' ? tlsFlags(directory) : []),
  ];
  return new NodeProgram('etcd', args, join(directory, `${name}.log`));
}

function tlsFlags(directory: string): string[] {
  const file = (name: string): string => join(directory, name);
  return [
    ...['--client-cert-auth', '--trusted-ca-file', file('ca.pem')],
    ...['--cert-file', file('server.pem'), '--key-file', file('server-key.pem')],
    ...['--peer-client-cert-auth', '--peer-trusted-ca-file', file('ca.pem')],
    ...['--peer-cert-file', file('peer.pem'), '--peer-key-file', file('peer-key.pem')],
  ];
}

interface EndpointStatus {
  readonly Status: {
    readonly leader: number;
    readonly header: { readonly member_id: number };
  };
}

/** Undefined while there is none or some member does not answer. */
async function leaderOf({
  members,
  directory,
  security,
}: EtcdCluster): Promise<Target | undefined> {
  const tls = security === 'TLS' ? clientFilesIn(directory) : undefined;
  for (const { clientPort: port } of members) {
    const target = { host: '127.0.0.1', port, tls };
    const args = [...etcdctlFlags(target), 'endpoint', 'status', '--write-out=json'];
    const answer = await run('etcdctl', args).catch(() => undefined); // it starts up
    if (answer === undefined) return undefined;
    const [found] = JSON.parse(answer.stdout) as EndpointStatus[];
    if (found !== undefined && found.Status.leader === found.Status.header.member_id) return target;
  }
  return undefined;
}

export function etcdVersion(): string {
  const text = execFileSync('etcd', ['--version'], { encoding: 'utf8' });
  return /etcd Version: (\S+)/.exec(text)?.[1] ?? 'unknown';
}
