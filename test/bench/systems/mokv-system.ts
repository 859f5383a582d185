import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clusterService } from '../../../src/api/services.ts';
import { configFileOf, type DevNode, prepareDevCluster } from '../../../src/cli/dev-layout.ts';
import { until } from '../../support/poll.ts';
import { RawClient } from '../../support/raw-client.ts';
import type { Target } from '../load/plan.ts';
import { clientFilesIn } from './client-files.ts';
import { NodeProgram } from './node-program.ts';
import type { System, SystemRequest } from './system.ts';

export const mokvBinary = fileURLToPath(new URL('../../../dist/mokv.js', import.meta.url));

const limits = { statusMs: 1000 } as const;

/** Nodes of the built binary with default settings, as `mokv dev` lays them out. */
export async function startMokv(request: SystemRequest): Promise<System> {
  const { nodes: count, directory } = request;
  // Where RawClient expects the certificates.
  const home = join(directory, '.mokv');
  const nodes = await prepareDevCluster({ directory: home, count, basePort: undefined });
  const programs = nodes.map(({ name }) => startNode(request, home, name));
  const cluster = new Cluster(nodes, programs, directory);
  await cluster.ready();
  return {
    name: 'mokv',
    nodes: count,
    security: 'TLS',
    pids: programs.map(({ pid }) => pid),
    leader: () => cluster.leader(),
    stop: () => cluster.stop(),
  };
}

function startNode({ profileDirectory }: SystemRequest, home: string, name: string): NodeProgram {
  const profile =
    profileDirectory === undefined
      ? []
      : ['--cpu-prof', '--cpu-prof-dir', profileDirectory, '--cpu-prof-name', `${name}.cpuprofile`];
  const args = [...profile, mokvBinary, 'serve', '--config-file', configFileOf(home, name)];
  return new NodeProgram(process.execPath, args, join(home, `${name}.log`));
}

class Cluster {
  readonly #nodes: readonly DevNode[];
  readonly #programs: readonly NodeProgram[];
  readonly #home: string;
  readonly #clients: readonly RawClient[];

  constructor(nodes: readonly DevNode[], programs: readonly NodeProgram[], home: string) {
    this.#nodes = nodes;
    this.#programs = programs;
    this.#home = home;
    this.#clients = nodes.map(({ rpcPort }) => new RawClient(`127.0.0.1:${rpcPort}`, home));
  }

  /** Resolves when every node is a voter. */
  async ready(): Promise<void> {
    await until('the nodes of mokv to be voters', async () => {
      for (const program of this.#programs) program.assertRunning();
      const found = await this.#leaderStatus();
      const voters = found?.servers.filter(({ voter }) => voter).length;
      return voters === this.#nodes.length || undefined;
    });
  }

  async leader(): Promise<Target> {
    const { leaderId } = await until('a leader of mokv', () => this.#leaderStatus());
    const node = this.#nodes.find(({ name }) => name === leaderId);
    if (node === undefined) throw new Error(`the leader ${leaderId} is no node of this cluster`);
    return { host: '127.0.0.1', port: node.rpcPort, tls: clientFilesIn(join(this.#home, '.mokv')) };
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.close();
    await Promise.all(this.#programs.map((program) => program.stop()));
  }

  async #leaderStatus() {
    for (const client of this.#clients) {
      const status = await client
        .unary(clusterService.status, {}, limits.statusMs)
        .catch(() => undefined); // not up yet: the next look tells
      if (status?.role === 'leader') return status;
    }
    return undefined;
  }
}
