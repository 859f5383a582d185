import { describe, expect, it } from 'vitest';
import {
  alive,
  GossipCore,
  peerEndpoint,
  saneVsn,
  selfName,
} from '../../../test/support/gossip-core.ts';
import { encodeSerfMessage } from './codec/serf-codec.ts';

const claim = alive(9, 5, { node: selfName });

function contested() {
  const core = new GossipCore()
    .hear(alive(2), alive(3), alive(4))
    .advance(200)
    .forget()
    .hear(claim);
  const query = core.advance(200).sentOf('query')[0]?.message;
  const vote = (from: string, believed: number) => {
    const about = { name: selfName, ...peerEndpoint(believed), tags: new Map(), status: 1 };
    const member = { ...about, vsn: saneVsn };
    const payload = encodeSerfMessage({ type: 'conflictResponse', member });
    core.hearSerf({
      type: 'queryResponse',
      ltime: query?.ltime ?? 0,
      id: query?.id ?? 0,
      from,
      isAck: false,
      payload,
    });
  };
  return { core, query, vote };
}

describe('our name, claimed at another address', () => {
  it('is put to the vote', () => {
    const { core, query } = contested();
    expect(core.eventsOf('nameConflict')).toEqual([
      { type: 'nameConflict', name: selfName, known: peerEndpoint(1), claimed: peerEndpoint(9) },
    ]);
    expect([query?.name, query?.payload]).toEqual(['_serf_conflict', Buffer.from(selfName)]);
  });

  it('is lost when the majority believes in the other address', () => {
    const { core, vote } = contested();
    vote('n2', 9);
    vote('n3', 9);
    vote('n4', 1);
    core.advance(4000);
    expect(core.eventsOf('nameLost')).toEqual([{ type: 'nameLost', votes: 1, answers: 3 }]);
    expect(core.eventsOf('queryFinished')).toEqual([]);
  });

  it('is kept with the majority, and also when nobody votes', () => {
    const { core, vote } = contested();
    vote('n2', 1);
    vote('n3', 1);
    vote('n4', 9);
    expect(core.advance(4000).eventsOf('nameLost')).toEqual([]);
    expect(contested().core.advance(4000).eventsOf('nameLost')).toEqual([]);
  });

  it('is put to one vote at a time', () => {
    const { core } = contested();
    core.forget().hear(claim, claim).advance(1000);
    const ids = new Set(core.sentOf('query').map(({ message }) => message.id));
    expect(ids.size).toBeLessThanOrEqual(1);
  });
});
