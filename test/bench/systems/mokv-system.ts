import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configFileOf, type DevNode, prepareDevCluster } from '../../../src/cli/dev-layout.ts';
import { connect, type KvClient } from '../../../src/client/index.ts';
import { until } from '../../support/poll.ts';
import type { Target, TlsFiles } from '../load/plan.ts';
import { clientFilesIn } from './client-files.ts';
import { NodeProgram } from './node-program.ts';
import type { System, SystemRequest } from './system.ts';

export const mokvBinary = fileURLToPath(new URL('../../../dist/mokv.js', import.meta.url));

/** For profiles: the built binary has no names to speak of. */
const source = fileURLToPath(new URL('../../../src/cli/main.ts', import.meta.url));

const profiledProcess = new URL('../profiled-process.ts', import.meta.url).href;

const limits = { statusMs: 1000 } as const;

/** Nodes of the built binary with default settings, as `mokv dev` lays them out. */
export async function startMokv(request: SystemRequest): Promise<System> {
  const { nodes: count, directory, security, profileDirectory } = request;
  const nodes = await prepareDevCluster({ directory, count, basePort: undefined });
  if (security === 'plain') {
    for (const { name } of nodes) await dropSecurity(configFileOf(directory, name));
  }
  if (profileDirectory !== undefined) await mkdir(profileDirectory, { recursive: true });
  const programs = nodes.map(({ name }) => startNode(request, name));
  const cluster = await Cluster.of(request, nodes, programs);
  await cluster.ready();
  return {
    name: 'mokv',
    nodes: count,
    security,
    pids: programs.map(({ pid }) => pid),
    leader: () => cluster.leader(),
    startProfiles: () => {
      if (profileDirectory === undefined) return;
      for (const { pid } of programs) process.kill(pid, 'SIGUSR2');
    },
    stop: () => cluster.stop(),
  };
}

/** A node without TLS has no use for certificates and rights, and refuses to be given any. */
async function dropSecurity(configFile: string): Promise<void> {
  const lines = (await readFile(configFile, 'utf8')).split('\n');
  const kept = lines.filter((line) => !/^(acl|server-tls|peer-tls|gossip-key)-/.test(line));
  await writeFile(configFile, ['insecure: true', ...kept].join('\n'));
}

function startNode({ directory, profileDirectory }: SystemRequest, name: string): NodeProgram {
  const serve = ['serve', '--config-file', configFileOf(directory, name)];
  const args =
    profileDirectory === undefined
      ? [mokvBinary, ...serve]
      : [...profileFlags(profileDirectory, name), source, ...serve];
  return new NodeProgram(process.execPath, args, join(directory, `${name}.log`));
}

function profileFlags(directory: string, name: string): string[] {
  const file = encodeURIComponent(join(directory, `${name}.cpuprofile`));
  return ['--import', `${profiledProcess}?${file}`];
}

class Cluster {
  readonly #nodes: readonly DevNode[];
  readonly #programs: readonly NodeProgram[];
  readonly #tls: TlsFiles | undefined;
  readonly #client: KvClient;

  private constructor(
    nodes: readonly DevNode[],
    programs: readonly NodeProgram[],
    tls: TlsFiles | undefined,
    client: KvClient,
  ) {
    this.#nodes = nodes;
    this.#programs = programs;
    this.#tls = tls;
    this.#client = client;
  }

  static async of(
    { directory, security }: SystemRequest,
    nodes: readonly DevNode[],
    programs: readonly NodeProgram[],
  ): Promise<Cluster> {
    const tls = security === 'TLS' ? clientFilesIn(directory) : undefined;
    const endpoints = nodes.map(({ rpcPort }) => `127.0.0.1:${rpcPort}`).join(',');
    return new Cluster(nodes, programs, tls, await connect(endpoints, tls ?? { tls: false }));
  }

  /** Resolves when every node is a voter. */
  async ready(): Promise<void> {
    await until('the nodes of mokv to be voters', async () => {
      for (const program of this.#programs) program.assertRunning();
      const voters = (await this.#status())?.servers.filter(({ voter }) => voter);
      return voters?.length === this.#nodes.length || undefined;
    });
  }

  async leader(): Promise<Target> {
    const { nodeId } = await until('a leader of mokv', () => this.#status());
    const node = this.#nodes.find(({ name }) => name === nodeId);
    if (node === undefined) throw new Error(`the leader ${nodeId} is no node of this cluster`);
    return { host: '127.0.0.1', port: node.rpcPort, tls: this.#tls };
  }

  async stop(): Promise<void> {
    this.#client.close();
    await Promise.all(this.#programs.map((program) => program.stop()));
  }

  /** Of the leader; undefined while there is none or it is not up: the next look tells. */
  #status() {
    const call = { deadline: Date.now() + limits.statusMs };
    return this.#client.cluster.leaderStatus(call).catch(() => undefined);
  }
}
