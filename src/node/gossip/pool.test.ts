import { describe, expect, it } from 'vitest';
import {
  GossipPool,
  lanSettings,
  type PoolNode,
  type PoolOptions,
  statusAt,
} from '../../../test/support/gossip-pool.ts';
import { encodeMessage } from './codec/memberlist-codec.ts';
import { encodeSerfMessage } from './codec/serf-codec.ts';
import type { GossipEvent } from './output.ts';

function poolOf(size: number, options: Partial<PoolOptions> = {}) {
  const pool = new GossipPool({ seed: 1, ...options });
  const nodes = Array.from({ length: size }, (_, index) => pool.start(`n${index}`));
  const [first, ...others] = nodes;
  if (first === undefined) throw new Error('an empty pool');
  for (const node of others) pool.join(node, first);
  expect(pool.runUntil(() => pool.isConverged(), 30_000)).toBeDefined();
  pool.run(5000);
  pool.events.length = 0;
  const node = (index: number): PoolNode => {
    const found = nodes[index];
    if (found === undefined) throw new Error(`no node ${index}`);
    return found;
  };
  return { pool, node, first };
}

/** The names of the members that such an event was about, each once. */
function membersOf(pool: GossipPool, type: GossipEvent['type']): string[] {
  const names = pool.events.flatMap(({ event }) =>
    event.type === type && 'member' in event ? [event.member.name] : [],
  );
  return [...new Set(names)];
}

