import { describe, expect, it } from 'vitest';
import { alive, dead, GossipCore, selfName, suspect } from '../../../test/support/gossip-core.ts';

/** A pool in which nobody answers: probes are out of the way while they last no longer than a second. */
function poolOf(peers: number): GossipCore {
  const core = new GossipCore();
  for (let number = 2; number < 2 + peers; number += 1) core.hear(alive(number));
  return core.forget();
}

describe('a suspicion', () => {
  it('is passed on, and becomes a conviction when nobody refutes it', () => {
    const core = poolOf(2).hear(suspect('n2', 'n3'));
    expect(core.events).toEqual([{ type: 'memberSuspected', name: 'n2', from: 'n3' }]);
    core.advance(3950);
    expect(core.statusOf('n2')).toBe('alive');
    core.advance(50);
    expect(core.statusOf('n2')).toBe('failed');
    expect(core.nodeOf('n2')?.state).toBe('dead');
  });

  it('lasts long in a larger pool, and shortens with independent accusers', () => {
    const core = poolOf(5).hear(suspect('n2', 'n3')).advance(5000);
    expect(core.statusOf('n2')).toBe('alive');
    core.hear(suspect('n2', 'n4'), suspect('n2', 'n5')).advance(50);
    expect(core.statusOf('n2')).toBe('failed');
  });

  it('passes an accusation on only when it is news', () => {
    const core = poolOf(5).hear(suspect('n2', 'n3'), suspect('n2', 'n3'), suspect('n2', 'n4'));
    core.advance(400);
    const passedOn = new Set(core.sentOf('suspect').map(({ message }) => message.from));
    expect([...passedOn]).toEqual(['n4']);
  });

  it.each([
    ['of its past', suspect('n2', 'n3', 4)],
    ['of an unknown node', suspect('n9', 'n3', 5)],
    ['absurdly far ahead', suspect('n2', 'n3', 0xffff_ffff)],
  ])('%s is passed over', (_, message) => {
    const core = new GossipCore().hear(alive(2, 5)).forget().hear(message);
    expect([core.events, core.nodeOf('n2')?.state]).toEqual([[], 'alive']);
  });

  it('about this node is refuted at once, and makes it doubt itself', () => {
    const core = poolOf(2)
      .hear(suspect(selfName, 'n2', 1))
      .advance(200);
    expect(core.events).toEqual([{ type: 'refuted', incarnation: 2, accuser: 'n2' }]);
    expect(core.sentOf('alive')[0]?.message).toMatchObject({ node: selfName, incarnation: 2 });
    expect(core.gossip.status().healthScore).toBe(1);
  });

  it('about this node that was refuted before is refuted again, but not for each copy', () => {
    const core = poolOf(2)
      .hear(suspect(selfName, 'n2', 1))
      .advance(3000)
      .forget();
    core.hear(suspect(selfName, 'n3', 1), suspect(selfName, 'n2', 1)).advance(900);
    expect(new Set(core.sentOf('alive').map(({ message }) => message.incarnation))).toEqual(
      new Set([2]),
    );
    expect(core.sentOf('alive').length).toBeLessThanOrEqual(4);
    core
      .forget()
      .hear(suspect(selfName, 'n3', 1))
      .advance(50);
    expect([core.events, core.gossip.status().incarnation]).toEqual([[], 2]);
  });
});

describe('a dead message', () => {
  it('of an accuser makes a failed member', () => {
    const core = poolOf(2).hear(dead('n2', 'n3'));
    expect(core.events.map(({ type }) => type)).toEqual(['memberFailed']);
    expect(core.records).toEqual([{ type: 'notAlive', name: 'n2' }]);
  });

  it('of the node itself, which announced to leave, makes a left member', () => {
    const core = poolOf(2);
    core.hearSerf({ type: 'leaveIntent', ltime: 5, node: 'n2', prune: false });
    expect(core.statusOf('n2')).toBe('leaving');
    core.hear(dead('n2', 'n2'));
    expect(core.events.map(({ type }) => type)).toEqual(['memberLeave']);
    expect([core.statusOf('n2'), core.nodeOf('n2')?.state]).toEqual(['left', 'left']);
  });

  it('about this node is refuted', () => {
    const core = poolOf(2).hear(dead(selfName, 'n2', 7));
    expect(core.gossip.status().incarnation).toBe(8);
  });

  it('is passed on once', () => {
    const core = poolOf(2).hear(dead('n2', 'n3'), dead('n2', 'n4')).advance(200);
    const from = new Set(core.sentOf('dead').map(({ message }) => message.from));
    expect([...from]).toEqual(['n3']);
  });
});
