import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeSourceClient } from '../../../test/support/fake-source-client.ts';
import { until } from '../../../test/support/poll.ts';
import { mokv } from '../../api/gen/messages.js';
import { MokvError } from '../../shared/errors.ts';
import { createDashboardStore, type DashboardStore } from '../dashboard-store.ts';
import { initialState } from '../initial-state.ts';
import type { DashboardState } from '../state.ts';
import { wantedOf } from '../wanted.ts';
import { LiveSource } from './live-source.ts';

let client: FakeSourceClient;
let store: DashboardStore;
let source: LiveSource;
let ending: AbortController;
let running: Promise<void>;

beforeEach(() => {
  client = new FakeSourceClient();
  store = createDashboardStore(
    initialState({
      setup: { clusterName: 'test', isProduction: false, charset: 'unicode' },
      nowMs: Date.now(),
      intervalMs: 20,
      writes: 'off',
    }),
  );
  source = new LiveSource({ client, store, wantedOf });
  ending = new AbortController();
});

afterEach(async () => {
  ending.abort();
  await running;
});

function start(): void {
  running = source.run(ending.signal);
}

function shows<Found>(what: string, find: (state: DashboardState) => Found | undefined) {
  return until(what, () => find(store.getState()));
}

function nodesOf({ cluster }: DashboardState) {
  return cluster.latest?.value.nodes ?? [];
}

function bucket(second: number) {
  return mokv.v1.StatsBucket.create({ second, operations: [{ kind: 'set', count: second }] });
}

function event(nodeId: string, cursor: number, text: string) {
  return mokv.v1.ClusterEvent.create({
    nodeId,
    cursor,
    timeMs: 1000 + cursor,
    type: 'leader',
    text,
  });
}

const unavailable = new MokvError('UNAVAILABLE', 'connection refused');
const denied = new MokvError('PERMISSION_DENIED', 'ops may not observe the cluster');

describe('the picture', () => {
  it('comes from every node, with the time to each of them', async () => {
    start();
    const nodes = await shows('every node', (state) => {
      const rows = nodesOf(state);
      return rows.length === 3 && rows.every(({ rtt }) => rtt.type === 'measured')
        ? rows
        : undefined;
    });
    expect(nodes.map(({ id, raft, gossip, lag }) => [id, raft, gossip, lag])).toEqual([
      ['n1', 'leader', 'alive', 0],
      ['n2', 'voter', 'alive', 0],
      ['n3', 'voter', 'alive', 0],
    ]);
    expect(store.getState().connection).toEqual({ type: 'live' });
  });

  it('does not wait for a node that is silent', async () => {
    client.failures.set('statusAt n3', 'silence');
    client.failures.set('members', 'silence');
    start();
    await shows('n2', (state) => nodesOf(state).find(({ id, role }) => id === 'n2' && role));
    expect(nodesOf(store.getState()).map(({ rtt }) => rtt.type)).not.toContain('timeout');
    const row = await shows('that n3 is silent', (state) =>
      nodesOf(state).find(({ rtt }) => rtt.type === 'timeout'),
    );
    expect([row.id, row.problem]).toEqual(['n3', 'does not answer here']);
  });

  it('stays when the connection is lost, and says why; whoever asks anew is not kept waiting', async () => {
    start();
    await shows('a picture', (state) => nodesOf(state)[0]);
    client.failures.set('status', unavailable);
    const connection = await shows('that it is stale', ({ connection: one }) =>
      one.type === 'stale' ? one : undefined,
    );
    expect(connection.reason).toBe('connection refused');
    expect(nodesOf(store.getState()).length).toBe(3);
    // By now the pauses have become long.
    await until(
      'some attempts',
      () => client.asked.filter((one) => one === 'status').length > 3 || undefined,
    );
    client.failures.delete('status');
    source.reconnect();
    await shows('that it is live', (state) => state.connection.type === 'live' || undefined);
  });

  it('says which right is missing when none of it may be seen', async () => {
    client.failures.set('status', denied);
    start();
    const trouble = await shows('the trouble', ({ cluster }) => cluster.trouble);
    expect(trouble).toEqual({ type: 'denied', message: 'ops may not observe the cluster' });
  });

  it('follows a node to its new address, and forgets one that was removed', async () => {
    start();
    await until('n3', () => client.asked.includes('statusAt n3') || undefined);
    const servers = [
      { id: 'n1', addr: '10.0.0.1:8400', voter: true },
      { id: 'n2', addr: '10.0.0.7:8400', voter: true },
    ];
    for (const [id, status] of client.statuses) {
      client.statuses.set(id, { ...status, servers, configurationIndex: 8 });
    }
    client.pool = { nodeId: 'n1', encrypted: true, members: [] };
    await until('its new address', () => client.asked.includes('statusAt n7') || undefined);
    await shows('two nodes', (state) => nodesOf(state).length === 2 || undefined);
    const { length } = client.asked;
    await until('more calls', () => client.asked.length > length + 20 || undefined);
    expect(client.asked.slice(length)).not.toContain('statusAt n3');
  });
});

