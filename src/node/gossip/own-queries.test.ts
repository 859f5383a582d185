import { describe, expect, it } from 'vitest';
import { alive, GossipCore, selfName } from '../../../test/support/gossip-core.ts';
import { encodeSerfMessage } from './codec/serf-codec.ts';
import type { KeyResponse, Query, QueryResponse } from './messages.ts';

const payload = Buffer.from('?');

function asking(request: { wantsAck?: boolean; timeoutMs?: number } = {}) {
  const core = new GossipCore().hear(alive(2), alive(3)).advance(3000).forget();
  const id = core.call((now) => core.gossip.query({ name: 'uptime', payload, ...request }, now));
  const answer = (from: string, text: string, overrides: Partial<QueryResponse> = {}) =>
    core.hearSerf({
      type: 'queryResponse',
      ltime: 1,
      id,
      from,
      isAck: false,
      payload: Buffer.from(text),
      ...overrides,
    });
  return { core, id, answer };
}

function sentQuery(core: GossipCore): Query | undefined {
  return core.advance(200).sentOf('query')[0]?.message;
}

describe('a query of our own', () => {
  it('goes to everybody, and to this node itself', () => {
    const { core, id } = asking();
    expect(core.eventsOf('query').map(({ name, sourceNode }) => [name, sourceNode])).toEqual([
      ['uptime', selfName],
    ]);
    expect(sentQuery(core)).toMatchObject({ id, ltime: 1, sourceNode: selfName, timeoutMs: 3200 });
  });

  it('reports each answer once, its own included, and then that no more come', () => {
    const { core, id, answer } = asking({ wantsAck: true });
    answer('n2', 'two');
    answer('n2', 'two again');
    answer('n3', '', { isAck: true });
    answer('n3', 'another id', { id: id + 1 });
    answer('n3', 'another time', { ltime: 7 });
    core.call((now) => core.gossip.respond(1, Buffer.from('self'), now));
    core.advance(3200);
    answer('n3', 'late');
    const relevant = ['queryAck', 'queryResponse', 'queryFinished'];
    expect(core.events.filter(({ type }) => relevant.includes(type))).toEqual([
      { type: 'queryAck', id, from: selfName },
      { type: 'queryResponse', id, from: 'n2', payload: Buffer.from('two') },
      { type: 'queryAck', id, from: 'n3' },
      { type: 'queryResponse', id, from: selfName, payload: Buffer.from('self') },
      { type: 'queryFinished', id, acks: 2, responses: 2 },
    ]);
  });

  it('is refused when it is too long, or when too many are under way', () => {
    const { core } = asking();
    const long = () => core.gossip.query({ name: 'q', payload: Buffer.alloc(1024) }, core.now);
    expect(long).toThrow('at most 1024 are allowed');
    const many = () => {
      for (let count = 0; count < 300; count += 1) {
        core.gossip.query({ name: 'q', payload }, core.now);
      }
    };
    expect(many).toThrow('256 gossip queries are under way');
  });

  it('must not pretend to be one of Serf itself', () => {
    const { core } = asking();
    const internal = () => core.gossip.query({ name: '_serf_use-key', payload }, core.now);
    expect(internal).toThrow('_serf_');
  });
});

describe('a key query of our own', () => {
  it('collects what the members say', () => {
    const core = new GossipCore().hear(alive(2)).forget();
    const key = Buffer.alloc(16, 1);
    const id = core.call((now) => core.gossip.queryKeys('install', key, now));
    expect(core.eventsOf('keyQuery').map(({ operation }) => operation)).toEqual(['install']);
    const response: KeyResponse = {
      type: 'keyResponse',
      result: false,
      message: 'no keyring',
      keys: [],
      primaryKey: '',
    };
    const answer = { ltime: 1, id, from: 'n2', isAck: false, payload: encodeSerfMessage(response) };
    core.hearSerf({ type: 'queryResponse', ...answer });
    core.call((now) => core.gossip.respondKeys(1, { ...response, result: true }, now));
    expect(core.eventsOf('keyResponse')).toEqual([
      { type: 'keyResponse', id, from: 'n2', response },
      { type: 'keyResponse', id, from: selfName, response: { ...response, result: true } },
    ]);
    const sent = sentQuery(core);
    expect([sent?.name, sent?.payload]).toEqual([
      '_serf_install-key',
      encodeSerfMessage({ type: 'keyRequest', key }),
    ]);
  });
});
