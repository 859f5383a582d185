// Readers and writers through one client of a cluster of three, while its leader is killed again and again.
// Every call has 5 s. At the end every acknowledged write is there once.
//   node test/chaos/client.ts --kills 20
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readCredentials } from '../../src/client/credentials.ts';
import { parseEndpoint } from '../../src/client/endpoint.ts';
import { type ClientOptions, KvClient } from '../../src/client/kv-client.ts';
import { messageOf } from '../../src/shared/errors.ts';
import type { NodeProcess } from '../support/mokv-process.ts';
import { until } from '../support/poll.ts';
import { startThreeNodes } from '../support/three-nodes.ts';

const settings = { writers: 8, readers: 4, pauseMs: 500, rateMs: 4000, callers: 128 } as const;

export interface ClientReport {
  readonly kills: number;
  readonly writes: number;
  readonly reads: number;
  readonly watched: number;
  /** Calls that failed, and why. */
  readonly failures: readonly string[];
  /** Reads, conditions, versions and watch events that must not be. */
  readonly wrong: readonly string[];
  readonly longestCallMs: number;
  /** Sets a second of 128 callers, before anything is killed. */
  readonly unaryPerSecond: number;
  readonly pipelinedPerSecond: number;
}

export async function clientChaos(kills: number): Promise<ClientReport> {
  const home = await mkdtemp(join(tmpdir(), 'mokv-client-'));
  const nodes = await startThreeNodes(home);
  const open = await clientsOf(home, nodes);
  const client = open();
  try {
    const rates = [await rateOf(open({ pipeline: false })), await rateOf(open())];
    const load = new Load(client);
    await load.start();
    for (let count = 0; count < kills; count += 1) {
      // The fault itself, not a wait for something; and it has learned who the others are by then.
      await delay(settings.pauseMs);
      await killLeader(nodes, client);
    }
    await load.stop();
    const [unaryPerSecond = 0, pipelinedPerSecond = 0] = rates;
    return { kills, ...load.report(), unaryPerSecond, pipelinedPerSecond };
  } finally {
    client.close();
    await Promise.all(nodes.map((node) => node.end('SIGKILL')));
    await rm(home, { recursive: true });
  }
}

/** Makes clients that know one address. */
async function clientsOf(
  home: string,
  [first]: readonly NodeProcess[],
): Promise<(options?: ClientOptions) => KvClient> {
  const file = (name: string): string => join(home, '.mokv', name);
  const credentials = await readCredentials({
    cacert: file('ca.pem'),
    cert: file('root-client.pem'),
    key: file('root-client-key.pem'),
  });
  const endpoints = first === undefined ? [] : [parseEndpoint(first.endpoint)];
  return (options) => new KvClient(endpoints, credentials, options);
}

/** Kills the leader, and starts it again once another one leads. */
async function killLeader(nodes: readonly NodeProcess[], client: KvClient): Promise<void> {
  const leader = await until('a leader', async () => {
    const servers = await client.getServers();
    return servers.find(({ isLeader }) => isLeader)?.address;
  });
  const node = nodes.find(({ endpoint }) => endpoint === leader);
  if (node === undefined) throw new Error(`${leader} is no node`);
  await node.end('SIGKILL');
  await client.set('after-kill', Buffer.from(leader));
  await node.start();
}

class Load {
  readonly #client: KvClient;
  readonly #failures: string[] = [];
  readonly #wrong: string[] = [];
  readonly #acknowledged = new Map<string, number>();
  readonly #issued = new Map<string, number>();
  readonly #seen = new Map<string, number>();
  readonly #end = new AbortController();
  #running: Promise<void>[] = [];
  #watching: Promise<void> | undefined;
  #writes = 0;
  #reads = 0;
  #watched = 0;
  #longestCallMs = 0;

  constructor(client: KvClient) {
    this.#client = client;
  }

