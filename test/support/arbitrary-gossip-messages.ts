import fc from 'fast-check';
import type {
  Endpoint,
  MemberlistMessage,
  PushPull,
  SerfMessage,
  UserState,
} from '../../src/node/gossip/messages.ts';

const u32 = fc.integer({ min: 0, max: 0xffff_ffff });
const ltime = fc.maxSafeNat();
const name = fc.string({ unit: 'grapheme', maxLength: 30 });
const nodeName = fc.string({ minLength: 1, maxLength: 60 });
const payload = bytes(64);
const vsn = fc.constant(Buffer.of(1, 5, 2, 2, 5, 5));

function bytes(maxLength: number): fc.Arbitrary<Buffer> {
  return fc.uint8Array({ maxLength }).map((array) => Buffer.from(array));
}

const ipv4 = fc
  .tuple(fc.integer({ min: 1, max: 223 }), fc.uint8Array({ minLength: 3, maxLength: 3 }))
  .map(([first, rest]) => Buffer.from([first, ...rest]));
const mapped = ipv4.map((ip) => Buffer.concat([Buffer.alloc(10), Buffer.alloc(2, 0xff), ip]));
const ipv6 = fc
  .uint8Array({ minLength: 15, maxLength: 15 })
  .map((rest) => Buffer.from([0x20, ...rest]));
export const endpoint: fc.Arbitrary<Endpoint> = fc.record({
  address: fc.oneof(ipv4, mapped, ipv6),
  port: fc.integer({ min: 1, max: 0xffff }),
});

const source = fc.option(
  fc.tuple(endpoint, name).map(([at, node]) => ({ ...at, node })),
  { nil: undefined },
);

/** A record of a fixed type: `fc.record` alone would widen the type to a string. */
function typed<const Type extends string, Fields>(
  type: Type,
  fields: fc.Arbitrary<Fields>,
): fc.Arbitrary<Fields & { readonly type: Type }> {
  return fields.map((value) => ({ ...value, type }));
}

const accusation = fc.record({ incarnation: u32, node: name, from: name });

export const memberlistMessage: fc.Arbitrary<MemberlistMessage> = fc.oneof(
  typed('ping', fc.record({ seqNo: u32, node: name, source })),
  typed(
    'indirectPing',
    fc.record({ seqNo: u32, target: endpoint, node: name, nack: fc.boolean(), source }),
  ),
  typed('ackResp', fc.record({ seqNo: u32, payload })),
  typed('nackResp', fc.record({ seqNo: u32 })),
  typed('suspect', accusation),
  typed('dead', accusation),
  typed(
    'alive',
    fc
      .tuple(endpoint, fc.record({ incarnation: u32, node: nodeName, meta: bytes(512), vsn }))
      .map(([at, rest]) => ({ ...at, ...rest })),
  ),
  typed('user', fc.record({ payload })),
);

const recentEvents = fc.record({
  ltime,
  events: fc.array(fc.record({ name, payload }), { minLength: 1, maxLength: 3 }),
});
const userState: fc.Arbitrary<UserState> = typed(
  'userState',
  fc.record({
    ltime,
    statusLTimes: fc.array(fc.tuple(nodeName, ltime)).map((pairs) => new Map(pairs)),
    leftMembers: fc.array(nodeName),
    eventLTime: ltime,
    events: fc.array(recentEvents, { maxLength: 3 }),
    queryLTime: ltime,
  }),
);

export const pushPull: fc.Arbitrary<PushPull> = typed(
  'pushPull',
  fc.record({
    isJoin: fc.boolean(),
    nodes: fc.array(
      fc
        .tuple(
          endpoint,
          fc.record({
            name: nodeName,
            meta: bytes(512),
            incarnation: u32,
            state: fc.constantFrom('alive', 'suspect', 'dead', 'left'),
            vsn,
          }),
        )
        .map(([at, rest]) => ({ ...at, ...rest })),
      { maxLength: 5 },
    ),
    userState: fc.option(userState, { nil: undefined }),
  }),
);

const filter = fc.oneof(
  typed('nodes', fc.record({ names: fc.array(nodeName, { maxLength: 3 }) })),
  typed('tag', fc.record({ tag: name, expression: name })),
  typed('unknown', fc.record({ bytes: bytes(5).map((rest) => Buffer.from([7, ...rest])) })),
);
const query = typed(
  'query',
  fc
    .tuple(
      endpoint,
      fc.record({
        ltime,
        id: u32,
        sourceNode: name,
        filters: fc.array(filter, { maxLength: 3 }),
        wantsAck: fc.boolean(),
        noBroadcast: fc.boolean(),
        relayFactor: fc.nat(255),
        timeoutMs: fc.nat(600_000),
        name,
        payload,
      }),
    )
    .map(([at, rest]) => ({ ...at, ...rest })),
);
const conflictMember = fc
  .tuple(
    endpoint,
    fc.record({
      name: nodeName,
      tags: fc.array(fc.tuple(name, name), { maxLength: 3 }).map((pairs) => new Map(pairs)),
      status: fc.integer({ min: 1, max: 4 }),
      vsn,
    }),
  )
  .map(([at, rest]) => ({ ...at, ...rest }));

export const serfMessage: fc.Arbitrary<SerfMessage> = fc.oneof(
  typed('leaveIntent', fc.record({ ltime, node: name, prune: fc.boolean() })),
  typed('joinIntent', fc.record({ ltime, node: name })),
  userState,
  typed('userEvent', fc.record({ ltime, name, payload, coalesce: fc.boolean() })),
  query,
  typed('queryResponse', fc.record({ ltime, id: u32, from: name, isAck: fc.boolean(), payload })),
  typed('conflictResponse', fc.record({ member: fc.option(conflictMember, { nil: undefined }) })),
  typed('keyRequest', fc.record({ key: payload })),
  typed(
    'keyResponse',
    fc.record({
      result: fc.boolean(),
      message: name,
      keys: fc.array(name, { maxLength: 3 }),
      primaryKey: name,
    }),
  ),
  typed(
    'relay',
    fc.record({
      destination: endpoint,
      destinationName: name,
      message: bytes(30).map((rest) => Buffer.from([5, ...rest])),
    }),
  ),
);
