import { describe, expect, it } from 'vitest';
import {
  alive,
  dead,
  GossipCore,
  peerEndpoint,
  saneVsn,
  selfName,
  suspect,
} from '../../../test/support/gossip-core.ts';
import { encodeTags } from './codec/tags.ts';

const web = encodeTags(new Map([['role', 'web']]));

describe('an alive message', () => {
  it('makes a member of an unknown node, and is passed on', () => {
    const core = new GossipCore().forget().hear(alive(2, 7, { meta: web }));
    const member = {
      name: 'n2',
      ...peerEndpoint(2),
      tags: new Map([['role', 'web']]),
      status: 'alive',
      statusLTime: 0,
      incarnation: 7,
      vsn: saneVsn,
    };
    expect(core.events).toEqual([{ type: 'memberJoin', member }]);
    expect(core.records).toEqual([{ type: 'alive', name: 'n2', endpoint: peerEndpoint(2) }]);
    core.advance(200);
    expect(core.sentOf('alive')).toEqual([{ to: 2, message: alive(2, 7, { meta: web }) }]);
  });

  it('changes nothing unless its incarnation is newer', () => {
    const core = new GossipCore()
      .hear(alive(2, 7))
      .forget()
      .hear(alive(2, 7, { meta: web }));
    expect([core.events, core.nodeOf('n2')?.meta]).toEqual([[], alive(2).meta]);
    core.hear(alive(2, 8, { meta: web }));
    expect(core.eventsOf('memberUpdate').map(({ member }) => member.tags.get('role'))).toEqual([
      'web',
    ]);
  });

  it('frees a suspect at a newer incarnation only', () => {
    const core = new GossipCore().hear(alive(2), suspect('n2', 'n3'), alive(2, 1));
    expect(core.nodeOf('n2')?.state).toBe('suspect');
    core.hear(alive(2, 2));
    expect(core.nodeOf('n2')?.state).toBe('alive');
  });

  it('raises the dead at a newer incarnation', () => {
    const core = new GossipCore()
      .hear(alive(2, 3), dead('n2', 'n3', 3))
      .forget()
      .hear(alive(2, 4));
    expect(core.events.map(({ type }) => type)).toEqual(['memberJoin']);
    expect(core.statusOf('n2')).toBe('alive');
  });

  it('is not believed when older than what was last said about the dead', () => {
    const core = new GossipCore().hear(alive(2, 3), dead('n2', 'n3', 3));
    core.hear(dead('n2', 'n4', 9), alive(2, 9));
    expect([core.nodeOf('n2')?.state, core.nodeOf('n2')?.incarnation]).toEqual(['dead', 9]);
    core.hear(alive(2, 10));
    expect(core.nodeOf('n2')?.state).toBe('alive');
  });

  it('of a restarted node that we hold dead is answered with what it must refute', () => {
    const core = new GossipCore().hear(alive(2, 100), dead('n2', 'n3', 100)).advance(2000);
    core.forget().hear(alive(2, 1), alive(2, 1));
    expect(core.sent).toEqual([{ to: 2, messages: [dead('n2', selfName, 100)] }]);
  });

  it.each([
    ['no versions', { vsn: Buffer.alloc(0) }],
    ['three bytes of versions', { vsn: Buffer.of(1, 5, 2) }],
    ['versions of zero', { vsn: Buffer.alloc(6) }],
    ['incarnation 0', { incarnation: 0 }],
  ])('with %s is passed over', (_, overrides) => {
    const core = new GossipCore().forget().hear(alive(2, 1, overrides));
    expect([core.events, core.nodeOf('n2')]).toEqual([[], undefined]);
  });

  it('far ahead of what we hold of the node is an attack', () => {
    const core = new GossipCore().hear(alive(2, 1), alive(2, 0xffff_ffff));
    expect(core.nodeOf('n2')?.incarnation).toBe(1);
  });

  describe('about this node', () => {
    it('is refuted when it claims other tags at our incarnation', () => {
      const core = new GossipCore().hear(alive(2)).forget();
      core.hear(alive(1, 1, { node: selfName, meta: web })).advance(200);
      expect(core.events).toEqual([{ type: 'refuted', incarnation: 2, accuser: selfName }]);
      expect(core.records).toEqual([{ type: 'incarnation', incarnation: 2 }]);
      expect(core.sentOf('alive')[0]?.message.incarnation).toBe(2);
    });

    it('is refuted when it is of an earlier life that got further', () => {
      const core = new GossipCore().hear(alive(1, 50, { node: selfName }));
      expect(core.gossip.status().incarnation).toBe(51);
    });

    it('that only repeats what we said, or is older, changes nothing', () => {
      const core = new GossipCore().hear(alive(1, 50, { node: selfName })).forget();
      core.hear(alive(1, 51, { node: selfName }), alive(1, 1, { node: selfName, meta: web }));
      expect([core.gossip.status().incarnation, core.events]).toEqual([51, []]);
    });
  });

  describe('from another address', () => {
    const moved = { ...peerEndpoint(9) };

    it('is a name conflict while the old bearer is alive or dead', () => {
      const core = new GossipCore()
        .hear(alive(2))
        .forget()
        .hear(alive(2, 5, moved));
      const conflict = { name: 'n2', known: peerEndpoint(2), claimed: peerEndpoint(9) };
      expect(core.events).toEqual([{ type: 'nameConflict', ...conflict }]);
      core
        .hear(dead('n2', 'n3'))
        .forget()
        .hear(alive(2, 5, moved));
      expect(core.events).toEqual([{ type: 'nameConflict', ...conflict }]);
      expect(core.nodeOf('n2')?.address).toEqual(peerEndpoint(2).address);
    });

    it('moves the name of a node that left, whatever the incarnation', () => {
      const core = new GossipCore().hear(alive(2, 5), dead('n2', 'n2', 5), alive(2, 1, moved));
      const { address, incarnation, state } = core.nodeOf('n2') ?? {};
      expect([address, incarnation, state]).toEqual([moved.address, 1, 'alive']);
    });

    it('compares raw bytes: the mapped form of an address is another one', () => {
      const mapped = Buffer.concat([Buffer.alloc(10), Buffer.of(0xff, 0xff, 10, 0, 0, 2)]);
      const core = new GossipCore()
        .hear(alive(2))
        .forget()
        .hear(alive(2, 5, { address: mapped }));
      expect(core.events.map(({ type }) => type)).toEqual(['nameConflict']);
    });
  });
});
