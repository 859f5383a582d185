import { decodeMessage, encodeMessage } from '../../src/node/gossip/codec/memberlist-codec.ts';
import { decodeSerfMessage, encodeSerfMessage } from '../../src/node/gossip/codec/serf-codec.ts';
import { encodeTags } from '../../src/node/gossip/codec/tags.ts';
import { Gossip } from '../../src/node/gossip/gossip.ts';
import type { GossipOptions } from '../../src/node/gossip/initial-state.ts';
import type { MemberStatus } from '../../src/node/gossip/member.ts';
import type {
  Alive,
  Dead,
  Endpoint,
  MemberlistMessage,
  PushPull,
  PushPullNode,
  SerfMessage,
  Suspect,
  UserState,
} from '../../src/node/gossip/messages.ts';
import type {
  Exchange,
  GossipEvent,
  GossipOutput,
  SnapshotRecord,
} from '../../src/node/gossip/output.ts';
import { seededRandom } from '../../src/shared/random.ts';
import { lanSettings } from './gossip-pool.ts';

const tickMs = 50;

export const selfName = 'self';
export const saneVsn: Uint8Array = Buffer.of(1, 5, 2, 2, 5, 5);

/** The endpoint of the fake peer with this number. */
export function peerEndpoint(number: number): Endpoint {
  return { address: Buffer.of(10, 0, 0, number), port: 7946 };
}

/** A Serf message stands here without the `user` message around it, if it can be read. */
export type SentMessage = MemberlistMessage | SerfMessage;

export interface Sent {
  /** The number of the peer. */
  readonly to: number;
  readonly messages: readonly SentMessage[];
}

/** One core whose peers are played by the test. */
export class GossipCore {
  readonly gossip: Gossip;
  now = 0;
  readonly sent: Sent[] = [];
  readonly exchanges: Exchange[] = [];
  readonly events: GossipEvent[] = [];
  readonly records: SnapshotRecord[] = [];

  constructor(options: Partial<GossipOptions> = {}) {
    this.gossip = new Gossip({
      name: selfName,
      endpoint: peerEndpoint(1),
      tags: new Map(),
      settings: lanSettings,
      random: seededRandom(7),
      now: 0,
      ...options,
    });
    this.#drain();
  }

  /** Forgets what was sent and reported so far. */
  forget(): this {
    for (const list of [this.sent, this.exchanges, this.events, this.records]) list.length = 0;
    return this;
  }

  advance(ms: number): this {
    const until = this.now + ms;
    while (this.now < until) {
      this.now = Math.min(this.now + tickMs, until);
      this.call((now) => this.gossip.tick(now));
    }
    return this;
  }

  call<T>(input: (now: number) => T): T {
    const result = input(this.now);
    this.#drain();
    return result;
  }

  hear(...messages: readonly MemberlistMessage[]): this {
    for (const message of messages) this.hearBytes(encodeMessage(message));
    return this;
  }

  hearSerf(...messages: readonly SerfMessage[]): this {
    for (const message of messages) {
      this.hear({ type: 'user', payload: encodeSerfMessage(message) });
    }
    return this;
  }

  hearBytes(bytes: Uint8Array, from = peerEndpoint(2)): this {
    this.call((now) => this.gossip.packet(from, bytes, now));
    return this;
  }

  /** The messages of this type that were sent, with their receivers. */
  sentOf<T extends SentMessage['type']>(type: T): { to: number; message: MessageOf<T> }[] {
    return this.sent.flatMap(({ to, messages }) =>
      messages
        .filter((message): message is MessageOf<T> => message.type === type)
        .map((message) => ({ to, message })),
    );
  }

  eventsOf<T extends GossipEvent['type']>(type: T): EventOf<T>[] {
    return this.events.filter((event): event is EventOf<T> => event.type === type);
  }

  statusOf(name: string): MemberStatus | undefined {
    return this.gossip.members().find((member) => member.name === name)?.status;
  }

  /** What a joining node would be told. */
  knownNodes(): readonly PushPullNode[] {
    return this.call((now) => this.gossip.pushPullServed(pushPull([]), now)).nodes;
  }

  nodeOf(name: string): PushPullNode | undefined {
    return this.knownNodes().find((node) => node.name === name);
  }

  #drain(): void {
    const { packets, exchanges, events, records }: GossipOutput = this.gossip.takeOutput();
    for (const { to, parts } of packets) {
      this.sent.push({ to: to.address[3] ?? 0, messages: parts.map(decoded) });
    }
    this.exchanges.push(...exchanges);
    this.events.push(...events);
    this.records.push(...records);
  }
}

type EventOf<T extends GossipEvent['type'], Event = GossipEvent> = Event extends GossipEvent
  ? T extends Event['type']
    ? Event
    : never
  : never;

type MessageOf<T extends SentMessage['type']> = Extract<SentMessage, { readonly type: T }>;

function decoded(part: Uint8Array): SentMessage {
  const message = decodeMessage(part);
  if (message.type !== 'user') return message;
  try {
    return decodeSerfMessage(message.payload);
  } catch {
    // What somebody had us relay; it is for its receiver to judge.
    return message;
  }
}

export function alive(number: number, incarnation = 1, overrides: Partial<Alive> = {}): Alive {
  return {
    type: 'alive',
    node: `n${number}`,
    ...peerEndpoint(number),
    incarnation,
    meta: encodeTags(new Map()),
    vsn: saneVsn,
    ...overrides,
  };
}

export function suspect(node: string, from: string, incarnation = 1): Suspect {
  return { type: 'suspect', incarnation, node, from };
}

export function dead(node: string, from: string, incarnation = 1): Dead {
  return { type: 'dead', incarnation, node, from };
}

export function listed(
  number: number,
  state: PushPullNode['state'],
  overrides: Partial<PushPullNode> = {},
): PushPullNode {
  const { address, port, incarnation, meta, vsn, node } = alive(number);
  return { name: node, address, port, incarnation, meta, vsn, state, ...overrides };
}

export function pushPull(
  nodes: readonly PushPullNode[],
  userState: Partial<UserState> = {},
): PushPull {
  return {
    type: 'pushPull',
    isJoin: false,
    nodes,
    userState: {
      type: 'userState',
      ltime: 0,
      statusLTimes: new Map(),
      leftMembers: [],
      eventLTime: 0,
      events: [],
      queryLTime: 0,
      ...userState,
    },
  };
}
