import fc from 'fast-check';
import { encodeMessage } from '../../src/node/gossip/codec/memberlist-codec.ts';
import { encodeSerfMessage } from '../../src/node/gossip/codec/serf-codec.ts';
import { encodeTags } from '../../src/node/gossip/codec/tags.ts';
import type {
  Endpoint,
  MemberlistMessage,
  PushPull,
  QueryFilter,
  SerfMessage,
} from '../../src/node/gossip/messages.ts';
import { saneVsn, selfName } from './gossip-core.ts';

// Few names, addresses and numbers, so that messages meet one another.
const name = fc.constantFrom('n1', 'n2', 'n3', 'n4', selfName, '__proto__', '');
const incarnation = fc.oneof(
  fc.integer({ min: 0, max: 5 }),
  fc.constantFrom(2 ** 31, 2 ** 32 - 2, 2 ** 32 - 1),
);
const ltime = fc.oneof(
  fc.integer({ min: 0, max: 8 }),
  fc.constantFrom(511, 512, 513, 1500, Number.MAX_SAFE_INTEGER),
);
const seqNo = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const endpoint: fc.Arbitrary<Endpoint> = fc.record({
  address: fc.integer({ min: 1, max: 5 }).map((last) => Buffer.of(10, 0, 0, last)),
  port: fc.constantFrom(7946, 7947),
});
const payload = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes));
const vsn = fc.oneof(
  { arbitrary: fc.constant(saneVsn), weight: 5 },
  { arbitrary: fc.uint8Array({ maxLength: 7 }).map((bytes) => Buffer.from(bytes)), weight: 1 },
);
const meta = fc
  .dictionary(fc.constantFrom('role', 'zone'), fc.string({ maxLength: 5 }))
  .map((tags) => encodeTags(new Map(Object.entries(tags))));

const filter: fc.Arbitrary<QueryFilter> = fc.oneof(
  fc.record({ type: fc.constant('nodes'), names: fc.array(name, { maxLength: 3 }) }),
  fc.record({ type: fc.constant('tag'), tag: name, expression: fc.string({ maxLength: 9 }) }),
);

const queryName = fc.constantFrom(
  'app',
  '_serf_ping',
  '_serf_conflict',
  '_serf_install-key',
  '_serf_list-keys',
  '_serf_',
);

const serfMessage: fc.Arbitrary<SerfMessage> = fc.oneof(
  fc.record({ type: fc.constant('leaveIntent'), ltime, node: name, prune: fc.boolean() }),
  fc.record({ type: fc.constant('joinIntent'), ltime, node: name }),
  fc.record({ type: fc.constant('userEvent'), ltime, name, payload, coalesce: fc.boolean() }),
  endpoint.chain(({ address, port }) =>
    fc.record({
      type: fc.constant('query'),
      address: fc.constant(address),
      port: fc.constant(port),
      ltime,
      id: fc.integer({ min: 0, max: 3 }),
      sourceNode: name,
      filters: fc.array(filter, { maxLength: 2 }),
      wantsAck: fc.boolean(),
      noBroadcast: fc.boolean(),
      relayFactor: fc.integer({ min: 0, max: 255 }),
      timeoutMs: fc.integer({ min: 0, max: 5000 }),
      name: queryName,
      payload,
    }),
  ),
  fc.record({
    type: fc.constant('queryResponse'),
    ltime,
    id: fc.integer({ min: 0, max: 3 }),
    from: name,
    isAck: fc.boolean(),
    payload,
  }),
  fc.record({
    type: fc.constant('relay'),
    destination: endpoint,
    destinationName: name,
    message: payload.filter(({ length }) => length > 0),
  }),
  fc.record({ type: fc.constant('keyRequest'), key: payload }),
);

const source = fc.option(
  fc.tuple(endpoint, name).map(([to, node]) => ({ ...to, node })),
  { nil: undefined },
);

const memberlistMessage: fc.Arbitrary<MemberlistMessage> = fc.oneof(
  fc.record({ type: fc.constant('ping'), seqNo, node: name, source }),
  fc.record({
    type: fc.constant('indirectPing'),
    seqNo,
    target: endpoint,
    node: name,
    nack: fc.boolean(),
    source,
  }),
  fc.record({ type: fc.constant('ackResp'), seqNo, payload }),
  fc.record({ type: fc.constant('nackResp'), seqNo }),
  fc.record({ type: fc.constant('suspect'), incarnation, node: name, from: name }),
  fc.record({ type: fc.constant('dead'), incarnation, node: name, from: name }),
  fc.tuple(endpoint, incarnation, name, meta, vsn).map(([to, number, node, tags, versions]) => {
    return { type: 'alive', ...to, incarnation: number, node, meta: tags, vsn: versions } as const;
  }),
  serfMessage.map((message) => ({ type: 'user', payload: encodeSerfMessage(message) }) as const),
);

/** Messages as they arrive: most of them correct, some damaged. */
export const arbitraryGossipMessage: fc.Arbitrary<Uint8Array> = fc
  .tuple(memberlistMessage, fc.option(fc.tuple(fc.nat(), fc.nat(255)), { freq: 8 }))
  .map(([message, damage]) => {
    const bytes = Buffer.from(encodeMessage(message));
    if (damage !== null) bytes[damage[0] % bytes.length] = damage[1];
    return bytes;
  });

export const arbitraryPushPull: fc.Arbitrary<PushPull> = fc.record({
  type: fc.constant('pushPull'),
  isJoin: fc.boolean(),
  nodes: fc.array(
    fc
      .tuple(
        endpoint,
        name.filter((text) => text !== ''),
        incarnation,
        fc.constantFrom('alive', 'suspect', 'dead', 'left'),
        meta,
        vsn,
      )
      .map(([to, node, number, state, tags, versions]) => {
        return { ...to, name: node, incarnation: number, state, meta: tags, vsn: versions };
      }),
    { maxLength: 5 },
  ),
  userState: fc.option(
    fc.record({
      type: fc.constant('userState'),
      ltime,
      statusLTimes: fc.array(fc.tuple(name, ltime)).map((entries) => new Map(entries)),
      leftMembers: fc.array(name, { maxLength: 3 }),
      eventLTime: ltime,
      events: fc.array(
        fc.record({ ltime, events: fc.array(fc.record({ name, payload }), { maxLength: 2 }) }),
        { maxLength: 3 },
      ),
      queryLTime: ltime,
    }),
    { nil: undefined },
  ),
});
