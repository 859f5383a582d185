import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keysService, kvService } from '../../src/api/services.ts';
import type { RequestId } from '../../src/client/kv-api.ts';
import type { KvClient } from '../../src/client/kv-client.ts';
import { ChangeRecorder } from '../support/change-recorder.ts';
import { untilLogged } from '../support/gossip-cluster.ts';
import { isOneState, KeyCluster } from '../support/key-cluster.ts';
import { NodeProcess } from '../support/mokv-process.ts';
import { until } from '../support/poll.ts';
import { RawClient } from '../support/raw-client.ts';

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

describe('keys with a time to live', () => {
  it('end everywhere though their leader was killed, once, and do not come back', async () => {
    const prefix = ownPrefix();
    const watch = await ChangeRecorder.start(client, prefix);
    const keys = Array.from({ length: 100 }, (_, index) => `${prefix}${index}`);
    const sets = await Promise.all(keys.map((key) => client.set(key, text('x'), { ttlMs: 1500 })));
    await client.set(`${prefix}stays`, text('x'));
    const killed = await cluster.killLeader();
    const others = cluster.nodes.filter((node) => node !== killed);
    await untilKeys(others, prefix, [`${prefix}stays`]);
    await killed.start();
    await untilKeys(cluster.nodes, prefix, [`${prefix}stays`]);
    await cluster.restartAll();
    for (const node of cluster.nodes) {
      expect(await cluster.keysAt(node, prefix)).toEqual([`${prefix}stays`]);
    }
    const last = await client.set(`${prefix}last`, text('x'));
    const messages = await watch.until(last.revision);
    const counts = new Map<string, string>();
    for (const event of messages.flatMap((message) => message.events)) {
      const key = event.type === 'set' ? event.item.key : event.key;
      const what = event.type === 'set' ? 'set' : event.expired ? 'expired' : 'deleted';
      counts.set(key, `${counts.get(key) ?? ''} ${what}`);
    }
    expect(sets).toHaveLength(100);
    expect(keys.filter((key) => counts.get(key) !== ' set expired')).toEqual([]);
  });
});

