import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { api } from '../../src/api/gen/messages.js';
import { type Credentials, readCredentials } from '../../src/client/credentials.ts';
import { parseEndpoint } from '../../src/client/endpoint.ts';
import { type ClientOptions, KvClient } from '../../src/client/kv-client.ts';
import type { NodeProcess } from './mokv-process.ts';
import { until } from './poll.ts';
import { RawClient } from './raw-client.ts';
import { startThreeNodes } from './three-nodes.ts';

/** What the nodes say of the state that they all must have at one index. */
export interface NodeState {
  readonly node: string;
  readonly appliedHash: string;
  readonly contentsHash: string;
}

/** Three `mokv serve` processes, clients of them, and what a test does to them. */
export class KeyCluster {
  readonly home: string;
  readonly nodes: readonly NodeProcess[];
  readonly #credentials: Credentials;
  readonly #clients: KvClient[] = [];
  /** Of the cluster itself, for what the tests ask of it. */
  readonly #own: KvClient;

  private constructor(home: string, nodes: readonly NodeProcess[], credentials: Credentials) {
    this.home = home;
    this.nodes = nodes;
    this.#credentials = credentials;
    this.#own = this.client();
  }

  static async start(): Promise<KeyCluster> {
    const home = await mkdtemp(join(tmpdir(), 'mokv-keys-'));
    const nodes = await startThreeNodes(home);
    const file = (name: string): string => join(home, '.mokv', name);
    const credentials = await readCredentials({
      cacert: file('ca.pem'),
      cert: file('root-client.pem'),
      key: file('root-client-key.pem'),
    });
    return new KeyCluster(home, nodes, credentials);
  }

  /** Closed with the cluster. */
  client(options: ClientOptions = {}): KvClient {
    const endpoints = this.nodes.map(({ endpoint }) => parseEndpoint(endpoint));
    const client = new KvClient(endpoints, this.#credentials, options);
    this.#clients.push(client);
    return client;
  }

  async leader(): Promise<NodeProcess> {
    return until('a leader', async () => {
      for (const node of this.nodes) {
        const status = await this.#own.cluster
          .statusAt(node.endpoint, { deadline: Date.now() + 1000 })
          .catch(() => undefined);
        if (status?.role === 'leader') return node;
      }
      return undefined;
    });
  }

  async follower(): Promise<NodeProcess> {
    const leader = await this.leader();
    const follower = this.nodes.find((node) => node !== leader);
    if (follower === undefined) throw new Error('every node leads');
    return follower;
  }

  nameOf(node: NodeProcess): string {
    return `n${this.nodes.indexOf(node) + 1}`;
  }

  /** Kills it and waits until another node leads. */
  async killLeader(): Promise<NodeProcess> {
    const killed = await this.leader();
    await killed.end('SIGKILL');
    await this.leader();
    return killed;
  }

  /** Kills it, and has it back as a follower of the next one. */
  async changeLeader(): Promise<void> {
    await (await this.killLeader()).start();
  }

  async restartAll(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.end('SIGKILL')));
    await Promise.all(this.nodes.map((node) => node.start()));
  }

  async makeLeader(node: NodeProcess): Promise<void> {
    await until(`${node.endpoint} to lead`, async () => {
      if ((await this.leader()) === node) return true;
      await this.#own.cluster
        .transferLeadership(this.nameOf(node), { deadline: Date.now() + 5000 })
        .catch(() => undefined);
      return undefined;
    });
  }

  /** The keys that this node has itself, however old they are. */
  async keysAt(node: NodeProcess, prefix: string): Promise<readonly string[]> {
    const client = new RawClient(node.endpoint, this.home);
    try {
      const items = await client.list({ consistency: api.Consistency.CONSISTENCY_STALE });
      return [...items.keys()].filter((key) => key.startsWith(prefix));
    } finally {
      client.close();
    }
  }

  /** Has it write a Raft snapshot, once it is ready and writes no other one. */
  compact(node: NodeProcess): Promise<number> {
    const at = parseEndpoint(node.endpoint);
    return until(`${node.endpoint} to write a snapshot`, () =>
      this.#own.cluster.compact({ at }).catch(() => undefined),
    );
  }

  /** The size of its newest Raft snapshot. */
  async snapshotBytes(node: NodeProcess): Promise<number> {
    const dir = join(this.home, this.nameOf(node));
    const files = (await readdir(dir, { recursive: true })).filter((file) =>
      file.endsWith('.snap'),
    );
    const indexOf = (file: string): number => Number.parseInt(basename(file), 10);
    const newest = files.sort((one, other) => indexOf(other) - indexOf(one))[0];
    return newest === undefined ? 0 : (await stat(join(dir, newest))).size;
  }

  /** Of all nodes, at one index that all of them have applied. */
  async states(): Promise<readonly NodeState[]> {
    const leader = await this.leader();
    return until('all nodes to be at one index', async () => {
      const { index } = await this.#hashAt(leader, 0);
      const hashes = await Promise.all(this.nodes.map((node) => this.#hashAt(node, index)));
      if (hashes.some(({ contentsIndex }) => contentsIndex !== index)) return undefined;
      return hashes.map(({ nodeId, appliedHash, contentsHash }) => ({
        node: nodeId,
        appliedHash,
        contentsHash,
      }));
    });
  }

  async end(): Promise<void> {
    for (const client of this.#clients) client.close();
    for (const { pid } of this.nodes) {
      // One that a test has stopped could not end; one that is gone cannot be woken.
      if (pid !== undefined) await this.resume(pid);
    }
    await Promise.all(this.nodes.map((node) => node.end('SIGKILL')));
    await rm(this.home, { recursive: true });
  }

  async resume(pid: number): Promise<void> {
    try {
      process.kill(pid, 'SIGCONT');
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }

  #hashAt(node: NodeProcess, index: number) {
    return this.#own.cluster.hash(
      { index, contents: true },
      { at: parseEndpoint(node.endpoint), deadline: Date.now() + 15_000 },
    );
  }
}

/** Whether they are the same on every node. */
export function isOneState(states: readonly NodeState[]): boolean {
  return (
    new Set(states.map(({ appliedHash, contentsHash }) => appliedHash + contentsHash)).size === 1
  );
}
