import { describe, expect, it } from 'vitest';
import {
  alive,
  GossipCore,
  listed,
  peerEndpoint,
  pushPull,
  selfName,
} from '../../../test/support/gossip-core.ts';
import type { PushPull } from './messages.ts';

function joining(...numbers: readonly number[]): GossipCore {
  const core = new GossipCore().advance(100).forget();
  core.call((now) => core.gossip.join(numbers.map(peerEndpoint), now));
  return core;
}

function answered(core: GossipCore, id: number, reply: PushPull): GossipCore {
  core.call((now) => core.gossip.streamAnswered(id, reply, now));
  return core;
}

const reply = pushPull([listed(2, 'alive'), listed(3, 'alive')], { ltime: 12, eventLTime: 5 });

describe('joining', () => {
  it('asks each address but our own for its state', () => {
    const core = joining(2, 1, 3);
    const asked = core.exchanges.map(({ to, request, timeoutMs }) => {
      return [to.address[3], request.type === 'pushPull' && request.isJoin, timeoutMs];
    });
    expect(asked).toEqual([
      [2, true, 10_000],
      [3, true, 10_000],
    ]);
  });

  it('takes in the answer and announces itself at the clock of the pool, once', () => {
    const core = joining(2, 3);
    answered(answered(core, 1, reply), 2, reply).advance(250);
    expect(core.eventsOf('joined')).toEqual([
      { type: 'joined', endpoint: peerEndpoint(2), nodes: 2 },
      { type: 'joined', endpoint: peerEndpoint(3), nodes: 2 },
    ]);
    const ltimes = core.sentOf('joinIntent').map(({ message }) => message.ltime);
    expect([...new Set(ltimes)]).toEqual([12]);
    expect(core.gossip.members().map(({ name }) => name)).toEqual([selfName, 'n2', 'n3']);
  });

  it('announces itself again when the clock of the pool turns out to be ahead', () => {
    const core = answered(joining(2), 1, reply).advance(1500);
    core.hearSerf({ type: 'leaveIntent', node: 'n9', ltime: 40, prune: false }).forget();
    core.advance(1000);
    expect(core.sentOf('joinIntent')[0]?.message.ltime).toBe(41);
  });

  it('ignores the events from before it', () => {
    const events = [{ ltime: 4, events: [{ name: 'old', payload: Buffer.of() }] }];
    const core = joining(2);
    answered(core, 1, pushPull([], { eventLTime: 5, events }));
    core.hearSerf({
      type: 'userEvent',
      ltime: 4,
      name: 'old2',
      payload: Buffer.of(),
      coalesce: true,
    });
    core.hearSerf({
      type: 'userEvent',
      ltime: 5,
      name: 'new',
      payload: Buffer.of(),
      coalesce: true,
    });
    expect(core.eventsOf('userEvent').map(({ name }) => name)).toEqual(['new']);
  });

  it('that fails is reported, and tried again while this node is alone', () => {
    const core = joining(2);
    core.call((now) => core.gossip.streamFailed(1, 'refused', now));
    expect(core.events).toEqual([
      { type: 'joinFailed', endpoint: peerEndpoint(2), reason: 'refused' },
    ]);
    expect(core.forget().advance(900).exchanges).toEqual([]);
    expect(core.advance(100).exchanges.map(({ to }) => to)).toEqual([peerEndpoint(2)]);
    expect(core.forget().advance(9000).exchanges).toEqual([]);
  });

  it('tries an address that is no member now and then, for the pool may have been split', () => {
    const core = answered(joining(9), 1, reply);
    let tries = 0;
    for (let minute = 0; minute < 21; minute += 1) {
      core
        .forget()
        .hear(alive(2, 10 + minute), alive(3, 10 + minute))
        .advance(60_000);
      for (const { id, to } of core.exchanges) {
        if (to.address[3] === 9) tries += 1;
        core.call((now) => core.gossip.streamFailed(id, 'refused', now));
      }
    }
    expect(tries).toBe(3);
  });
});

describe('starting with a snapshot file', () => {
  const previous = [2, 3].map((number) => ({ name: `n${number}`, endpoint: peerEndpoint(number) }));
  const restored = { incarnation: 6, clock: 20, eventClock: 30, queryClock: 40, previous };

  it('goes on behind its incarnation and its clocks', () => {
    const core = new GossipCore({ restored });
    expect(core.gossip.status()).toMatchObject({
      incarnation: 7,
      clock: 21,
      eventClock: 31,
      queryClock: 41,
    });
    expect(core.records[0]).toEqual({ type: 'incarnation', incarnation: 7 });
  });

  it('tries the members that were alive one after the other until one answers', () => {
    const core = new GossipCore({ restored });
    expect(core.exchanges.length).toBe(1);
    core.call((now) => core.gossip.streamFailed(1, 'refused', now));
    expect(core.exchanges.map(({ to }) => to.address[3]).toSorted()).toEqual([2, 3]);
    core.forget();
    answered(core, 2, reply);
    expect(core.events.filter(({ type }) => type === 'joined').length).toBe(1);
    expect(core.exchanges).toEqual([]);
  });

  it('takes no event or query for new that it may have seen', () => {
    const core = new GossipCore({ restored }).forget();
    core.hearSerf({
      type: 'userEvent',
      ltime: 30,
      name: 'old',
      payload: Buffer.of(),
      coalesce: true,
    });
    core.hearSerf({
      type: 'userEvent',
      ltime: 31,
      name: 'new',
      payload: Buffer.of(),
      coalesce: true,
    });
    expect(core.eventsOf('userEvent').map(({ name }) => name)).toEqual(['new']);
  });
});