  async start(): Promise<void> {
    // What came before may be more than a node remembers.
    const { revision } = await this.#client.range({ prefix: 'w/' }, { limit: 1 });
    const writers = Array.from({ length: settings.writers }, (_, index) => this.#write(index));
    const readers = Array.from({ length: settings.readers }, () => this.#read());
    this.#running = [...writers, ...readers];
    this.#watching = this.#watch(revision + 1);
  }

  async stop(): Promise<void> {
    this.#end.abort();
    await Promise.all(this.#running);
    for (const [key, count] of this.#acknowledged) {
      const { version, value } = await this.#client.get(key);
      if (version !== count || numberIn(value) !== count) {
        this.#wrong.push(`${key}: ${count} writes, version ${version}, value ${numberIn(value)}`);
      }
      await this.#seenUpTo(key, count);
    }
    this.#client.close();
    await this.#watching;
  }

  async #seenUpTo(key: string, count: number): Promise<void> {
    try {
      await until('the watch', () => this.#seen.get(key) === count || undefined, 10_000);
    } catch {
      this.#wrong.push(`watch ${key}: ${this.#seen.get(key)} was the last, not ${count}`);
    }
  }

  report(): Omit<ClientReport, 'kills' | 'unaryPerSecond' | 'pipelinedPerSecond'> {
    return {
      writes: this.#writes,
      reads: this.#reads,
      watched: this.#watched,
      failures: this.#failures,
      wrong: this.#wrong,
      longestCallMs: Math.round(this.#longestCallMs),
    };
  }

  /** Half of the writers say which revision they change: a write that is applied twice fails there. */
  async #write(index: number): Promise<void> {
    const key = `w/${index}`;
    let revision: number | undefined;
    while (!this.#end.signal.aborted) {
      const next = (this.#acknowledged.get(key) ?? 0) + 1;
      this.#issued.set(key, next);
      const isConditional = index % 2 === 0;
      const condition =
        revision === undefined
          ? ({ type: 'absent' } as const)
          : ({ type: 'revision', revision } as const);
      const options = isConditional ? { condition } : {};
      const result = await this.#timed(`set ${key} ${next}`, () =>
        this.#client.set(key, Buffer.from(`${next}`), options),
      );
      if (result === undefined) return;
      revision = result.revision;
      this.#acknowledged.set(key, next);
      this.#writes += 1;
    }
  }

  /** Half of the reads go through the pipeline, and half, which name a revision (0: now), to followers. */
  async #read(): Promise<void> {
    for (let turn = 0; !this.#end.signal.aborted; turn += 1) {
      const key = `w/${turn % settings.writers}`;
      const floor = this.#acknowledged.get(key);
      if (floor === undefined) {
        await delay(1);
        continue;
      }
      const item = await this.#timed(`get ${key}`, () =>
        this.#client.get(key, turn % 2 ? {} : { revision: 0 }),
      );
      if (item === undefined) return;
      const read = numberIn(item.value);
      this.#reads += 1;
      if (read < floor || read > (this.#issued.get(key) ?? 0)) {
        this.#wrong.push(`${key}: read ${read}, ${floor} was acknowledged before`);
      }
    }
  }

  /** Each change of each key once, in order. */
  async #watch(fromRevision: number): Promise<void> {
    try {
      for await (const message of this.#client.watch({ prefix: 'w/' }, { fromRevision })) {
        if (message.type !== 'changes') continue;
        for (const event of message.events) {
          if (event.type !== 'set') continue;
          const { key, value } = event.item;
          const expected = (this.#seen.get(key) ?? 0) + 1;
          if (numberIn(value) !== expected) {
            this.#wrong.push(`watch ${key}: ${numberIn(value)} instead of ${expected}`);
          }
          this.#seen.set(key, numberIn(value));
          this.#watched += 1;
        }
      }
    } catch (error) {
      if (!this.#end.signal.aborted) this.#failures.push(`watch: ${messageOf(error)}`);
    }
  }

  async #timed<Result>(what: string, call: () => Promise<Result>): Promise<Result | undefined> {
    const begun = performance.now();
    try {
      return await call();
    } catch (error) {
      this.#failures.push(`${what}: ${messageOf(error)}`);
      return undefined;
    } finally {
      this.#longestCallMs = Math.max(this.#longestCallMs, performance.now() - begun);
    }
  }
}

/** Sets of random keys, by 128 callers that each wait for their own. */
async function rateOf(client: KvClient): Promise<number> {
  const value = Buffer.alloc(128);
  let count = 0;
  const end = Date.now() + settings.rateMs;
  const caller = async (): Promise<void> => {
    while (Date.now() < end) {
      await client.set(`r/${Math.floor(Math.random() * 100_000)}`, value);
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: settings.callers }, caller));
  client.close();
  return Math.round((count * 1000) / settings.rateMs);
}

function numberIn(value: Uint8Array): number {
  return Number(Buffer.from(value).toString());
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { kills: { type: 'string', default: '20' } } });
  const report = await clientChaos(Number(values.kills));
  process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  process.exit(report.failures.length + report.wrong.length > 0 ? 1 : 0);
}
