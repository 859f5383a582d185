import { describe, expect, it } from 'vitest';
import { GossipCore, peerEndpoint, selfName } from '../../../test/support/gossip-core.ts';
import type { IndirectPing } from './messages.ts';

const nothing = Buffer.alloc(0);
const request: IndirectPing = {
  type: 'indirectPing',
  seqNo: 77,
  target: peerEndpoint(5),
  node: 'n5',
  nack: true,
  source: { ...peerEndpoint(8), node: 'n8' },
};

function asked(overrides: Partial<IndirectPing> = {}) {
  const core = new GossipCore()
    .advance(100)
    .forget()
    .hear({ ...request, ...overrides });
  const seqNo = core.sentOf('ping')[0]?.message.seqNo ?? -1;
  return { core, seqNo };
}

describe('a helper', () => {
  it('pings the target under a number of its own', () => {
    const { core, seqNo } = asked();
    const source = { ...peerEndpoint(1), node: selfName };
    expect(core.sent).toEqual([{ to: 5, messages: [{ type: 'ping', seqNo, node: 'n5', source }] }]);
    expect(seqNo).not.toBe(77);
  });

  it('passes the ack on and sends no nack then', () => {
    const { core, seqNo } = asked();
    core
      .forget()
      .hear({ type: 'ackResp', seqNo, payload: Buffer.of(1) })
      .advance(1000);
    expect(core.sent).toEqual([
      { to: 8, messages: [{ type: 'ackResp', seqNo: 77, payload: nothing }] },
    ]);
  });

  it('sends a nack when no ack comes in time', () => {
    const { core } = asked();
    core.forget().advance(450);
    expect(core.sent).toEqual([]);
    core.advance(50);
    expect(core.sent).toEqual([{ to: 8, messages: [{ type: 'nackResp', seqNo: 77 }] }]);
  });

  it('sends no nack when none is wanted, and answers the packet when no source is named', () => {
    const { core } = asked({ nack: false });
    expect(core.forget().advance(600).sent).toEqual([]);
    const unnamed = asked({ source: undefined }).core.forget().advance(500);
    expect(unnamed.sent.map(({ to }) => to)).toEqual([2]);
  });

  it('helps with a bounded number of pings at once', () => {
    const core = new GossipCore().forget();
    for (let seqNo = 0; seqNo < 1100; seqNo += 1) core.hear({ ...request, seqNo });
    expect(core.sentOf('ping').length).toBe(1024);
    expect(core.gossip.status().dropped).toBe(76);
  });
});