describe('leases', () => {
  it('are kept over changes of the leader and a restart of all nodes, and end when nobody keeps them', async () => {
    const prefix = ownPrefix();
    const kept = await client.grantLease(15_000);
    const left = await client.grantLease(1500);
    await client.set(`${prefix}kept`, text('x'), { leaseId: kept.id });
    await client.set(`${prefix}left`, text('x'), { leaseId: left.id });
    const stop = new AbortController();
    const keeping = client.keepLeaseAlive(kept.id, stop.signal);
    await cluster.changeLeader();
    await untilKeys(cluster.nodes, prefix, [`${prefix}kept`]);
    await cluster.restartAll();
    await cluster.changeLeader();
    await untilKeys(cluster.nodes, prefix, [`${prefix}kept`]);
    stop.abort();
    await keeping;
    await untilKeys(cluster.nodes, prefix, []);
    const ids = (await client.leases()).map(({ id }) => id);
    expect(ids.filter((id) => id === kept.id || id === left.id)).toEqual([]);
    await expect(client.keepLease(kept.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a write that is sent again under its request id', () => {
  it('answers the same after a leader change, restarts and a snapshot, and is applied once', async () => {
    const prefix = ownPrefix();
    const requestId: RequestId = { client: prefix, sequence: 1 };
    const txnId: RequestId = { client: prefix, sequence: 2 };
    const set = () =>
      client.set(`${prefix}set`, text('1'), { requestId, condition: { type: 'absent' } });
    const txn = () =>
      client.txn(
        {
          compares: [
            { key: `${prefix}set`, relation: 'equal', target: { type: 'version', number: 1 } },
          ],
          success: [
            { type: 'set', key: `${prefix}txn`, value: text('1') },
            { type: 'get', key: `${prefix}set` },
          ],
          failure: [],
        },
        { requestId: txnId },
      );
    const answers = [await set(), await txn()];
    const again = async (): Promise<void> => {
      expect([await set(), await txn()]).toEqual(answers);
    };
    await again();
    await cluster.changeLeader();
    await again();
    await cluster.restartAll();
    await again();
    const behind = await cluster.follower();
    await behind.end('SIGKILL');
    // More than the log keeps behind a snapshot, so that it has to be sent one.
    for (let count = 0; count < 40; count += 1) {
      await client.set(`${prefix}filler`, Buffer.alloc(1024 * 1024, count));
    }
    for (const node of cluster.nodes) if (node !== behind) await cluster.compact(node);
    await behind.start();
    await untilLogged(behind, 'snapshot restored');
    await cluster.makeLeader(behind);
    await again();
    const { version } = await client.get(`${prefix}set`);
    expect([version, (await client.get(`${prefix}txn`)).version]).toEqual([1, 1]);
    await expect(client.set(`${prefix}set`, text('2'), { requestId })).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
    });
    expect(isOneState(await cluster.states())).toBe(true);
  });
});

describe('transactions', () => {
  it('are done as a whole or not at all when leaders are killed', async () => {
    const prefix = ownPrefix();
    const keys = ['a', 'b', 'c'].map((name) => prefix + name);
    const stop = new AbortController();
    const wrong: unknown[] = [];
    const write = async (): Promise<number> => {
      let count = 0;
      while (!stop.signal.aborted) {
        count += 1;
        const value = text(`${count}`);
        const success = keys.map((key) => ({ type: 'set', key, value }) as const);
        await client.txn({ compares: [], success, failure: [] });
      }
      return count;
    };
    const read = async (): Promise<number> => {
      let count = 0;
      while (!stop.signal.aborted) {
        const { entries } = await client.range({ prefix });
        const items = entries.filter((entry) => entry.type === 'item');
        const seen = new Set(items.map((item) => `${item.modRevision} ${textOf(item.value)}`));
        if (items.length > 0 && (items.length !== 3 || seen.size !== 1)) wrong.push(entries);
        count += 1;
      }
      return count;
    };
    const load = [write(), read()];
    for (let kills = 0; kills < 3; kills += 1) await cluster.changeLeader();
    stop.abort();
    const [writes = 0, reads] = await Promise.all(load);
    expect(wrong).toEqual([]);
    expect(reads).toBeGreaterThan(0);
    const versions = await Promise.all(keys.map(async (key) => (await client.get(key)).version));
    expect(versions).toEqual([writes, writes, writes]);
  });
});

describe('a watch', () => {
  it('tells each acknowledged write once, in order, over leader changes and restarts', async () => {
    const prefix = ownPrefix();
    const watch = await ChangeRecorder.start(client, prefix);
    const stop = new AbortController();
    const acknowledged = new Map<number, string>();
    const write = async (writer: number): Promise<void> => {
      for (let count = 1; !stop.signal.aborted; count += 1) {
        const key = `${prefix}${writer}`;
        if (count % 5 === 0) {
          const { revision, deleted } = await client.delete(key);
          if (deleted) acknowledged.set(revision, `${key} deleted`);
        } else {
          const { revision } = await client.set(key, text(`${count}`));
          acknowledged.set(revision, `${key} ${count}`);
        }
      }
    };
    const load = [0, 1, 2, 3].map(write);
    for (let kills = 0; kills < 5; kills += 1) await cluster.changeLeader();
    await cluster.restartAll();
    stop.abort();
    await Promise.all(load);
    const last = await client.set(`${prefix}last`, text('0'));
    acknowledged.set(last.revision, `${prefix}last 0`);
    const told = (await watch.until(last.revision)).flatMap(({ revision, events }) =>
      events.map((event): [number, string] => [
        revision,
        event.type === 'set'
          ? `${event.item.key} ${textOf(event.item.value)}`
          : `${event.key} deleted`,
      ]),
    );
    expect(told).toEqual([...acknowledged].sort(([one], [other]) => one - other));
    expect(acknowledged.size).toBeGreaterThan(20);
  });
});

describe('a range that is read in pages', () => {
  it('is that of one revision while writes go on and the leader changes', async () => {
    const prefix = ownPrefix();
    const accounts = 100;
    const keys = Array.from({ length: accounts }, (_, index) => `${prefix}${index}`);
    await client.import(keys.map((key) => ({ key, value: text('100') })));
    const stop = new AbortController();
    const move = async (): Promise<number> => {
      let moved = 0;
      for (; !stop.signal.aborted; moved += 1) {
        const [from, to] = [keys[moved % accounts] ?? '', keys[(moved * 7 + 1) % accounts] ?? ''];
        if (from !== to) await transfer(from, to);
      }
      return moved;
    };
    const moving = move();
    const sums: unknown[] = [];
    for (let round = 0; round < 3; round += 1) {
      const first = await client.range({ prefix }, { limit: 20 });
      const entries = [...first.entries];
      await cluster.changeLeader();
      for (let page = first; page.more; ) {
        const last = entries.at(-1);
        if (last?.type !== 'item') throw new Error('a group');
        page = await client.range(
          { prefix, start: `${last.key}\0` },
          { limit: 20, revision: first.revision },
        );
        expect(page.revision).toBe(first.revision);
        entries.push(...page.entries);
      }
      const values = entries.map((entry) => (entry.type === 'item' ? entry.value : text('')));
      sums.push([values.length, values.reduce((sum, value) => sum + Number(textOf(value)), 0)]);
    }
    stop.abort();
    expect(await moving).toBeGreaterThan(0);
    expect(sums).toEqual([0, 1, 2].map(() => [accounts, accounts * 100]));
  });

  async function transfer(from: string, to: string): Promise<void> {
    const [source, target] = await Promise.all([client.get(from), client.get(to)]);
    const compares = [source, target].map(
      ({ key, modRevision: number }) =>
        ({ key, relation: 'equal', target: { type: 'modRevision', number } }) as const,
    );
    const success = [
      { type: 'set', key: from, value: text(`${Number(textOf(source.value)) - 1}`) },
      { type: 'set', key: to, value: text(`${Number(textOf(target.value)) + 1}`) },
    ] as const;
    await client.txn({ compares, success, failure: [] });
  }
});

describe('an import', () => {
  it('sets all keys, leaves those that exist when asked to, and is read back as a whole', async () => {
    const prefix = ownPrefix();
    const items = Array.from({ length: 3000 }, (_, index) => ({
      key: `${prefix}${String(index).padStart(4, '0')}`,
      value: text(`value ${index}`),
    }));
    expect(await client.import(items)).toMatchObject({ written: 3000, skipped: 0 });
    const others = items.map(({ key }) => ({ key, value: text('other') }));
    const added = { key: `${prefix}new`, value: text('new') };
    expect(await client.import([...others, added], { ifAbsent: true })).toMatchObject({
      written: 1,
      skipped: 3000,
    });
    const exported = [];
    for await (const entry of client.rangeAll({ prefix })) {
      if (entry.type === 'item') exported.push([entry.key, textOf(entry.value)]);
      if (exported.length === 1000) await cluster.changeLeader();
    }
    expect(exported).toEqual([...items, added].map(({ key, value }) => [key, textOf(value)]));
  });
});

describe('a store that has grown to its limit', () => {
  it('takes nothing more, but deletes and reads, and takes writes again when there is room', async () => {
    const home = await mkdtemp(join(tmpdir(), 'mokv-keys-'));
    const node = await NodeProcess.create(home, ['--store-bytes-max', '65536']);
    await node.start();
    const raw = new RawClient(node.endpoint, home);
    const value = Buffer.alloc(32 * 1024);
    for (const key of ['a', 'b']) await raw.set(key, value);
    const refusals = [
      () => raw.set('c', ''),
      () => raw.unary(keysService.txn, { success: [{ set: { key: 'c' } }] }),
    ];
    for (const refused of refusals) {
      await expect(refused()).rejects.toMatchObject({ code: status.RESOURCE_EXHAUSTED });
    }
    expect([...(await raw.list()).keys()]).toEqual(['a', 'b']);
    await raw.unary(kvService.delete, { key: 'a' });
    await raw.set('c', 'room');
    expect([...(await raw.list()).keys()]).toEqual(['b', 'c']);
    raw.close();
    await node.end('SIGKILL');
    await rm(home, { recursive: true });
  });
});

function untilKeys(
  nodes: readonly NodeProcess[],
  prefix: string,
  keys: readonly string[],
): Promise<unknown> {
  return until(`every node to have ${keys.join() || 'no key'}`, async () => {
    const found = await Promise.all(nodes.map((node) => cluster.keysAt(node, prefix)));
    return found.every((list) => list.join() === keys.join()) || undefined;
  });
}

function text(value: string): Uint8Array {
  return Buffer.from(value);
}

function textOf(value: Uint8Array): string {
  return Buffer.from(value).toString();
}
