import type { Random } from '../../shared/random.ts';
import { Awareness } from './awareness.ts';
import { BroadcastQueue } from './broadcast-queue.ts';
import { encodeTags } from './codec/tags.ts';
import { CoordinateClient } from './coordinate-client.ts';
import { ownEndpoint } from './endpoints.ts';
import { LamportClock } from './lamport-clock.ts';
import type { Endpoint, LTime } from './messages.ts';
import { type NodeState, NodeTable } from './node-table.ts';
import { Outbox } from './outbox.ts';
import type { RestoredGossip } from './output.ts';
import { syncIntervalMs } from './push-pull.ts';
import { RecentIntents } from './recent-intents.ts';
import { SeenBuffer } from './seen-buffer.ts';
import { memberJoined } from './serf-members.ts';
import type { GossipSettings } from './settings.ts';
import type { GossipState, Timers } from './state.ts';
import { isSameEvent } from './user-events.ts';
import { ownVsn } from './versions.ts';

export interface GossipOptions {
  readonly name: string;
  /** Where others reach this node, on UDP and TCP. IPv4 in 4 bytes, always the same form. */
  readonly endpoint: Endpoint;
  readonly tags: ReadonlyMap<string, string>;
  readonly settings: GossipSettings;
  readonly random: Random;
  readonly now: number;
  /** What the snapshot file says, when there is one. */
  readonly restored?: RestoredGossip;
}

/** A pool of one, its clocks as they were. Throws INVALID_ARGUMENT for too many tags. */
export function initialState(options: GossipOptions): GossipState {
  const { name, settings, random, now, restored } = options;
  const self = selfOf(options);
  const state: GossipState = {
    name,
    settings,
    random,
    outbox: new Outbox(),
    now,
    nodes: new NodeTable(self, random),
    awareness: new Awareness(settings.awarenessMax),
    refutationRepeatedAt: Number.NEGATIVE_INFINITY,
    // Far from the numbers of an earlier life, whose acks may still be on their way.
    probing: { current: undefined, nextSeqNo: Math.floor(random() * 2 ** 32), helping: new Map() },
    queues: {
      memberlist: new BroadcastQueue(),
      intents: new BroadcastQueue(),
      queries: new BroadcastQueue(),
      events: new BroadcastQueue(),
    },
    exchanges: new Map(),
    nextExchangeId: 1,
    timers: initialTimers(options),
    lifeCycle: { type: 'running' },
    joining: { seeds: [], rejoin: [], repeatIntentAt: undefined },
    members: new Map(),
    intents: new RecentIntents(),
    clocks: { member: new LamportClock(), event: new LamportClock(), query: new LamportClock() },
    seenEvents: new SeenBuffer(isSameEvent),
    seenQueries: new SeenBuffer<number>((a, b) => a === b),
    openQueries: new Map(),
    nextOpenQueryId: 1,
    ownQueries: new Map(),
    coordinates: new CoordinateClient(random),
  };
  state.timers.pushPullAt = now + random() * syncIntervalMs(state);
  if (restored !== undefined) restore(state, restored);
  state.outbox.persist({ type: 'incarnation', incarnation: self.incarnation });
  memberJoined(state, self);
  return state;
}

function selfOf({ name, endpoint, tags, settings, now, restored }: GossipOptions): NodeState {
  return {
    name,
    endpoint: ownEndpoint(endpoint),
    meta: encodeTags(tags),
    vsn: ownVsn(settings.delegateVersion),
    // Above everything that others may hold against an earlier life (pitfall 8); never 0.
    incarnation: Math.min((restored?.incarnation ?? 0) + 1, 0xffff_ffff),
    standing: { type: 'alive' },
    changedAt: now,
    accusationSentAt: Number.NEGATIVE_INFINITY,
  };
}

/** The first probe and the first push/pull come at random times, so that pools do not march in step. */
function initialTimers({ settings, random, now }: GossipOptions): Timers {
  return {
    probeAt: now + random() * settings.probeIntervalMs,
    gossipAt: now + random() * settings.gossipIntervalMs,
    pushPullAt: now,
    reapAt: now + settings.reapIntervalMs,
    reconnectAt: now + settings.reconnectIntervalMs,
    seedsAt: now,
  };
}

/** Before any packet is read (pitfall 14). */
function restore(state: GossipState, restored: RestoredGossip): void {
  const { member, event, query } = state.clocks;
  witnessStored(member, restored.clock);
  witnessStored(event, restored.eventClock);
  witnessStored(query, restored.queryClock);
  state.seenEvents.ignoreBefore(restored.eventClock + 1);
  state.seenQueries.ignoreBefore(restored.queryClock + 1);
  const endpoints = restored.previous.map(({ endpoint }) => ({
    endpoint,
    order: state.random(),
  }));
  state.joining.rejoin = endpoints
    .toSorted((a, b) => a.order - b.order)
    .map(({ endpoint }) => endpoint);
}

function witnessStored(clock: LamportClock, ltime: LTime): void {
  if (ltime > 0) clock.witness(ltime);
}
