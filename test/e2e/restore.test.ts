import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeyRange } from '../../src/client/kv-api.ts';
import type { KvClient } from '../../src/client/kv-client.ts';
import { MokvError } from '../../src/shared/errors.ts';
import { isOneState, KeyCluster } from '../support/key-cluster.ts';
import { until } from '../support/poll.ts';

let cluster: KeyCluster;
let client: KvClient;
let prefixes = 0;

beforeAll(async () => {
  cluster = await KeyCluster.start();
  client = cluster.client({ timeoutMs: 30_000 });
}, 120_000);

afterAll(() => cluster.end());

/** Of keys that no other test has, nor the same test before. */
function ownPrefix(): string {
  prefixes += 1;
  return `${prefixes}/`;
}

describe('a snapshot that is restored', () => {
  it('takes the place of everything on all nodes, at one revision', async () => {
    const prefix = ownPrefix();
    await client.set(`${prefix}a`, text('before'));
    await client.set(`${prefix}ends`, text('x'), { ttlMs: 600_000 });
    const saved = await save();
    await client.set(`${prefix}a`, text('after'));
    await client.set(`${prefix}b`, text('after'));
    const { revision: before } = await client.get(`${prefix}b`);
    const watching = watchError({ prefix }, before + 1);
    const answer = await client.cluster.restoreSnapshot({ read: () => Readable.from(saved) });
    expect(answer.revision).toBeGreaterThan(before);
    expect(await contents(prefix)).toEqual([
      [`${prefix}a`, 'before', answer.revision],
      [`${prefix}ends`, 'x', answer.revision],
    ]);
    expect((await client.get(`${prefix}ends`)).expiresAtMs).toBeGreaterThan(Date.now());
    expect(await watching).toBe('COMPACTED');
    expect(isOneState(await cluster.states())).toBe(true);
    const next = await client.set(`${prefix}c`, text('x'));
    expect(next.revision).toBe(answer.revision + 1);
  });

  it.each(['the leader', 'all nodes'])(
    'leaves the store as it was when %s is killed in the middle, and nothing behind',
    async (who) => {
      const prefix = ownPrefix();
      await client.set(`${prefix}a`, text('before'));
      const filler = Array.from({ length: 64 }, (_, index) => ({
        key: `${prefix}filler${index}`,
        value: Buffer.alloc(64 * 1024, index),
      }));
      await client.import(filler);
      const saved = await save();
      await client.deleteRange({ prefix: `${prefix}filler` });
      const last = await client.set(`${prefix}a`, text('after'));
      const size = await snapshotBytes();
      const { index: before } = await client.cluster.hash();
      const { halfway, goOn, read } = halting(saved);
      const restoring = codeOf(client.cluster.restoreSnapshot({ read }));
      await halfway;
      await untilStaged(before);
      if (who === 'the leader') await cluster.changeLeader();
      else await cluster.restartAll();
      goOn();
      const code = await restoring;
      expect(code).not.toBe('OK');
      expect(await contents(prefix)).toEqual([[`${prefix}a`, 'after', last.revision]]);
      expect(isOneState(await cluster.states())).toBe(true);
      await until('the staged keys to be gone', async () => {
        await client.set(`${prefix}b`, text('x'));
        return (await snapshotBytes()) < size + 64 * 1024 || undefined;
      });
    },
  );

  it('is completed though nodes wrote Raft snapshots in the middle and one started from its own', async () => {
    const prefix = ownPrefix();
    await client.import(
      Array.from({ length: 64 }, (_, index) => ({
        key: `${prefix}${index}`,
        value: Buffer.alloc(64 * 1024, index),
      })),
    );
    const saved = await save();
    await client.deleteRange({ prefix });
    const { index: before } = await client.cluster.hash();
    const { halfway, goOn, read } = halting(saved);
    const restoring = client.cluster.restoreSnapshot({ read });
    await halfway;
    await untilStaged(before);
    for (const node of cluster.nodes) await cluster.compact(node);
    const follower = await cluster.follower();
    await follower.end('SIGKILL');
    await follower.start();
    goOn();
    expect((await restoring).keys).toBeGreaterThanOrEqual(64);
    expect(await contents(prefix)).toHaveLength(64);
    expect(isOneState(await cluster.states())).toBe(true);
    await cluster.restartAll();
    expect(await contents(prefix)).toHaveLength(64);
    expect(isOneState(await cluster.states())).toBe(true);
  });

  async function save(): Promise<readonly Uint8Array[]> {
    const parts: Uint8Array[] = [];
    for await (const { data } of client.cluster.saveSnapshot()) if (data) parts.push(data);
    return parts;
  }

  async function contents(prefix: string): Promise<unknown[]> {
    const { entries } = await client.range({ prefix });
    return entries.map((entry) =>
      entry.type === 'item' ? [entry.key, textOf(entry.value), entry.modRevision] : [],
    );
  }
});

/** Gives half of the data, and the rest when it is told to. */
function halting(data: readonly Uint8Array[]) {
  const halfway = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  async function* read(): AsyncGenerator<Uint8Array> {
    yield* data.slice(0, data.length / 2);
    halfway.resolve();
    await goOn.promise;
    yield* data.slice(data.length / 2);
  }
  return { halfway: halfway.promise, goOn: goOn.resolve, read };
}

/** Until several commands of a restore are in the log. */
function untilStaged(indexBefore: number): Promise<unknown> {
  return until('staged keys', async () => {
    const { index } = await client.cluster.hash();
    return index >= indexBefore + 4 || undefined;
  });
}

/** How large the newest snapshot of any node is when all of them write one now. */
async function snapshotBytes(): Promise<number> {
  const sizes = await Promise.all(
    cluster.nodes.map(async (node) => {
      await cluster.compact(node);
      return cluster.snapshotBytes(node);
    }),
  );
  return Math.max(...sizes);
}

async function watchError(range: KeyRange, fromRevision: number): Promise<unknown> {
  const end = AbortSignal.timeout(60_000);
  return codeOf(
    (async () => {
      for await (const _ of client.watch(range, { fromRevision, signal: end }));
    })(),
  );
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'OK';
  } catch (error) {
    if (error instanceof MokvError) return error.code;
    throw error;
  }
}

function text(value: string): Uint8Array {
  return Buffer.from(value);
}

function textOf(value: Uint8Array): string {
  return Buffer.from(value).toString();
}
