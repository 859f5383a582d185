import { describe, expect, it } from 'vitest';
import { alive, dead, GossipCore } from '../../../test/support/gossip-core.ts';
import { lanSettings } from '../../../test/support/gossip-pool.ts';

const settings = { ...lanSettings, reconnectTimeoutMs: 60_000, tombstoneTimeoutMs: 120_000 };

describe('members that are gone', () => {
  it('are forgotten, the failed and the left ones each after their time', () => {
    const core = new GossipCore({ settings }).hear(alive(2), alive(3));
    core.hearSerf({ type: 'leaveIntent', node: 'n3', ltime: 5, prune: false });
    core.hear(dead('n2', 'n9'), dead('n3', 'n3')).forget();
    const reaped: (string | number)[][] = [];
    while (core.now < 150_000) {
      core.forget().advance(1000);
      for (const { member } of core.eventsOf('memberReap')) reaped.push([member.name, core.now]);
    }
    expect(reaped).toEqual([
      ['n2', 75_000],
      ['n3', 135_000],
    ]);
  });

  it('are told in push/pulls by memberlist for 30 s only', () => {
    const core = new GossipCore().hear(alive(2), dead('n2', 'n3'));
    expect(core.nodeOf('n2')?.state).toBe('dead');
    core.advance(32_000);
    expect([core.nodeOf('n2'), core.statusOf('n2')]).toEqual([undefined, 'failed']);
  });
});
