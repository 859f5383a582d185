import { describe, expect, it } from 'vitest';
import {
  alive,
  dead,
  GossipCore,
  peerEndpoint,
  selfName,
  suspect,
} from '../../../test/support/gossip-core.ts';
import { encodeCoordinate } from './codec/coordinate.ts';
import { originCoordinate } from './coordinates.ts';
import type { Ping } from './messages.ts';

const nothing = new Uint8Array();

interface Probed {
  readonly core: GossipCore;
  /** The number of the peer that is probed. */
  readonly target: number;
  readonly ping: Ping;
}

/** Advances to the moment at which a ping goes out. */
function probed(core: GossipCore): Probed {
  core.forget();
  for (let waited = 0; waited < 3000; waited += 50) {
    const [first] = core.advance(50).sentOf('ping');
    if (first !== undefined) return { core, target: first.to, ping: first.message };
  }
  throw new Error('no ping');
}

function poolOf(...numbers: readonly number[]): GossipCore {
  return new GossipCore().hear(...numbers.map((number) => alive(number)));
}

describe('a probe', () => {
  it('pings the members in turn, once each interval', () => {
    const core = poolOf(2, 3);
    const targets = [1, 2, 3, 4].map(() => {
      const { target, ping } = probed(core);
      core.hear({ type: 'ackResp', seqNo: ping.seqNo, payload: nothing });
      return target;
    });
    expect(targets.slice(0, 2).toSorted()).toEqual([2, 3]);
    expect(targets.slice(2).toSorted()).toEqual([2, 3]);
    expect(core.now).toBeGreaterThan(3000);
    expect(core.now).toBeLessThanOrEqual(4000);
  });

  it('names its target and tells where the ack goes', () => {
    const { ping, target } = probed(poolOf(2));
    expect(ping).toEqual({
      type: 'ping',
      seqNo: ping.seqNo,
      node: `n${target}`,
      source: { ...peerEndpoint(1), node: selfName },
    });
  });

  it('that is answered asks nobody else', () => {
    const { core, ping } = probed(poolOf(2, 3));
    core.hear({ type: 'ackResp', seqNo: ping.seqNo, payload: nothing }).forget().advance(900);
    expect([core.sentOf('indirectPing'), core.exchanges, core.eventsOf('memberSuspected')]).toEqual(
      [[], [], []],
    );
  });

  it('without an answer asks helpers and tries TCP', () => {
    const { core, ping, target } = probed(poolOf(2, 3, 4));
    core.forget().advance(500);
    const helpers = core.sentOf('indirectPing');
    expect(helpers.map(({ to }) => to).toSorted()).toEqual([2, 3, 4].filter((n) => n !== target));
    expect(helpers[0]?.message).toEqual({
      type: 'indirectPing',
      seqNo: ping.seqNo,
      target: peerEndpoint(target),
      node: `n${target}`,
      nack: true,
      source: { ...peerEndpoint(1), node: selfName },
    });
    expect(core.exchanges).toEqual([
      { type: 'tcpPing', id: 1, to: peerEndpoint(target), request: ping, timeoutMs: 500 },
    ]);
  });

  it('wants no nack of a helper that does not know them', () => {
    const core = poolOf(2);
    core.hear(alive(3, 1, { vsn: Buffer.of(1, 3, 2, 2, 5, 5) }));
    let found = probed(core);
    if (found.target === 3) found = probed(core.hear({ ...answerTo(found) }));
    core.advance(500);
    expect(core.sentOf('indirectPing').map(({ message }) => message.nack)).toEqual([false]);
  });

  it('that a helper gets through is no accusation', () => {
    const { core, ping } = probed(poolOf(2, 3));
    core.advance(600).hear({ type: 'ackResp', seqNo: ping.seqNo, payload: nothing }).advance(400);
    expect(core.eventsOf('memberSuspected')).toEqual([]);
  });

  it('that only TCP gets through is a warning', () => {
    const { core, ping, target } = probed(poolOf(2, 3));
    core
      .advance(500)
      .call((now) =>
        core.gossip.streamAnswered(
          1,
          { type: 'ackResp', seqNo: ping.seqNo, payload: nothing },
          now,
        ),
      );
    core.forget().advance(500);
    expect(core.events).toEqual([{ type: 'udpUnreachable', name: `n${target}` }]);
  });

  it('that nothing gets through is an accusation', () => {
    const { core, target } = probed(poolOf(2, 3));
    core.advance(500).call((now) => core.gossip.streamFailed(1, 'refused', now));
    core.forget().advance(500);
    expect(core.events).toEqual([{ type: 'memberSuspected', name: `n${target}`, from: selfName }]);
  });

  it('costs health for each helper that is silent too, and none when all of them send nacks', () => {
    const silent = probed(poolOf(2, 3, 4)).core.advance(1000);
    expect(silent.gossip.status().healthScore).toBe(2);
    const { core, ping } = probed(poolOf(2, 3, 4));
    core.advance(600);
    core.hear({ type: 'nackResp', seqNo: ping.seqNo }, { type: 'nackResp', seqNo: ping.seqNo });
    core.advance(400);
    expect(core.gossip.status().healthScore).toBe(0);
    expect(core.eventsOf('memberSuspected').length).toBe(1);
  });

  it('waits longer for its verdict the less healthy this node is', () => {
    const core = poolOf(2, 3).hear(suspect(selfName, 'n3'));
    expect(probed(core).core.advance(1950).eventsOf('memberSuspected')).toEqual([]);
    expect(core.advance(50).eventsOf('memberSuspected').length).toBe(1);
  });

  it('tells a suspect what it is accused of', () => {
    const core = poolOf(2, 3, 4, 5).hear(suspect('n2', 'n3'), suspect('n3', 'n2'));
    core.hear(suspect('n4', 'n2'), suspect('n5', 'n2'));
    const { core: after, target } = probed(core);
    const [packet] = after.sent.filter(({ messages }) => messages[0]?.type === 'ping');
    expect(packet?.messages[1]).toEqual(suspect(`n${target}`, selfName));
  });

  it('passes over the dead', () => {
    const core = poolOf(2, 3).hear(dead('n2', 'n3'));
    const targets = [1, 2, 3].map(() => {
      const found = probed(core);
      core.hear(answerTo(found));
      return found.target;
    });
    expect(targets).toEqual([3, 3, 3]);
  });

  it('learns from the ack where the other node is', () => {
    const { core, ping, target } = probed(poolOf(2));
    core.now += 30;
    const payload = encodeCoordinate(originCoordinate);
    core.hear({ type: 'ackResp', seqNo: ping.seqNo, payload });
    expect(core.gossip.estimatedRttMs(selfName, `n${target}`)).toBeGreaterThan(0.1);
    expect(core.gossip.estimatedRttMs(selfName, 'nobody')).toBe(undefined);
  });
});

describe('a ping', () => {
  const ping: Ping = { type: 'ping', seqNo: 5, node: selfName, source: undefined };

  it('is answered where it says, with our coordinate', () => {
    const core = new GossipCore().forget();
    core.hear({ ...ping, source: { ...peerEndpoint(8), node: 'n8' } }, ping);
    const ack = { type: 'ackResp', seqNo: 5, payload: encodeCoordinate(originCoordinate) };
    expect(core.sent).toEqual([
      { to: 8, messages: [ack] },
      { to: 2, messages: [ack] },
    ]);
  });

  it('for another node is not answered', () => {
    const core = new GossipCore().forget().hear({ ...ping, node: 'other' });
    expect(core.sent).toEqual([]);
    const request = { ...ping, node: 'other' };
    expect(core.gossip.tcpPingServed(request)).toBe(undefined);
    expect(core.gossip.tcpPingServed(ping)).toEqual({
      type: 'ackResp',
      seqNo: 5,
      payload: nothing,
    });
  });
});

function answerTo({ ping }: Probed) {
  return { type: 'ackResp', seqNo: ping.seqNo, payload: nothing } as const;
}