describe('load and events', () => {
  it('come from all nodes, with what was before', async () => {
    client.load.get('n1')?.push(bucket(1), bucket(2));
    client.load.get('n2')?.push(bucket(2));
    client.happened.get('n2')?.push(event('n2', 1, 'n1 leads'));
    client.happened.get('n3')?.push(event('n3', 5, 'n1 leads'));
    start();
    const load = await shows('the load', ({ load: { latest } }) =>
      latest?.value.size === 2 ? latest.value : undefined,
    );
    expect(load.get('n1')?.buckets.map(({ second }) => second)).toEqual([1, 2]);
    const told = await shows('the event', ({ events }) =>
      events.latest?.value[0]?.tellers.length === 2 ? events.latest.value : undefined,
    );
    expect(told.map(({ text, tellers }) => [text, tellers.toSorted()])).toEqual([
      ['n1 leads', ['n2', 'n3']],
    ]);
  });

  it('go on behind a failure with what was missed, and nothing twice', async () => {
    const nowSecond = Math.floor(Date.now() / 1000);
    client.load.get('n1')?.push(bucket(nowSecond - 3));
    client.happened.get('n1')?.push(event('n1', 1, 'first'), event('n1', 2, 'second'));
    start();
    await shows('both', ({ load, events }) => (load.latest && events.latest) || undefined);
    client.load.get('n1')?.fail(unavailable);
    client.happened.get('n1')?.fail(unavailable);
    const again = await until(
      'the next attempt',
      () => client.asked.filter((call) => call.startsWith('stats n1'))[1],
    );
    expect(Number(again.split(' ')[2])).toBeLessThan(60);
    client.happened.get('n1')?.push(event('n1', 2, 'second'), event('n1', 3, 'third'));
    const told = await shows('the third', ({ events }) =>
      events.latest?.value.length === 3 ? events.latest.value : undefined,
    );
    expect(told.map(({ text }) => text)).toEqual(['first', 'second', 'third']);
  });

  it('that are denied say so in their pane, and the others go on', async () => {
    client.failures.set('events', denied);
    client.load.get('n1')?.push(bucket(1));
    start();
    const { events, load, cluster } = await shows('all of it', (state) =>
      state.events.trouble && state.load.latest && state.cluster.latest ? state : undefined,
    );
    expect(events.trouble).toMatchObject({ type: 'denied' });
    expect([load.trouble, cluster.trouble]).toEqual([undefined, undefined]);
  });

  it('that come too fast are held to the newest', async () => {
    start();
    await until('the stream', () => client.openStreams >= 6 || undefined);
    const many = Array.from({ length: 20_000 }, (_, at) => event('n1', at + 1, `event ${at}`));
    client.happened.get('n1')?.push(...many);
    const told = await shows('the last', ({ events }) =>
      events.latest?.value.at(-1)?.text === 'event 19999' ? events.latest.value : undefined,
    );
    expect(told.length).toBe(1000);
  });
});