describe('a pool', () => {
  it('of 100 members that loses every tenth packet knows a new one within 30 gossip rounds', () => {
    const { pool, node } = poolOf(100, { loss: 0.1 });
    pool.join(pool.start('late'), node(7));
    const tookMs = pool.runUntil(() => pool.isConverged(), 60_000) ?? Number.POSITIVE_INFINITY;
    expect(tookMs / lanSettings.gossipIntervalMs).toBeLessThan(30);
    pool.run(10_000);
    expect(membersOf(pool, 'memberFailed')).toEqual([]);
  }, 60_000);

  it('sees a member leave, and nobody fail', () => {
    const { pool, node } = poolOf(8);
    const leaver = node(3);
    pool.input(leaver, () => leaver.gossip.leave(pool.now));
    const isOver = () =>
      pool.events.some(({ node: at, event }) => at === 'n3' && event.type === 'leaveFinished');
    expect(pool.runUntil(isOver, 15_000)).toBeDefined();
    pool.kill(leaver);
    pool.run(30_000);
    expect(pool.allSee('n3', 'left')).toBe(true);
    expect(membersOf(pool, 'memberFailed')).toEqual([]);
  });

  it.each([
    [3, 8000],
    [20, 12_000],
  ])('of %i members sees one fail within %i ms', (size, msMax) => {
    const { pool, node } = poolOf(size);
    pool.kill(node(1));
    expect(pool.runUntil(() => pool.allSee('n1', 'failed'), msMax)).toBeDefined();
    expect(membersOf(pool, 'memberFailed')).toEqual(['n1']);
  });

  it.each(['failed', 'left'] as const)(
    'takes a member back that had %s and restarts at incarnation 1',
    (how) => {
      const { pool, node, first } = poolOf(5);
      const old = node(2);
      if (how === 'left') {
        pool.input(old, () => old.gossip.leave(pool.now));
        pool.run(8000);
      }
      pool.kill(old);
      expect(pool.runUntil(() => pool.allSee('n2', how), 15_000)).toBeDefined();
      const back = pool.start('n2');
      pool.join(back, first);
      expect(pool.runUntil(() => pool.allSee('n2', 'alive'), 3000)).toBeDefined();
      pool.run(60_000);
      expect(pool.allSee('n2', 'alive')).toBe(true);
      expect(back.gossip.status().incarnation).toBe(2);
    },
  );

  it('has a member back within seconds that stood still for longer than its suspicion', () => {
    const { pool, node } = poolOf(4);
    pool.stall(node(1), 45_000);
    const others = () => pool.running().filter(({ name }) => name !== 'n1');
    const seenAs = (status: string) => others().every((other) => statusAt(other, 'n1') === status);
    expect(pool.runUntil(() => seenAs('failed'), 44_000)).toBeDefined();
    pool.run(node(1).stalledUntil - pool.now);
    expect(pool.runUntil(() => seenAs('alive'), 3000)).toBeDefined();
    pool.run(10_000);
    expect(membersOf(pool, 'memberFailed')).toEqual(['n1']);
    const accused = pool.events.filter(
      ({ node: at, event }) => at === 'n1' && event.type === 'memberSuspected',
    );
    expect(accused).toEqual([]);
  });

  it('that was split for minutes becomes one again', () => {
    const { pool } = poolOf(9);
    const side = (name: string) => Number(name.slice(1)) < 4;
    pool.partition((from, to) => side(from) === side(to));
    pool.run(5 * 60_000);
    expect(pool.running().every((at) => at.gossip.status().members.failed > 0)).toBe(true);
    pool.heal();
    expect(pool.runUntil(() => pool.isConverged(), 120_000)).toBeDefined();
  });

  it('finds a member alive that half of it cannot reach', () => {
    const { pool } = poolOf(9);
    const isCut = (name: string) => name !== 'n0' && Number(name.slice(1)) % 2 === 0;
    pool.partition((from, to) => !(from === 'n0' && isCut(to)) && !(to === 'n0' && isCut(from)));
    pool.run(10 * 60_000);
    expect(membersOf(pool, 'memberFailed')).toEqual([]);
  });

  it('lets the newcomer know that its name is taken', () => {
    const { pool, first } = poolOf(4);
    const endpoint = { address: Buffer.of(10, 9, 9, 9), port: 7946 };
    const impostor = pool.start('n2', { endpoint });
    pool.join(impostor, first);
    pool.run(10_000);
    const losers = pool.events.filter(({ event }) => event.type === 'nameLost');
    expect(losers.map(({ event }) => event)).toEqual([{ type: 'nameLost', votes: 0, answers: 3 }]);
    expect(impostor.gossip.status().members.alive).toBe(4);
  });

  it('takes members back that restart together and have forgotten how far they were', () => {
    const { pool, node } = poolOf(6);
    const tags = (round: number) => new Map([['round', String(round)]]);
    for (let round = 0; round < 30; round += 1) {
      for (const index of [3, 4, 5]) {
        pool.input(node(index), () => node(index).gossip.setTags(tags(round), pool.now));
      }
      pool.run(100);
    }
    pool.run(2000);
    for (const index of [3, 4, 5]) pool.kill(node(index));
    pool.run(12_000);
    const [one, two, three] = [3, 4, 5].map((index) => pool.start(`n${index}`));
    if (one === undefined || two === undefined || three === undefined) throw new Error('no nodes');
    // Only one of them asks a member that knows them; the others learn it from nobody but gossip.
    pool.join(one, node(0));
    pool.run(1000);
    pool.join(two, one);
    pool.join(three, one);
    expect(pool.runUntil(() => pool.isConverged(), 5000)).toBeDefined();
    expect(two.gossip.status().incarnation).toBeGreaterThan(30);
  });

  it('has no member stuck in leaving by an intent of its earlier life', () => {
    const { pool, node } = poolOf(5);
    const intent = { type: 'leaveIntent', node: 'n2', ltime: 300, prune: false } as const;
    const bytes = encodeMessage({ type: 'user', payload: encodeSerfMessage(intent) });
    pool.input(node(4), () => node(4).gossip.packet(node(0).endpoint, bytes, pool.now));
    expect(statusAt(node(4), 'n2')).toBe('leaving');
    expect(pool.runUntil(() => pool.allSee('n2', 'alive'), 5000)).toBeDefined();
    pool.run(90_000);
    expect(pool.allSee('n2', 'alive')).toBe(true);
  });

  it('starts again from what its members wrote down, each knowing one other', () => {
    const { pool, node } = poolOf(4);
    for (let index = 0; index < 4; index += 1) pool.kill(node(index));
    pool.run(1000);
    for (let index = 0; index < 4; index += 1) {
      const other = node((index + 1) % 4);
      const previous = [{ name: other.name, endpoint: other.endpoint }];
      const clocks = { clock: 10, eventClock: 10, queryClock: 10 };
      pool.start(`n${index}`, { restored: { incarnation: 3, ...clocks, previous } });
    }
    expect(pool.runUntil(() => pool.isConverged(), 5000)).toBeDefined();
    expect(pool.running().map(({ gossip }) => gossip.status().incarnation)).toEqual([4, 4, 4, 4]);
  });

  it('delivers events and answers queries under loss', () => {
    const { pool, first } = poolOf(30, { loss: 0.1 });
    const event = { name: 'deploy', payload: Buffer.from('v2'), coalesce: false };
    pool.input(first, () => first.gossip.userEvent(event, pool.now));
    const request = {
      name: '_serf_ping',
      payload: Buffer.alloc(0),
      wantsAck: true,
      relayFactor: 2,
    };
    pool.input(first, () => first.gossip.query(request, pool.now));
    pool.run(8000);
    const reached = pool.events.filter(({ event: { type } }) => type === 'userEvent');
    expect(new Set(reached.map(({ node: at }) => at)).size).toBe(30);
    const [finished] = pool.events.filter(({ event: { type } }) => type === 'queryFinished');
    expect(finished?.event).toMatchObject({ acks: 30, responses: 0 });
  });

  it('stays bounded and whole in a storm of events', () => {
    const { pool, node } = poolOf(5);
    const stormer = node(1);
    for (let count = 0; count < 3000; count += 1) {
      const event = { name: `e${count}`, payload: Buffer.alloc(100), coalesce: false };
      pool.input(stormer, () => stormer.gossip.userEvent(event, pool.now));
      if (count % 20 === 0) pool.run(100);
    }
    for (const { gossip } of pool.running()) {
      expect(gossip.status().queued.events).toBeLessThanOrEqual(4096);
    }
    pool.run(60_000);
    expect(membersOf(pool, 'memberFailed')).toEqual([]);
    expect(pool.isConverged()).toBe(true);
  });

  it('of the local profile works as well', () => {
    const settings = {
      ...lanSettings,
      gossipIntervalMs: 100,
      probeTimeoutMs: 200,
      suspicionMult: 3,
    };
    const { pool, node } = poolOf(5, { settings });
    pool.kill(node(1));
    expect(pool.runUntil(() => pool.allSee('n1', 'failed'), 25_000)).toBeDefined();
  });
});
