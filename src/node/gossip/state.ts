import type { Random } from '../../shared/random.ts';
import type { Awareness } from './awareness.ts';
import type { BroadcastQueue } from './broadcast-queue.ts';
import type { CoordinateClient } from './coordinate-client.ts';
import type { LamportClock } from './lamport-clock.ts';
import type { MemberStatus } from './member.ts';
import type { Endpoint, LTime, Query } from './messages.ts';
import type { NodeTable } from './node-table.ts';
import type { Outbox } from './outbox.ts';
import type { RecentIntents } from './recent-intents.ts';
import type { SeenBuffer } from './seen-buffer.ts';
import type { GossipSettings } from './settings.ts';

/**
 * All that one node knows about its pool. The rules are functions of it: probe.ts, alive.ts, intents.ts
 * and their neighbours each hold one part of the protocol, and gossip.ts calls them.
 */
export interface GossipState {
  readonly name: string;
  readonly settings: GossipSettings;
  readonly random: Random;
  readonly outbox: Outbox;
  /** The time of the newest input. */
  now: number;
  /** Own incarnation, tags and address are those of `nodes.self`. */
  readonly nodes: NodeTable;
  readonly awareness: Awareness;
  refutationRepeatedAt: number;
  readonly probing: Probing;
  readonly queues: Readonly<Record<Layer, BroadcastQueue>>;
  readonly exchanges: Map<number, PendingExchange>;
  nextExchangeId: number;
  readonly timers: Timers;
  lifeCycle: LifeCycle;
  readonly joining: Joining;
  /** Serf's members, those that memberlist has forgotten included. */
  readonly members: Map<string, MemberState>;
  readonly intents: RecentIntents;
  readonly clocks: Readonly<Record<ClockName, LamportClock>>;
  readonly seenEvents: SeenBuffer<SeenEvent>;
  readonly seenQueries: SeenBuffer<number>;
  /** Queries of others that the owner has not answered. */
  readonly openQueries: Map<number, OpenQuery>;
  nextOpenQueryId: number;
  /** Queries of our own, by their id on the wire. */
  readonly ownQueries: Map<number, OwnQuery>;
  readonly coordinates: CoordinateClient;
}

/** Broadcasts by their layer, in the order in which packets are filled (serf-wire §4.4). */
export type Layer = 'memberlist' | 'intents' | 'queries' | 'events';

export type ClockName = 'member' | 'event' | 'query';

export interface Probing {
  current: Probe | undefined;
  nextSeqNo: number;
  /** Pings sent for others, by our sequence number. */
  readonly helping: Map<number, HelperPing>;
}

/** One probe of one member (serf-wire §4.3). */
export interface Probe {
  readonly target: string;
  readonly seqNo: number;
  sentAt: number;
  /** When the verdict falls. */
  verdictAt: number;
  stage:
    | { readonly type: 'direct'; askHelpersAt: number }
    | {
        readonly type: 'indirect';
        readonly nacksExpected: number;
        nacks: number;
        readonly tcpPingId: number | undefined;
        hasTcpContact: boolean;
      };
}

export interface HelperPing {
  readonly origin: Endpoint;
  readonly originSeqNo: number;
  readonly wantsNack: boolean;
  readonly until: number;
}

export type PendingExchange =
  | { readonly type: 'pushPull'; readonly to: Endpoint; readonly purpose: PushPullPurpose }
  | { readonly type: 'tcpPing'; readonly seqNo: number };

/** Who wanted it: the owner, the snapshot file, the reconnect rule, or nobody in particular. */
export type PushPullPurpose = 'join' | 'rejoin' | 'reconnect' | 'sync';

/** When each periodic rule runs next. */
export interface Timers {
  probeAt: number;
  gossipAt: number;
  pushPullAt: number;
  reapAt: number;
  reconnectAt: number;
  seedsAt: number;
}

/** Leaving is two messages, each sent often enough before the next step (serf-wire §5). */
export type LifeCycle =
  | { readonly type: 'running' }
  | { readonly type: 'announcingLeave'; readonly broadcast: number; readonly until: number }
  | { readonly type: 'leavingMemberlist'; readonly broadcast: number; readonly until: number }
  | { readonly type: 'propagating'; readonly until: number }
  | { readonly type: 'left' };

export interface Joining {
  /** Addresses that the owner named, joined again while this node is alone and now and then later. */
  seeds: readonly Endpoint[];
  /** Members of the snapshot file that are still to be tried, one after the other. */
  rejoin: Endpoint[];
  /** When the join intent is to be repeated if the clock has moved (pitfall 12). */
  repeatIntentAt: number | undefined;
}

export interface MemberState {
  readonly name: string;
  endpoint: Endpoint;
  tags: ReadonlyMap<string, string>;
  vsn: Uint8Array;
  status: MemberStatus;
  statusLTime: LTime;
  /** When it became failed or left; meaningless before. */
  goneAt: number;
  /** It is to be forgotten then, though it was only just leaving (force-leave with prune). */
  pruneAt: number | undefined;
}

export interface SeenEvent {
  readonly name: string;
  readonly payload: Uint8Array;
}

export interface OpenQuery {
  readonly query: Query;
  readonly until: number;
}

export interface OwnQuery {
  readonly ltime: LTime;
  readonly purpose: 'application' | 'keys' | 'nameConflict';
  readonly until: number;
  readonly ackedBy: Set<string>;
  readonly answeredBy: Set<string>;
  /** Answers that agree with this node's own address; only for name conflicts. */
  votes: number;
}
