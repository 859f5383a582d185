// Clients set, delete, compare and count under request ids, with keys that end, while nodes of a cluster of
// three are killed and stopped and leadership is handed over. At the end every change, as one watch told it,
// is compared with what the clients asked for and saw.
//   node test/chaos/keys.ts --seconds 120 --seed 1
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Item } from '../../src/client/kv-api.ts';
import type { KvClient } from '../../src/client/kv-client.ts';
import { MokvError, messageOf } from '../../src/shared/errors.ts';
import { type Random, seededRandom } from '../../src/shared/random.ts';
import { isOneState, KeyCluster } from '../support/key-cluster.ts';
import { KeyHistory, type Outcome } from '../support/key-history.ts';
import { until } from '../support/poll.ts';

const settings = {
  clients: 4,
  callersPerClient: 3,
  registers: 6,
  counters: 2,
  timeoutMs: 2000,
  ttlMs: 300,
  pauseMsMax: 1500,
  stoppedMsMax: 2000,
} as const;

const faults = [
  'kill leader',
  'kill leader',
  'kill follower',
  'kill all',
  'stop leader',
  'stop follower',
  'transfer',
  'compact',
] as const;

export interface KeysReport {
  readonly faults: Readonly<Record<string, number>>;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly reads: number;
  readonly changes: number;
  readonly counters: readonly string[];
  /** What must not be. */
  readonly wrong: readonly string[];
}

export async function keysChaos(seconds: number, seed: number): Promise<KeysReport> {
  const cluster = await KeyCluster.start();
  try {
    const random = seededRandom(seed);
    const load = new Load(cluster, random);
    await load.start();
    const done: Record<string, number> = {};
    const end = Date.now() + seconds * 1000;
    while (Date.now() < end) {
      // The pace of the faults, not a wait for something.
      await delay(random() * settings.pauseMsMax);
      const fault = faults[Math.floor(random() * faults.length)] ?? 'transfer';
      await inject(cluster, fault, random);
      done[fault] = (done[fault] ?? 0) + 1;
    }
    const report = await load.finish();
    return { faults: done, ...report };
  } finally {
    await cluster.end();
  }
}

async function inject(
  cluster: KeyCluster,
  fault: (typeof faults)[number],
  random: Random,
): Promise<void> {
  switch (fault) {
    case 'kill leader':
      return cluster.changeLeader();
    case 'kill all':
      return cluster.restartAll();
    case 'kill follower': {
      const follower = await cluster.follower();
      await follower.end('SIGKILL');
      return follower.start();
    }
    case 'transfer':
      return cluster.makeLeader(await cluster.follower());
    case 'compact':
      await cluster.compact(await cluster.leader());
      return;
    case 'stop leader':
    case 'stop follower': {
      const node = await (fault === 'stop leader' ? cluster.leader() : cluster.follower());
      if (node.pid === undefined) throw new Error(`${node.endpoint} does not run`);
      process.kill(node.pid, 'SIGSTOP');
      await delay(random() * settings.stoppedMsMax);
      process.kill(node.pid, 'SIGCONT');
      await until(`${node.endpoint} to be ready`, async () => (await node.isReady()) || undefined);
    }
  }
}

/** The callers of all clients, each with one call at a time. */
class Load {
  readonly #cluster: KeyCluster;
  readonly #random: Random;
  readonly #history = new KeyHistory();
  readonly #outcomes: Record<string, number> = {};
  readonly #end = new AbortController();
  /** Acknowledged increments of each counter, and those of which nobody knows. */
  readonly #counted = new Map<string, { acknowledged: number; unknown: number }>();
  #running: Promise<void>[] = [];
  #failure: unknown;
  #values = 0;
  #reads = 0;

  constructor(cluster: KeyCluster, random: Random) {
    this.#cluster = cluster;
    this.#random = random;
  }

  async start(): Promise<void> {
    const own = this.#cluster.client({ timeoutMs: 30_000 });
    const { revision } = await own.set('first', Buffer.from('0'));
    void this.#watch(own, revision + 1);
    for (let index = 0; index < settings.clients; index += 1) {
      // Half of them with pipelines, half with a call for each operation.
      const options = { timeoutMs: settings.timeoutMs, pipeline: index % 2 === 0 };
      const client = this.#cluster.client(options);
      for (let caller = 0; caller < settings.callersPerClient; caller += 1) {
        this.#running.push(this.#work(client));
      }
    }
  }

