import { describe, expect, it } from 'vitest';
import { alive, GossipCore, selfName, suspect } from '../../../test/support/gossip-core.ts';

/** Ticks until a ping is out. */
function probing(): GossipCore {
  const core = new GossipCore().hear(alive(2), alive(3), alive(4), alive(5));
  while (core.sentOf('ping').length === 0) core.advance(50);
  return core.forget();
}

/** The process stands still, then runs its timers. */
function stall(core: GossipCore, ms: number): GossipCore {
  core.now += ms;
  core.call((now) => core.gossip.tick(now));
  return core;
}

describe('after standing still', () => {
  it('for 300 ms a probe gets its whole time', () => {
    const core = stall(probing(), 300).advance(450);
    expect(core.sentOf('indirectPing')).toEqual([]);
    expect(core.advance(50).sentOf('indirectPing').length).toBe(3);
    expect(core.gossip.status().healthScore).toBe(1);
  });

  it('for longer than a probe its verdict is skipped', () => {
    const core = stall(probing(), 9000);
    expect(core.events).toEqual([]);
    expect(core.sentOf('indirectPing')).toEqual([]);
    expect(core.gossip.status().healthScore).toBe(1);
  });

  it('suspicions go on as if the time had not passed', () => {
    const core = new GossipCore().hear(alive(2), alive(3), suspect('n2', 'n3')).advance(1000);
    stall(core, 60_000);
    expect(core.statusOf('n2')).toBe('alive');
    core.advance(2950);
    expect(core.statusOf('n2')).toBe('alive');
    expect(core.advance(50).statusOf('n2')).toBe('failed');
  });

  it('a short gap is nothing to speak of', () => {
    const core = stall(probing(), 120);
    expect(core.gossip.status().healthScore).toBe(0);
    expect(core.advance(400).sentOf('indirectPing').length).toBe(3);
  });

  it('periodic rules run once, not once for each turn missed', () => {
    const core = stall(probing(), 60_000);
    expect(core.sentOf('ping').length).toBe(1);
  });

  it('an older time counts as the newest one', () => {
    const core = probing();
    core.now -= 5000;
    core.hear(suspect(selfName, 'n2')).advance(5000);
    expect(core.eventsOf('refuted').length).toBe(1);
    expect(core.sentOf('indirectPing')).toEqual([]);
  });
});
