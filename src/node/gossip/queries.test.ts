import { describe, expect, it } from 'vitest';
import {
  alive,
  GossipCore,
  peerEndpoint,
  saneVsn,
  selfName,
} from '../../../test/support/gossip-core.ts';
import { encodeSerfMessage } from './codec/serf-codec.ts';
import type { Query, QueryResponse } from './messages.ts';

const nothing = Buffer.alloc(0);

function query(overrides: Partial<Query> = {}): Query {
  return {
    type: 'query',
    ...peerEndpoint(8),
    ltime: 4,
    id: 99,
    sourceNode: 'n8',
    filters: [],
    wantsAck: false,
    noBroadcast: false,
    relayFactor: 0,
    timeoutMs: 3000,
    name: 'uptime',
    payload: Buffer.from('?'),
    ...overrides,
  };
}

function response(payload: Uint8Array, overrides: Partial<QueryResponse> = {}): QueryResponse {
  return {
    type: 'queryResponse',
    ltime: 4,
    id: 99,
    from: selfName,
    isAck: false,
    payload,
    ...overrides,
  };
}

function core(): GossipCore {
  return new GossipCore({ tags: new Map([['role', 'web-1']]) }).forget();
}

describe('a query of another member', () => {
  it('is reported once, and passed on once', () => {
    const node = core().hearSerf(query(), query());
    expect(node.events).toEqual([
      {
        type: 'query',
        queryId: 1,
        name: 'uptime',
        payload: Buffer.from('?'),
        sourceNode: 'n8',
        timeoutMs: 3000,
      },
    ]);
    const { queued, queryClock } = node.gossip.status();
    expect([queued.queries, queryClock]).toEqual([1, 5]);
  });

  it('is answered straight to its sender, once', () => {
    const node = core().hearSerf(query());
    const answer = () => node.call((now) => node.gossip.respond(1, Buffer.from('5 days'), now));
    expect([answer(), answer()]).toEqual(['sent', 'tooLate']);
    expect(node.sent).toEqual([{ to: 8, messages: [response(Buffer.from('5 days'))] }]);
  });

  it('cannot be answered late or at length', () => {
    const late = core().hearSerf(query()).advance(3000);
    expect(late.call((now) => late.gossip.respond(1, nothing, now))).toBe('tooLate');
    const long = core().hearSerf(query());
    expect(long.call((now) => long.gossip.respond(1, Buffer.alloc(1000), now))).toBe('tooLong');
    expect(long.sent).toEqual([]);
  });

  it('is acknowledged when it asks for that, alone in a packet', () => {
    const node = core()
      .hear(alive(2))
      .hearSerf(query({ wantsAck: true }));
    expect(node.sent).toEqual([{ to: 8, messages: [response(nothing, { isAck: true })] }]);
  });

  it('that must not be passed on is not', () => {
    const node = core().hearSerf(query({ noBroadcast: true }));
    expect([node.events.length, node.gossip.status().queued.queries]).toEqual([1, 0]);
  });

  it.each([
    [true, [{ type: 'nodes', names: ['n3', selfName] }]],
    [false, [{ type: 'nodes', names: ['n3'] }]],
    [true, [{ type: 'tag', tag: 'role', expression: '^web-\\d$' }]],
    [false, [{ type: 'tag', tag: 'zone', expression: 'eu' }]],
    [false, [{ type: 'unknown', bytes: Buffer.of(9) }]],
    [
      false,
      [
        { type: 'nodes', names: [selfName] },
        { type: 'tag', tag: 'role', expression: 'db' },
      ],
    ],
  ] as const)(
    'is for us: %s, with the filters %j, and passed on in any case',
    (isForUs, filters) => {
      const node = core().hearSerf(query({ filters, wantsAck: true }));
      expect([node.events.length, node.sent.length]).toEqual(isForUs ? [1, 1] : [0, 0]);
      expect(node.gossip.status().queued.queries).toBe(1);
    },
  );

  it('is answered by way of others too when it asks for that', () => {
    const node = core().hear(alive(2), alive(3, 1, { vsn: Buffer.of(1, 4, 2, 2, 5, 5) }));
    node.hearSerf(query({ relayFactor: 1 })).forget();
    node.call((now) => node.gossip.respond(1, nothing, now));
    expect(node.sent).toEqual([
      { to: 8, messages: [response(nothing)] },
      {
        to: 2,
        messages: [
          {
            type: 'relay',
            destination: peerEndpoint(8),
            destinationName: 'n8',
            message: encodeSerfMessage(response(nothing)),
          },
        ],
      },
    ]);
  });

  it('keeps a bounded number of queries open', () => {
    const node = core();
    for (let id = 1; id <= 1100; id += 1)
      node.hearSerf(query({ id, ltime: 1 + Math.floor(id / 50) }));
    expect(node.call((now) => node.gossip.respond(1, nothing, now))).toBe('tooLate');
    expect(node.call((now) => node.gossip.respond(1100, nothing, now))).toBe('sent');
  });
});

