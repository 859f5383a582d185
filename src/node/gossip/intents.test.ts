import { describe, expect, it } from 'vitest';
import { alive, dead, GossipCore, selfName } from '../../../test/support/gossip-core.ts';
import type { SerfMessage } from './messages.ts';

function joins(node: string, ltime: number): SerfMessage {
  return { type: 'joinIntent', node, ltime };
}

function leaves(node: string, ltime: number, prune = false): SerfMessage {
  return { type: 'leaveIntent', node, ltime, prune };
}

function passedOn(core: GossipCore): number {
  return core.gossip.status().queued.intents;
}

describe('an intent', () => {
  it('about a member counts when it is newer, and is passed on once', () => {
    const core = new GossipCore().hear(alive(2)).hearSerf(leaves('n2', 5), leaves('n2', 5));
    expect([core.statusOf('n2'), passedOn(core)]).toEqual(['leaving', 1]);
    core.hearSerf(joins('n2', 5), joins('n2', 4));
    expect([core.statusOf('n2'), passedOn(core)]).toEqual(['leaving', 1]);
    core.hearSerf(joins('n2', 6));
    expect([core.statusOf('n2'), passedOn(core)]).toEqual(['alive', 2]);
  });

  it('moves the clock', () => {
    const core = new GossipCore().hearSerf(joins('n2', 41));
    expect(core.gossip.status().clock).toBe(42);
  });

  it('to leave makes a failed member left', () => {
    const core = new GossipCore().hear(alive(2), dead('n2', 'n3')).forget();
    core.hearSerf(leaves('n2', 5));
    expect(core.events.map(({ type }) => type)).toEqual(['memberLeave']);
    expect(core.statusOf('n2')).toBe('left');
  });

  it('that comes before its node is kept for it', () => {
    const core = new GossipCore()
      .hearSerf(leaves('n2', 5), joins('n3', 7))
      .hear(alive(2), alive(3));
    const members = core.gossip.members().map(({ name, status, statusLTime }) => {
      return [name, status, statusLTime];
    });
    expect(members.slice(1)).toEqual([
      ['n2', 'leaving', 5],
      ['n3', 'alive', 7],
    ]);
  });

  it('about an unknown node is passed on only when it is news', () => {
    const core = new GossipCore().hearSerf(leaves('n2', 5), joins('n2', 5), joins('n2', 4));
    expect(passedOn(core)).toBe(1);
  });

  it('about an unknown node is forgotten after five minutes', () => {
    const core = new GossipCore().hearSerf(leaves('n2', 5)).advance(5 * 60_000 + 16_000);
    expect(core.hear(alive(2)).statusOf('n2')).toBe('alive');
  });

  it('to leave, about this node, is countered by a newer join', () => {
    const core = new GossipCore()
      .hear(alive(2))
      .forget()
      .hearSerf(leaves(selfName, 9))
      .advance(200);
    expect(core.sentOf('joinIntent')[0]?.message).toEqual(joins(selfName, 10));
    expect([core.sentOf('leaveIntent'), core.statusOf(selfName)]).toEqual([[], 'alive']);
  });

  it('to prune forgets the member', () => {
    const core = new GossipCore().hear(alive(2), dead('n2', 'n3')).forget();
    core.hearSerf(leaves('n2', 5, true));
    expect(core.events.map(({ type }) => type)).toEqual(['memberLeave', 'memberReap']);
    expect(core.statusOf('n2')).toBe(undefined);
  });

  it('to prune an alive member forgets it when it has left', () => {
    const core = new GossipCore().hear(alive(2)).hearSerf(leaves('n2', 5, true));
    expect(core.statusOf('n2')).toBe('leaving');
    expect(core.hear(dead('n2', 'n2')).statusOf('n2')).toBe(undefined);
  });
});

describe('forceLeave', () => {
  it('makes a failed member left everywhere', () => {
    const core = new GossipCore().hear(alive(2), alive(3), dead('n2', 'n3')).forget();
    core.call((now) => core.gossip.forceLeave('n2', { prune: false }, now));
    core.advance(200);
    expect(core.statusOf('n2')).toBe('left');
    expect(core.sentOf('leaveIntent')).toContainEqual({ to: 3, message: leaves('n2', 1) });
  });
});