  async finish(): Promise<Omit<KeysReport, 'faults'>> {
    this.#end.abort();
    await Promise.all(this.#running);
    const { wrong } = this.#history;
    const client = this.#cluster.client({ timeoutMs: 30_000 });
    const last = await client.set('last', Buffer.from('last'));
    this.#history.attempted({
      key: 'last',
      value: 'last',
      expected: undefined,
      outcome: { type: 'applied', revision: last.revision },
    });
    await until('the watch', () => {
      if (this.#failure !== undefined) throw this.#failure;
      return this.#history.lastRevision >= last.revision || undefined;
    });
    const counters = await Promise.all(
      [...this.#counted].map(async ([key, { acknowledged, unknown }]) => {
        const value = numberIn(Buffer.from((await client.get(key)).value).toString());
        const text = `${key}: ${value}, acknowledged ${acknowledged}, unknown ${unknown}`;
        if (value < acknowledged || value > acknowledged + unknown) wrong.push(text);
        return text;
      }),
    );
    const states = await this.#cluster.states();
    if (!isOneState(states)) wrong.push(`the nodes differ: ${JSON.stringify(states)}`);
    this.#history.check();
    return {
      outcomes: this.#outcomes,
      reads: this.#reads,
      changes: this.#history.changes,
      counters,
      wrong,
    };
  }

  async #watch(client: KvClient, fromRevision: number): Promise<void> {
    try {
      for await (const message of client.watch({}, { fromRevision })) {
        if (message.type === 'changes') this.#history.changed(message.revision, message.events);
      }
    } catch (error) {
      this.#failure = error;
    }
  }

  async #work(client: KvClient): Promise<void> {
    while (!this.#end.signal.aborted) {
      const key = `r/${Math.floor(this.#random() * settings.registers)}`;
      const counter = Math.floor(this.#random() * settings.counters);
      const dice = this.#random();
      if (dice < 0.25) await this.#read(client, key);
      else if (dice < 0.4) await this.#write(client, key, {});
      else if (dice < 0.5) await this.#write(client, key, { ttlMs: settings.ttlMs });
      else if (dice < 0.6) await this.#delete(client, key);
      else if (dice < 0.75) await this.#compareAndSet(client, key);
      else if (dice < 0.87) await this.#countByCondition(client, `c/${counter}`);
      else await this.#countByTransaction(client, `t/${counter}`);
    }
  }

  async #read(client: KvClient, key: string): Promise<{ modRevision: number; value: string }> {
    const { floor } = this.#history;
    try {
      const read = await (this.#random() < 0.2 ? readRange(client, key) : readKey(client, key));
      if (read === undefined) return absent;
      const { revision, item } = read;
      const value = item && Buffer.from(item.value).toString();
      const modRevision = item?.modRevision ?? 0;
      this.#history.answered(`read ${key}`, floor, revision);
      this.#history.saw({ key, revision, modRevision, value });
      this.#reads += 1;
      return { modRevision, value: value ?? absent.value };
    } catch (error) {
      this.#count('read', error);
      return absent;
    }
  }

  async #write(
    client: KvClient,
    key: string,
    { expected, ttlMs, value = this.#nextValue() }: WriteOptions,
  ): Promise<Outcome> {
    const condition = conditionOf(expected);
    return this.#attempt({ key, value, expected }, () =>
      client.set(key, Buffer.from(value), { condition, ttlMs }),
    );
  }

  async #delete(client: KvClient, key: string): Promise<void> {
    await this.#attempt({ key, value: undefined, expected: undefined }, async () => {
      const { revision, deleted } = await client.delete(key);
      return deleted ? { revision } : undefined;
    });
  }

  async #compareAndSet(client: KvClient, key: string): Promise<void> {
    const { modRevision } = await this.#read(client, key);
    await this.#write(client, key, { expected: modRevision });
  }

  async #countByCondition(client: KvClient, key: string): Promise<void> {
    const { modRevision, value } = await this.#read(client, key);
    const next = this.#nextValue(numberIn(value) + 1);
    const outcome = await this.#write(client, key, { expected: modRevision, value: next });
    const counted = this.#countsOf(key);
    if (outcome.type === 'applied') counted.acknowledged += 1;
    if (outcome.type === 'unknown') counted.unknown += 1;
  }

  /** Asks under one id until it has an answer, so that it knows. */
  async #countByTransaction(client: KvClient, key: string): Promise<void> {
    const { modRevision, value } = await this.#read(client, key);
    const next = this.#nextValue(numberIn(value) + 1);
    const attempt = { key, value: next, expected: modRevision };
    const requestId = { client: `counter ${next}`, sequence: 1 };
    const transaction = {
      compares: [{ key, relation: 'equal', target: { type: 'modRevision', number: modRevision } }],
      success: [{ type: 'set', key, value: Buffer.from(next) }],
      failure: [],
    } as const;
    const { floor } = this.#history;
    for (;;) {
      try {
        const { succeeded, revision } = await client.txn(transaction, { requestId });
        const outcome = succeeded
          ? ({ type: 'applied', revision } as const)
          : ({ type: 'refused' } as const);
        this.#history.attempted({ ...attempt, outcome });
        this.#history.answered(`${key} = ${next}`, succeeded ? floor + 1 : 0, revision);
        if (succeeded) this.#countsOf(key).acknowledged += 1;
        this.#outcomes.txn = (this.#outcomes.txn ?? 0) + 1;
        return;
      } catch (error) {
        this.#count('txn', error);
      }
    }
  }

  async #attempt(
    what: { key: string; value: string | undefined; expected: number | undefined },
    call: () => Promise<{ readonly revision: number } | undefined>,
  ): Promise<Outcome> {
    const { floor } = this.#history;
    const outcome = await this.#outcomeOf(what.value === undefined ? 'delete' : 'set', call);
    if (outcome === undefined) return { type: 'refused' };
    this.#history.attempted({ ...what, outcome });
    if (outcome.type === 'applied') {
      this.#history.answered(`${what.key} = ${what.value}`, floor + 1, outcome.revision);
    }
    return outcome;
  }

  /** Undefined: it found nothing to change. */
  async #outcomeOf(
    what: string,
    call: () => Promise<{ readonly revision: number } | undefined>,
  ): Promise<Outcome | undefined> {
    try {
      const answer = await call();
      this.#outcomes[what] = (this.#outcomes[what] ?? 0) + 1;
      return answer && { type: 'applied', revision: answer.revision };
    } catch (error) {
      const code = this.#count(what, error);
      return { type: code === 'OUTCOME_UNKNOWN' ? 'unknown' : 'refused' };
    }
  }

  #count(what: string, error: unknown): string {
    if (!(error instanceof MokvError)) this.#history.wrong.push(`${what}: ${messageOf(error)}`);
    const code = error instanceof MokvError ? error.code : 'other';
    this.#outcomes[`${what} ${code}`] = (this.#outcomes[`${what} ${code}`] ?? 0) + 1;
    return code;
  }

  #countsOf(key: string) {
    const counted = this.#counted.get(key) ?? { acknowledged: 0, unknown: 0 };
    this.#counted.set(key, counted);
    return counted;
  }

  /** A value that nobody wrote before; of a counter with its number in front. */
  #nextValue(number = 0): string {
    this.#values += 1;
    return `${number} ${this.#values}`;
  }
}

