import type { mokv } from '../../api/gen/messages.js';
import { gossipService } from '../../api/services.ts';
import { MokvError } from '../../shared/errors.ts';
import { quoted } from '../../shared/quoted.ts';
import { type Rpc, serverStream, unary } from './call.ts';
import {
  type GossipPort,
  type PoolChange,
  type PoolKeyOperation,
  type PoolMember,
  poolKeyOperations,
} from './gossip-port.ts';
import type { ResponseStream } from './response-stream.ts';

const limits = {
  /** Addresses of one Join. */
  joinsMax: 32,
  /** Open streams of events. */
  streamsMax: 64,
  /** What an event or answer counts beside its payload, for the limit on what waits for a slow reader. */
  eventBytes: 512,
} as const;

/** AES-128, -192 and -256 (serf-wire §2.3). */
const keyBytes: readonly number[] = [16, 24, 32];

/** mokv.v1.Gossip, for operators. */
export function gossipRpcs(gossip: GossipPort): Rpc[] {
  return [...observingRpcs(gossip), ...changingRpcs(gossip)];
}

function observingRpcs(gossip: GossipPort): Rpc[] {
  const requires = { type: 'cluster', actions: ['observe', 'admin'] } as const;
  let streams = 0;
  return [
    unary({
      method: gossipService.members,
      requires,
      handle: () => ({
        nodeId: gossip.id,
        encrypted: gossip.isEncrypted(),
        members: gossip.members().map(memberMessage),
      }),
    }),
    unary({
      method: gossipService.rtt,
      requires,
      handle: ({ from, to }) => ({ rttMs: gossip.rttMs(from || gossip.id, to || gossip.id) }),
    }),
    serverStream({
      method: gossipService.events,
      requires,
      handle: async (_, stream) => {
        if (streams >= limits.streamsMax) {
          throw new MokvError('RESOURCE_EXHAUSTED', `${streams} streams of gossip events are open`);
        }
        streams += 1;
        try {
          await sendEvents(gossip, stream);
        } finally {
          streams -= 1;
        }
      },
    }),
  ];
}

function changingRpcs(gossip: GossipPort): Rpc[] {
  const requires = { type: 'cluster', actions: ['admin'] } as const;
  return [
    unary({
      method: gossipService.join,
      requires,
      handle: async ({ addrs }) => {
        checkJoin(addrs);
        const outcomes = await gossip.join(addrs);
        return {
          results: outcomes.map(({ address, failure }) => ({
            addr: address,
            failure: failure ?? '',
          })),
        };
      },
    }),
    unary({
      method: gossipService.forceLeave,
      requires,
      handle: ({ name, prune }) => {
        gossip.forceLeave(name, prune);
        return {};
      },
    }),
    unary({
      method: gossipService.leave,
      requires,
      handle: async () => {
        await gossip.leave();
        return {};
      },
    }),
    unary({
      method: gossipService.keys,
      requires,
      handle: async ({ operation, key }) => {
        const answers = await gossip.keys(checkKeys(operation, key), key);
        return { answers: answers.map((answer) => ({ ...answer, keys: [...answer.keys] })) };
      },
    }),
    unary({
      method: gossipService.sendEvent,
      requires,
      handle: ({ name, payload }) => {
        if (name === '') throw new MokvError('INVALID_ARGUMENT', 'the event has no name');
        gossip.sendEvent(name, payload);
        return {};
      },
    }),
    serverStream({
      method: gossipService.query,
      requires,
      handle: ({ name, payload }, stream) => {
        if (name === '') throw new MokvError('INVALID_ARGUMENT', 'the query has no name');
        return sendAnswers(gossip, { name, payload }, stream);
      },
    }),
  ];
}

/** Resolves when no more answers come, or the caller goes away. */
async function sendAnswers(
  gossip: GossipPort,
  { name, payload }: { readonly name: string; readonly payload: Uint8Array },
  stream: ResponseStream<mokv.v1.IQueryAnswer>,
): Promise<void> {
  const over = Promise.withResolvers<void>();
  const stop = gossip.query(name, payload, {
    answered: (answer) => {
      const content = answer.type === 'response' ? answer.payload : new Uint8Array();
      const message = { name: answer.from, type: answer.type, payload: content };
      if (stream.write(message, limits.eventBytes + content.length)) return;
      over.reject(new MokvError('RESOURCE_EXHAUSTED', 'the caller does not read the answers'));
    },
    ended: () => over.resolve(),
  });
  try {
    await Promise.race([stream.whenCancelled(), over.promise]);
  } finally {
    stop();
  }
}

/** Resolves when the caller goes away or the node stops. */
async function sendEvents(
  gossip: GossipPort,
  stream: ResponseStream<mokv.v1.IPoolEvent>,
): Promise<void> {
  const over = Promise.withResolvers<void>();
  const stop = gossip.subscribe({
    changed: (change) => {
      const bytes = limits.eventBytes + (change.type === 'user' ? change.payload.length : 0);
      if (stream.write(eventMessage(change), bytes)) return;
      over.reject(new MokvError('RESOURCE_EXHAUSTED', 'the caller does not read the events'));
    },
    ended: () => over.resolve(),
  });
  try {
    await Promise.race([stream.whenCancelled(), over.promise]);
  } finally {
    stop();
  }
}

function eventMessage(change: PoolChange): mokv.v1.IPoolEvent {
  const { type } = change;
  const head = { timeMs: Date.now(), type };
  return type === 'user'
    ? { ...head, name: change.name, payload: change.payload }
    : { ...head, member: memberMessage(change.member) };
}

function memberMessage(member: PoolMember): mokv.v1.IPoolMember {
  const { name, address, status, tags, incarnation, rttMs } = member;
  const rtt = rttMs === undefined ? {} : { rttMs };
  return { name, addr: address, status, tags: Object.fromEntries(tags), incarnation, ...rtt };
}

function checkJoin(addrs: readonly string[]): void {
  if (addrs.length > 0 && addrs.length <= limits.joinsMax) return;
  throw new MokvError(
    'INVALID_ARGUMENT',
    `${addrs.length} addresses to join: it must be 1 to ${limits.joinsMax}`,
  );
}

function checkKeys(operation: string, key: Uint8Array): PoolKeyOperation {
  const known = poolKeyOperations.find((one) => one === operation);
  if (known === undefined) {
    throw new MokvError('INVALID_ARGUMENT', `no operation on keys is named ${quoted(operation)}`);
  }
  if (known === 'list' ? key.length === 0 : keyBytes.includes(key.length)) return known;
  throw new MokvError(
    'INVALID_ARGUMENT',
    known === 'list'
      ? 'a list of the keys takes no key'
      : `the key has ${key.length} bytes: it must have 16, 24 or 32`,
  );
}
