import { invariant } from '../../shared/invariant.ts';
import { ownEndpoint } from './endpoints.ts';
import type { Endpoint, PushPull, PushPullNode, UserState } from './messages.ts';
import type { NodeState } from './node-table.ts';
import { pushPullInterval } from './scales.ts';
import type { GossipState, PendingExchange, PushPullPurpose } from './state.ts';
import { recentEvents } from './user-events.ts';

const limits = {
  /** TCP exchanges under way at once; upstream serves as many (serf-wire §3.2). */
  exchangesMax: 128,
} as const;

/** Asks for everything that the other node knows and tells it what we know (serf-wire §3.2). */
export function startPushPull(state: GossipState, to: Endpoint, purpose: PushPullPurpose): void {
  const isJoin = purpose === 'join' || purpose === 'rejoin';
  const id = openExchange(state, { type: 'pushPull', to: ownEndpoint(to), purpose });
  if (id === undefined) return;
  const request = localState(state, isJoin);
  const { tcpTimeoutMs: timeoutMs } = state.settings;
  state.outbox.begin({ type: 'pushPull', id, to, request, timeoutMs });
}

/** One random alive member now and then, against whatever gossip missed (serf-wire §4.4). */
export function syncWithSomebody(state: GossipState): void {
  const isAlive = ({ standing }: NodeState): boolean => standing.type === 'alive';
  const [partner] = state.nodes.pick(1, isAlive);
  if (partner !== undefined) startPushPull(state, partner.endpoint, 'sync');
}

export function syncIntervalMs({ settings, nodes }: GossipState): number {
  return pushPullInterval(settings.pushPullIntervalMs, nodes.size);
}

export function localState(state: GossipState, isJoin: boolean): PushPull {
  const nodes = Array.from(state.nodes.all(), nodeRecord);
  return { type: 'pushPull', isJoin, nodes, userState: localUserState(state) };
}

/** Undefined when too many are under way. */
export function openExchange(state: GossipState, pending: PendingExchange): number | undefined {
  if (state.exchanges.size >= limits.exchangesMax) return undefined;
  const id = state.nextExchangeId;
  state.nextExchangeId += 1;
  state.exchanges.set(id, pending);
  return id;
}

export function closeExchange(state: GossipState, id: number): PendingExchange {
  const pending = state.exchanges.get(id);
  invariant(pending !== undefined, `exchange ${id} is not under way`);
  state.exchanges.delete(id);
  return pending;
}

function nodeRecord(node: NodeState): PushPullNode {
  const { name, endpoint, meta, incarnation, standing, vsn } = node;
  return { name, ...endpoint, meta, incarnation, state: standing.type, vsn };
}

function localUserState(state: GossipState): UserState {
  const members = [...state.members.values()];
  return {
    type: 'userState',
    ltime: state.clocks.member.time,
    statusLTimes: new Map(members.map(({ name, statusLTime }) => [name, statusLTime])),
    leftMembers: members.filter(({ status }) => status === 'left').map(({ name }) => name),
    eventLTime: state.clocks.event.time,
    events: recentEvents(state),
    queryLTime: state.clocks.query.time,
  };
}
