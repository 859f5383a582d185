import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  arbitraryGossipMessage,
  arbitraryPushPull,
} from '../../../test/support/arbitrary-gossip.ts';
import { alive, GossipCore, peerEndpoint, selfName } from '../../../test/support/gossip-core.ts';
import { encodeTags } from './codec/tags.ts';

describe('a gossip core', () => {
  it('is a pool of one at first, at incarnation 1', () => {
    const core = new GossipCore({ tags: new Map([['id', 'a']]) });
    expect(core.gossip.members()).toEqual([
      {
        name: selfName,
        ...peerEndpoint(1),
        tags: new Map([['id', 'a']]),
        status: 'alive',
        statusLTime: 0,
        incarnation: 1,
        vsn: new Uint8Array([1, 5, 2, 2, 5, 5]),
      },
    ]);
    expect(core.gossip.status()).toEqual({
      incarnation: 1,
      healthScore: 0,
      members: { alive: 1, leaving: 0, left: 0, failed: 0 },
      suspects: 0,
      clock: 1,
      eventClock: 1,
      queryClock: 1,
      queued: { memberlist: 0, intents: 0, queries: 0, events: 0 },
      refused: 0,
      dropped: 0,
    });
  });

  it('announces new tags under a new incarnation', () => {
    const core = new GossipCore().hear(alive(2)).forget();
    const tags = new Map([['leader', 'yes']]);
    core.call((now) => core.gossip.setTags(tags, now));
    core.advance(200);
    expect(core.eventsOf('memberUpdate').map(({ member }) => member.tags)).toEqual([tags]);
    expect(core.sentOf('alive').map(({ message }) => message)).toContainEqual(
      expect.objectContaining({ node: selfName, incarnation: 2, meta: encodeTags(tags) }),
    );
  });

  it('refuses more tags than fit, and keeps the old ones', () => {
    const { gossip } = new GossipCore();
    expect(() => gossip.setTags(new Map([['t', 'x'.repeat(600)]]), 0)).toThrow('512 are allowed');
    expect(gossip.members()[0]?.tags).toEqual(new Map());
  });

  it('has its clocks written down, each as the newest time used', () => {
    const core = new GossipCore().forget();
    core.hearSerf({ type: 'joinIntent', node: 'n2', ltime: 9 });
    core.hearSerf({ type: 'userEvent', ltime: 4, name: 'e', payload: Buffer.of(), coalesce: true });
    expect(core.records).toEqual([
      { type: 'clock', ltime: 9 },
      { type: 'eventClock', ltime: 4 },
    ]);
  });

  it('reports what it cannot read and goes on', () => {
    const core = new GossipCore().forget();
    for (const bytes of [[], [4], [0x63, 1], [8], [8, 0x63], [0, 0xc1]]) {
      core.hearBytes(Buffer.from(bytes));
    }
    core.hearSerf({ type: 'keyRequest', key: Buffer.of(1) });
    expect(core.events.map(({ type }) => type)).toEqual(new Array(7).fill('messageRefused'));
    expect(core.gossip.status().refused).toBe(7);
  });

  it('does not take in more nodes than it can hold', () => {
    const core = new GossipCore();
    for (let number = 0; number < 8300; number += 1) {
      const address = Buffer.of(10, 1, number >> 8, number & 0xff);
      core.hear(alive(2, 1, { node: `n${number}`, address }));
      core.forget();
    }
    expect(core.gossip.members().length).toBe(8192);
  });

  it('throws at no sequence of messages, and holds its invariants', () => {
    const input = fc.oneof(
      {
        arbitrary: arbitraryGossipMessage.map((bytes) => ({ type: 'packet', bytes }) as const),
        weight: 160,
      },
      {
        arbitrary: arbitraryPushPull.map((state) => ({ type: 'pushPull', state }) as const),
        weight: 20,
      },
      {
        arbitrary: fc.integer({ min: 0, max: 6000 }).map((ms) => ({ type: 'time', ms }) as const),
        weight: 40,
      },
      {
        arbitrary: fc
          .integer({ min: 0, max: 60_000 })
          .map((ms) => ({ type: 'stall', ms }) as const),
        weight: 10,
      },
      { arbitrary: fc.constant({ type: 'leave' } as const), weight: 1 },
    );
    fc.assert(
      fc.property(fc.array(input, { maxLength: 60 }), (inputs) => {
        const core = new GossipCore();
        let incarnation = 0;
        for (const step of inputs) {
          switch (step.type) {
            case 'packet':
              core.hearBytes(step.bytes);
              break;
            case 'pushPull':
              core.call((now) => core.gossip.pushPullServed(step.state, now));
              break;
            case 'time':
              core.advance(step.ms);
              break;
            case 'stall':
              core.now += step.ms;
              core.call((now) => core.gossip.tick(now));
              break;
            case 'leave':
              core.call((now) => core.gossip.leave(now));
          }
          const status = core.gossip.status();
          expect(status.incarnation).toBeGreaterThanOrEqual(incarnation);
          incarnation = status.incarnation;
        }
        for (const { messages } of core.sent) expect(messages.length).toBeGreaterThan(0);
        for (const { vsn } of core.knownNodes()) expect(vsn.length).toBe(6);
        expect(core.statusOf(selfName)).toBeDefined();
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same output for the same seed and inputs', () => {
    const outputs = [1, 2].map(() => {
      const core = new GossipCore().hear(alive(2), alive(3), alive(4)).advance(30_000);
      return [core.sent, core.events, core.exchanges];
    });
    expect(outputs[0]).toEqual(outputs[1]);
  });
});