describe('a relayed message', () => {
  it('goes to its destination as it is', () => {
    const message = encodeSerfMessage(response(nothing));
    const relay = { type: 'relay', destination: peerEndpoint(5), destinationName: 'n5', message };
    const node = core().hearSerf(relay as { type: 'relay' } & typeof relay);
    expect(node.sent).toEqual([{ to: 5, messages: [response(nothing)] }]);
  });
});

describe('an internal query', () => {
  it('to ping needs no more than its ack', () => {
    const node = core().hearSerf(query({ name: '_serf_ping', wantsAck: true }));
    expect([node.events, node.sent.length]).toEqual([[], 1]);
  });

  it('about a name is answered with what we believe, unless it is our own', () => {
    const node = core().hear(alive(2)).forget();
    for (const [id, name] of ['n2', 'n9', selfName].entries()) {
      node.hearSerf(query({ id, name: '_serf_conflict', payload: Buffer.from(name) }));
    }
    const member = { name: 'n2', ...peerEndpoint(2), tags: new Map(), status: 1, vsn: saneVsn };
    const answers = node.sentOf('queryResponse').map(({ message }) => message.payload);
    expect(answers).toEqual([
      encodeSerfMessage({ type: 'conflictResponse', member }),
      encodeSerfMessage({ type: 'conflictResponse', member: undefined }),
    ]);
  });

  it.each([
    ['_serf_install-key', 'install'],
    ['_serf_use-key', 'use'],
    ['_serf_remove-key', 'remove'],
  ] as const)('%s is a matter of the keyring', (name, operation) => {
    const key = Buffer.alloc(16, 7);
    const payload = encodeSerfMessage({ type: 'keyRequest', key });
    const node = core().hearSerf(query({ name, payload }));
    expect(node.events).toEqual([
      { type: 'keyQuery', queryId: 1, operation, key, sourceNode: 'n8' },
    ]);
  });

  it('to list keys is answered with as many as fit', () => {
    const node = core()
      .hearSerf(query({ name: '_serf_list-keys' }))
      .forget();
    const keys = Array.from({ length: 50 }, (_, index) =>
      Buffer.alloc(32, index).toString('base64'),
    );
    const answer = {
      type: 'keyResponse',
      result: true,
      message: '',
      keys,
      primaryKey: 'p',
    } as const;
    expect(node.call((now) => node.gossip.respondKeys(1, answer, now))).toBe('sent');
    const message = 'Truncated key list response, showing first 18 of 50 keys';
    const fitting = { ...answer, message, keys: keys.slice(0, 18) };
    expect(node.sent).toEqual([{ to: 8, messages: [response(encodeSerfMessage(fitting))] }]);
  });

  it('of an unknown kind is not answered', () => {
    const node = core().hearSerf(query({ name: '_serf_future' }));
    expect([node.events, node.sent]).toEqual([[], []]);
  });
});
