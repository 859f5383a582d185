import { setTimeout as delay } from 'node:timers/promises';
import type { KvClient } from '../../../src/client/index.ts';
import { seededRandom } from '../../../src/shared/random.ts';

const limits = {
  callersMax: 512,
  timedMs: 20_000,
  deleted: 300_000,
  callMs: 600_000,
} as const;

/** Coprime to every number of keys that anybody asks for: steps of it reach every key once. */
const stride = 7_368_787;
const value = Buffer.alloc(128, 'v');
const random = seededRandom(1);

/** What one phase did; its operations are what its rate counts. */
export interface PhaseWork {
  readonly operations: number;
  readonly what: 'sets' | 'keys' | 'events';
}

export interface Phase {
  readonly name: string;
  run(client: KvClient, keys: number): Promise<PhaseWork>;
}

/** What a node that holds all keys goes through. */
export const phases: readonly Phase[] = [
  { name: 'overwrite', run: (client, keys) => during(delay(limits.timedMs), client, keys) },
  { name: 'List', run: list },
  { name: 'snapshot', run: snapshot },
  { name: 'snapshot and List', run: snapshotAndList },
  {
    name: 'snapshot, List and overwrite',
    run: (client, keys) => during(snapshotAndList(client), client, keys),
  },
  { name: 'watch of all, overwrite', run: watchOverwrites },
];

/** Every key once, neighbours in time far apart in the order of the keys. */
export async function load(client: KvClient, keys: number): Promise<PhaseWork> {
  let issued = 0;
  await callers(async () => {
    while (issued < keys) {
      issued += 1;
      await set(client, keyAt((issued * stride) % keys));
    }
  });
  return { operations: keys, what: 'sets' };
}

/** So many keys in one revision, or a third of all when that is fewer. */
export async function deleteRange(client: KvClient, keys: number): Promise<PhaseWork> {
  const count = Math.min(limits.deleted, Math.floor(keys / 3));
  const range = { start: keyAt(0), end: keyAt(count) };
  const { deleted } = await client.deleteRange(range, { deadline: Date.now() + limits.callMs });
  return { operations: deleted, what: 'keys' };
}

export async function snapshot(client: KvClient, keys: number): Promise<PhaseWork> {
  await client.cluster.compact({ deadline: Date.now() + limits.callMs });
  return { operations: keys, what: 'keys' };
}

async function list(client: KvClient): Promise<PhaseWork> {
  let operations = 0;
  for await (const _ of client.list({ deadline: Date.now() + limits.callMs })) operations += 1;
  return { operations, what: 'keys' };
}

async function snapshotAndList(client: KvClient): Promise<PhaseWork> {
  // Without anything new there would be nothing to save.
  await client.set('size', value);
  const [listed] = await Promise.all([list(client), snapshot(client, 0)]);
  return listed;
}

async function watchOverwrites(client: KvClient, keys: number): Promise<PhaseWork> {
  const ending = new AbortController();
  const watched = Promise.withResolvers<number>();
  let lastRevision = Number.POSITIVE_INFINITY;
  const follow = async (): Promise<void> => {
    let events = 0;
    for await (const message of client.watch({}, { signal: ending.signal })) {
      if (message.type === 'changes') events += message.events.length;
      if (message.revision >= lastRevision) break;
    }
    watched.resolve(events);
  };
  follow().catch(watched.reject);
  await during(delay(limits.timedMs), client, keys);
  // The watch ends with the change that it is told to wait for.
  ({ revision: lastRevision } = await client.set('size', value));
  await client.set('size', value);
  return { operations: await watched.promise, what: 'events' };
}

/** Overwrites random keys until something else is over. */
async function during(other: Promise<unknown>, client: KvClient, keys: number): Promise<PhaseWork> {
  let isOver = false;
  let operations = 0;
  const over = other.finally(() => {
    isOver = true;
  });
  await callers(async () => {
    while (!isOver) {
      await set(client, keyAt(Math.floor(random() * keys)));
      operations += 1;
    }
  });
  await over;
  return { operations, what: 'sets' };
}

/** Not given up while a busy machine keeps it waiting. */
async function set(client: KvClient, key: string): Promise<void> {
  await client.set(key, value, { deadline: Date.now() + limits.callMs });
}

async function callers(call: () => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: limits.callersMax }, call));
}

function keyAt(position: number): string {
  return `user:${`${position}`.padStart(15, '0')}`;
}
