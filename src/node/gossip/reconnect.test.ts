import { describe, expect, it } from 'vitest';
import {
  alive,
  dead,
  GossipCore,
  listed,
  peerEndpoint,
  pushPull,
} from '../../../test/support/gossip-core.ts';

describe('reconnecting', () => {
  it('tries the failed members, and has them back when they answer', () => {
    const core = new GossipCore().hear(alive(2), dead('n2', 'n3')).forget().advance(30_000);
    const [attempt] = core.exchanges;
    expect([attempt?.to, attempt?.type]).toEqual([peerEndpoint(2), 'pushPull']);
    const reply = pushPull([listed(2, 'alive', { incarnation: 2 })]);
    core.call((now) => core.gossip.streamAnswered(attempt?.id ?? 0, reply, now));
    expect(core.statusOf('n2')).toBe('alive');
  });

  it('tries rarely when many others can try too', () => {
    const core = new GossipCore();
    let tries = 0;
    for (let round = 0; round < 60; round += 1) {
      for (let number = 2; number < 12; number += 1) core.hear(alive(number, 1 + round));
      if (round === 0) core.hear(alive(99), dead('n99', 'n3'));
      core.forget().advance(30_000);
      for (const { id, to, type } of core.exchanges) {
        if (to.address[3] === 99) tries += 1;
        core.call((now) => core.gossip.streamFailed(id, `${type} refused`, now));
      }
    }
    expect(tries).toBeGreaterThan(0);
    expect(tries).toBeLessThan(40);
  });

  it('leaves those alone that left', () => {
    const core = new GossipCore().hear(alive(2));
    core.hearSerf({ type: 'leaveIntent', node: 'n2', ltime: 5, prune: false });
    core.hear(dead('n2', 'n2')).forget().advance(120_000);
    expect(core.exchanges).toEqual([]);
  });
});