const absent = { modRevision: 0, value: '0' };

interface Read {
  /** Of the store. */
  readonly revision: number;
  readonly item: Item | undefined;
}

/** Undefined: it is not there, and the answer does not say at which revision. */
async function readKey(client: KvClient, key: string): Promise<Read | undefined> {
  try {
    const item = await client.get(key);
    return { revision: item.revision, item };
  } catch (error) {
    if (error instanceof MokvError && error.code === 'NOT_FOUND') return undefined;
    throw error;
  }
}

async function readRange(client: KvClient, key: string): Promise<Read> {
  const { entries, revision } = await client.range({ start: key, end: `${key}\0` });
  const [entry] = entries;
  return { revision, item: entry?.type === 'item' ? entry : undefined };
}

interface WriteOptions {
  readonly expected?: number | undefined;
  readonly ttlMs?: number;
  readonly value?: string;
}

function conditionOf(expected: number | undefined) {
  if (expected === undefined) return undefined;
  return expected === 0
    ? ({ type: 'absent' } as const)
    : ({ type: 'revision', revision: expected } as const);
}

function numberIn(value: string): number {
  return Number.parseInt(value, 10);
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '120' },
      seed: { type: 'string', default: '1' },
    },
  });
  const report = await keysChaos(Number(values.seconds), Number(values.seed));
  process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  process.exit(report.wrong.length > 0 ? 1 : 0);
}
