import { describe, expect, it } from 'vitest';
import { alive, dead, GossipCore, peerEndpoint } from '../../../test/support/gossip-core.ts';
import { lanSettings } from '../../../test/support/gossip-pool.ts';
import { encodeMessage } from './codec/memberlist-codec.ts';
import { encodeSerfMessage } from './codec/serf-codec.ts';
import { Gossip } from './gossip.ts';
import type { SerfMessage } from './messages.ts';

function intent(number: number): SerfMessage {
  return { type: 'joinIntent', ltime: number, node: `unknown${number}` };
}

describe('a gossip round', () => {
  it('goes to three members, not to those that left', () => {
    const core = new GossipCore();
    for (const number of [2, 3, 4, 5]) core.hear(alive(number));
    core.hear(dead('n5', 'n5')).forget().advance(200);
    expect(core.sent.map(({ to }) => to).toSorted()).toEqual([2, 3, 4]);
  });

  it('goes to the dead for some time, so that they can refute it', () => {
    const core = new GossipCore().hear(alive(2), dead('n2', 'n3')).forget().advance(200);
    expect(core.sent.map(({ to }) => to)).toEqual([2]);
    core.advance(30_000).forget().hearSerf(intent(1)).advance(1000);
    expect(core.sent).toEqual([]);
  });

  it('sends each broadcast a limited number of times, and nothing when there is none', () => {
    const core = new GossipCore().hear(alive(2), alive(3)).hearSerf(intent(1)).forget();
    core.advance(5000);
    expect(core.sentOf('joinIntent').length).toBe(4);
    const packets = core
      .forget()
      .advance(400)
      .sent.filter(({ messages }) => messages.length > 1);
    expect(packets).toEqual([]);
  });

  it('rides on pings and acks', () => {
    const core = new GossipCore().hear(alive(2)).forget().hearSerf(intent(1));
    core.hear({ type: 'ping', seqNo: 5, node: '', source: { ...peerEndpoint(9), node: 'n9' } });
    expect(core.sent[0]?.messages.map(({ type }) => type)).toEqual([
      'ackResp',
      'alive',
      'joinIntent',
    ]);
  });

  it('passes a Serf message on exactly as it came', () => {
    // With a field that only a later version knows.
    const known = encodeSerfMessage(intent(3));
    const extended = Buffer.concat([known, Buffer.from('a14e01', 'hex')]);
    const count = extended[1] ?? 0;
    extended[1] = count + 1;
    const bytes = encodeMessage({ type: 'user', payload: extended });
    const gossip = new Gossip({
      name: 'self',
      endpoint: peerEndpoint(1),
      tags: new Map(),
      settings: lanSettings,
      random: () => 0.5,
      now: 0,
    });
    gossip.packet(peerEndpoint(2), encodeMessage(alive(2)), 0);
    gossip.packet(peerEndpoint(2), bytes, 0);
    gossip.tick(100);
    const parts = gossip.takeOutput().packets.flatMap((packet) => packet.parts);
    expect(parts.map((part) => Buffer.from(part).toString('hex'))).toContain(bytes.toString('hex'));
  });

  it('fills packets up to their budget, encryption included, and never beyond', () => {
    const settings = { ...lanSettings, packetOverheadBytes: 29 };
    const core = new GossipCore({ settings });
    for (let number = 2; number < 60; number += 1) core.hear(alive(number));
    for (let number = 1; number < 60; number += 1) core.hearSerf(intent(number));
    const gossip = core.forget().gossip;
    let largest = 0;
    for (let now = 50; now < 6000; now += 50) {
      gossip.tick(now);
      for (const { parts } of gossip.takeOutput().packets) {
        const bytes = parts.reduce((sum, { length }) => sum + length + 2, 2);
        largest = Math.max(largest, bytes + 29);
        expect(parts.every(({ length }) => length > 0)).toBe(true);
      }
    }
    expect(largest).toBeLessThanOrEqual(1400);
    expect(largest).toBeGreaterThan(1300);
  });

  it('keeps its queues bounded in a storm', () => {
    const core = new GossipCore().hear(alive(2));
    for (let number = 1; number < 6000; number += 1) {
      core.hearSerf({
        type: 'userEvent',
        ltime: number,
        name: 'e',
        payload: Buffer.alloc(9),
        coalesce: false,
      });
    }
    const { queued, dropped } = core.gossip.status();
    expect(queued.events).toBe(4096);
    expect(dropped).toBe(5999 - 4096);
  });
});
