import { describe, expect, it } from 'vitest';
import { alive, GossipCore } from '../../../test/support/gossip-core.ts';
import type { UserEvent } from './messages.ts';

function event(overrides: Partial<UserEvent> = {}): UserEvent {
  const payload = Buffer.from('v2');
  return { type: 'userEvent', ltime: 4, name: 'deploy', payload, coalesce: true, ...overrides };
}

describe('a user event', () => {
  it('is reported and passed on once, whoever repeats it', () => {
    const core = new GossipCore().forget().hearSerf(event(), event());
    expect(core.events).toEqual([event()]);
    const { queued, eventClock } = core.gossip.status();
    expect([queued.events, eventClock]).toEqual([1, 5]);
  });

  it('is another one with another payload, or at another time', () => {
    const core = new GossipCore().forget();
    core.hearSerf(event(), event({ payload: Buffer.from('v3') }), event({ ltime: 5 }));
    expect(core.events.length).toBe(3);
  });

  it('that is far behind the clock, or too long, is passed over', () => {
    const core = new GossipCore().hearSerf(event({ ltime: 600 })).forget();
    core.hearSerf(event({ ltime: 50 }), event({ ltime: 601, payload: Buffer.alloc(10_000) }));
    expect([core.events, core.gossip.status().queued.events]).toEqual([[], 1]);
  });

  it('of our own is reported here too and goes out under the next Lamport time', () => {
    const core = new GossipCore().hear(alive(2)).hearSerf(event()).forget();
    const own = { name: 'reload', payload: Buffer.of(1), coalesce: false };
    core.call((now) => core.gossip.userEvent(own, now));
    expect(core.events).toEqual([{ type: 'userEvent', ltime: 5, ...own }]);
    expect(
      core
        .advance(200)
        .sentOf('userEvent')
        .map(({ message }) => message.name),
    ).toContain('reload');
  });

  it('of our own must be short', () => {
    const { gossip } = new GossipCore();
    const long = { name: 'e', payload: Buffer.alloc(512), coalesce: false };
    expect(() => gossip.userEvent(long, 0)).toThrow('at most 512 are allowed');
  });
});