describe('the keys', () => {
  beforeEach(() => {
    for (let at = 0; at < 500; at += 1) client.put(`k${`${at}`.padStart(3, '0')}`, 'v');
    client.put('cfg/a', 'v');
    store.dispatch({ type: 'resized', columns: 80, rows: 24 });
  });

  it('are asked for when they are shown, a page of them, and left when they are not', async () => {
    start();
    await until('the other streams', () => client.openStreams === 6 || undefined);
    expect(client.asked.some((call) => call.startsWith('range'))).toBe(false);
    store.dispatch({ type: 'viewChosen', view: 'keys' });
    const page = await shows('the page', ({ keys }) =>
      keys.latest?.value.total === undefined ? undefined : keys.latest.value,
    );
    expect(page).toMatchObject({ more: true, earlier: false, total: 501 });
    expect(page.entries.length).toBe(48);
    expect(page.entries[0]).toEqual({ type: 'group', prefix: 'cfg/', keys: 1 });
    expect(page.entries[1]).toMatchObject({ type: 'key', key: 'k000', value: undefined });
    await until('the watch', () => client.openStreams === 7 || undefined);
    store.dispatch({ type: 'viewChosen', view: 'events' });
    await until('its end', () => client.openStreams === 6 || undefined);
  });

  it('show a change, however many there are, with few pages', async () => {
    store.dispatch({ type: 'viewChosen', view: 'keys' });
    start();
    await shows('the page', ({ keys }) => keys.latest);
    await until('the watch', () => client.openStreams === 7 || undefined);
    const { length } = client.asked;
    for (let at = 2; at < 10_002; at += 1) {
      const item = client.put('k001', `v${at}`, at);
      const events = [{ type: 'set', item, previous: undefined } as const];
      client.watched.push({ type: 'changes', revision: at, events });
    }
    const entry = await shows('the last change', ({ keys }) =>
      keys.latest?.value.entries.find((one) => one.type === 'key' && one.revision === 10_001),
    );
    expect(entry).toMatchObject({ key: 'k001', changedAtMs: expect.any(Number) });
    const pages = client.asked.slice(length).filter((call) => call.startsWith('range'));
    expect(pages.length).toBeLessThan(10);
  });

  it('have their values, cut, once those are wanted', async () => {
    client.put('k000', 'x'.repeat(10_000));
    store.dispatch({ type: 'viewChosen', view: 'keys' });
    store.dispatch({ type: 'valuesToggled' });
    start();
    const entry = await shows('a value', ({ keys }) =>
      keys.latest?.value.entries.find((one) => one.type === 'key' && one.key === 'k000'),
    );
    expect(entry).toMatchObject({ value: { sizeBytes: 10_000 } });
    expect(entry.type === 'key' && entry.value?.head.length).toBe(256);
  });

  it('come from the end when that is wanted, in their order', async () => {
    store.dispatch({ type: 'viewChosen', view: 'keys' });
    start();
    await shows('the page', ({ keys }) => keys.latest);
    store.dispatch({ type: 'selectionMoved', to: 'last', page: 10 });
    const page = await shows('the last page', ({ keys }) =>
      keys.latest?.value.query.anchor.type === 'last' ? keys.latest.value : undefined,
    );
    expect(page).toMatchObject({ more: false, earlier: true });
    expect(page.entries.at(-1)).toMatchObject({ key: 'k499' });
  });

  it('that are denied say so in their pane', async () => {
    client.failures.set('range', denied);
    store.dispatch({ type: 'viewChosen', view: 'keys' });
    start();
    expect(await shows('the trouble', ({ keys }) => keys.trouble)).toMatchObject({
      type: 'denied',
    });
  });
});

describe('details', () => {
  it('of a key hold what this session saw of it', async () => {
    const item = client.put('a', 'one', 5);
    const detail = { type: 'key', key: 'a', format: 'auto', scroll: 0 } as const;
    store.dispatch({ type: 'detailOpened', detail });
    client.watched.push(
      { type: 'initial', revision: 5, items: [item] },
      { type: 'initialEnd', revision: 5 },
      {
        type: 'changes',
        revision: 6,
        events: [{ type: 'delete', key: 'a', revision: 6, previous: undefined, expired: true }],
      },
    );
    start();
    const seen = await shows('the end', ({ keyDetail: { latest } }) =>
      latest?.value.item === undefined ? latest?.value : undefined,
    );
    expect(seen.history.map(({ revision, change }) => [revision, change.type])).toEqual([
      [6, 'expired'],
      [5, 'read'],
    ]);
  });

  it('of a node and the end of the log of the leader are asked while they are shown', async () => {
    store.dispatch({ type: 'viewChosen', view: 'raft' });
    store.dispatch({ type: 'detailOpened', detail: { type: 'node', id: 'n2', scroll: 0 } });
    start();
    const { raft, nodeDetail } = await shows('both', (state) =>
      state.raft.latest && state.nodeDetail.latest ? state : undefined,
    );
    expect(raft.latest?.value).toMatchObject({ nodeId: 'n1', entries: [{ index: 9 }] });
    expect(nodeDetail.latest?.value.configuration).toEqual([
      ['data-dir', '/d'],
      ['rpc-port', '8400'],
    ]);
  });
});

it('nothing runs on behind the end', async () => {
  store.dispatch({ type: 'viewChosen', view: 'keys' });
  start();
  await until('every stream', () => client.openStreams === 7 || undefined);
  ending.abort();
  await running;
  await until('their end', () => client.openStreams === 0 || undefined);
  const { length } = client.asked;
  source.reconnect();
  await new Promise((resolve) => setImmediate(resolve));
  expect(client.asked.length).toBe(length);
});

it('what is no expected failure ends it', async () => {
  client.cluster.status = () => Promise.reject(new TypeError('a bug'));
  running = source.run(ending.signal).catch((error) => expect(error).toBeInstanceOf(TypeError));
  await running;
});
