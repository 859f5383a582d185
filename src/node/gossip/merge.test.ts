import { describe, expect, it } from 'vitest';
import {
  alive,
  dead,
  GossipCore,
  listed,
  pushPull,
  selfName,
} from '../../../test/support/gossip-core.ts';
import type { PushPull } from './messages.ts';

function served(core: GossipCore, request: PushPull): PushPull {
  return core.call((now) => core.gossip.pushPullServed(request, now));
}

describe('a push/pull', () => {
  it('answers with what was known before, then takes in the rest', () => {
    const core = new GossipCore().hear(alive(2));
    const { nodes, isJoin } = served(core, { ...pushPull([listed(3, 'alive')]), isJoin: true });
    expect(nodes.map(({ name, state }) => [name, state])).toEqual([
      [selfName, 'alive'],
      ['n2', 'alive'],
    ]);
    expect([isJoin, core.statusOf('n3')]).toEqual([true, 'alive']);
  });

  it('tells the clocks and the Lamport times of all members', () => {
    const core = new GossipCore().hear(alive(2), dead('n2', 'n3'));
    core.hearSerf({ type: 'leaveIntent', node: 'n2', ltime: 5, prune: false });
    core.hearSerf({
      type: 'userEvent',
      ltime: 3,
      name: 'e',
      payload: Buffer.of(1),
      coalesce: true,
    });
    expect(served(core, pushPull([])).userState).toEqual({
      type: 'userState',
      ltime: 6,
      statusLTimes: new Map([
        [selfName, 0],
        ['n2', 5],
      ]),
      leftMembers: ['n2'],
      eventLTime: 4,
      events: [{ ltime: 3, events: [{ name: 'e', payload: Buffer.of(1) }] }],
      queryLTime: 1,
    });
  });

  it('believes that nodes are alive or left, and only suspects the dead', () => {
    const core = new GossipCore().hear(alive(2), alive(3), alive(4)).forget();
    served(core, pushPull([listed(2, 'left'), listed(3, 'dead'), listed(4, 'suspect')]));
    expect(['n2', 'n3', 'n4'].map((name) => core.nodeOf(name)?.state)).toEqual([
      'left',
      'suspect',
      'suspect',
    ]);
    expect(core.eventsOf('memberSuspected').map(({ from }) => from)).toEqual([selfName, selfName]);
  });

  it('learns of no node that is dead or left', () => {
    const core = new GossipCore();
    served(core, pushPull([listed(2, 'left'), listed(3, 'dead')]));
    expect(core.knownNodes().map(({ name }) => name)).toEqual([selfName]);
  });

  it('refutes what is said about this node', () => {
    const core = new GossipCore();
    served(core, pushPull([listed(1, 'left', { name: selfName, incarnation: 4 })]));
    expect(core.gossip.status().incarnation).toBe(5);
  });

  it('takes in nothing when one node speaks other versions', () => {
    const core = new GossipCore().forget();
    const stranger = listed(3, 'dead', { vsn: Buffer.of(1, 9, 9, 2, 5, 5) });
    served(core, pushPull([listed(2, 'alive'), stranger]));
    expect(core.events).toEqual([
      { type: 'mergeRefused', reason: 'n3 speaks other protocol versions than this pool' },
    ]);
    expect(core.statusOf('n2')).toBe(undefined);
  });

  it('passes over a node with broken versions and takes in the others', () => {
    const core = new GossipCore();
    served(core, pushPull([listed(2, 'alive'), listed(3, 'alive', { vsn: Buffer.alloc(6) })]));
    expect(core.knownNodes().map(({ name }) => name)).toEqual([selfName, 'n2']);
  });

  it('sets the clocks to those of the other node', () => {
    const core = new GossipCore();
    served(core, pushPull([], { ltime: 10, eventLTime: 20, queryLTime: 30 }));
    const { clock, eventClock, queryClock } = core.gossip.status();
    expect([clock, eventClock, queryClock]).toEqual([10, 20, 30]);
  });

  it('takes in who left, first and one Lamport time later, and passes none of it on', () => {
    const core = new GossipCore().hear(alive(2), alive(3), dead('n2', 'n3'));
    const statusLTimes = new Map([
      ['n2', 4],
      ['n3', 6],
    ]);
    served(core, pushPull([], { statusLTimes, leftMembers: ['n2'] }));
    const members = core.gossip.members().map(({ name, status, statusLTime }) => {
      return [name, status, statusLTime];
    });
    expect(members.slice(1)).toEqual([
      ['n2', 'left', 5],
      ['n3', 'alive', 6],
    ]);
    expect(core.gossip.status().queued.intents).toBe(0);
  });

  it.each([
    ['holds it left', { leftMembers: [selfName], statusLTimes: new Map([[selfName, 8]]) }, 10],
    ['knows a newer intent about it', { statusLTimes: new Map([[selfName, 8]]), ltime: 9 }, 9],
  ])('of somebody who %s makes this node join again', (_, userState, ltime) => {
    const core = new GossipCore().hear(alive(2)).forget();
    served(core, pushPull([], userState));
    core.advance(200);
    const intent = { type: 'joinIntent', node: selfName, ltime };
    expect(core.sentOf('joinIntent')[0]?.message).toEqual(intent);
  });

  it('reports the events that were missed, once', () => {
    const core = new GossipCore().forget();
    const events = [{ ltime: 3, events: [{ name: 'e', payload: Buffer.of(1) }] }];
    served(core, pushPull([], { events, eventLTime: 4 }));
    served(core, pushPull([], { events, eventLTime: 4 }));
    expect(core.eventsOf('userEvent').map(({ ltime, name }) => [ltime, name])).toEqual([[3, 'e']]);
  });

  it('works with a node that has no Serf layer', () => {
    const core = new GossipCore();
    served(core, { ...pushPull([listed(2, 'alive')]), userState: undefined });
    expect(core.statusOf('n2')).toBe('alive');
  });

  it('happens with one random member every 30 s', () => {
    const core = new GossipCore();
    let syncs = 0;
    for (let round = 0; round < 120; round += 1) {
      core
        .forget()
        .hear(alive(2, 2 + round))
        .advance(1000);
      for (const { type, id } of core.exchanges) {
        if (type === 'pushPull') syncs += 1;
        core.call((now) => core.gossip.streamFailed(id, 'refused', now));
      }
    }
    expect(syncs).toBe(4);
  });
});
