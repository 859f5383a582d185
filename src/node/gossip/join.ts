import { isSameEndpoint, ownEndpoint } from './endpoints.ts';
import { announceJoin } from './intents.ts';
import { merge } from './merge.ts';
import type { Endpoint, PushPull } from './messages.ts';
import { isGone } from './node-table.ts';
import { startPushPull } from './push-pull.ts';
import type { GossipState, PushPullPurpose } from './state.ts';

const limits = {
  seedsMax: 64,
  /** Nodes that start together find each other this soon. */
  aloneIntervalMs: 1000,
  /** Pools that were split for longer than the reconnect timeout meet again this way (pitfall 15). */
  seedIntervalMs: 10 * 60_000,
  /** By then the intents of the pool have arrived, should the clock have moved (pitfall 12). */
  repeatIntentMs: 2000,
} as const;

/** Joins through each of the endpoints; one success is enough (serf-wire §5). */
export function join(state: GossipState, endpoints: readonly Endpoint[]): void {
  const others = endpoints.filter((to) => !isSameEndpoint(to, state.nodes.self.endpoint));
  const known = state.joining.seeds;
  const added = others.filter((to) => !known.some((seed) => isSameEndpoint(seed, to)));
  state.joining.seeds = [...known, ...added.map(ownEndpoint)].slice(-limits.seedsMax);
  state.timers.seedsAt = state.now + limits.aloneIntervalMs;
  for (const to of others.slice(0, limits.seedsMax)) startPushPull(state, to, 'join');
}

/** The members of the snapshot file, in random order until one answers (serf-wire §6.9). */
export function rejoinNext(state: GossipState): void {
  const to = state.joining.rejoin.pop();
  if (to !== undefined) startPushPull(state, to, 'rejoin');
}

/** The other node's state has arrived. */
export function pushPullAnswered(
  state: GossipState,
  { to, purpose }: { readonly to: Endpoint; readonly purpose: PushPullPurpose },
  reply: PushPull,
): void {
  const isJoin = purpose === 'join' || purpose === 'rejoin';
  if (!merge(state, reply, isJoin ? 'joinedNode' : 'anyNode')) {
    if (purpose === 'rejoin') rejoinNext(state);
    return;
  }
  if (!isJoin) return;
  state.joining.rejoin = [];
  state.outbox.report({ type: 'joined', endpoint: to, nodes: reply.nodes.length });
  if (state.joining.repeatIntentAt === undefined && state.lifeCycle.type === 'running') {
    announceJoin(state);
    state.joining.repeatIntentAt = state.now + limits.repeatIntentMs;
  }
}

export function pushPullFailed(
  state: GossipState,
  { to, purpose }: { readonly to: Endpoint; readonly purpose: PushPullPurpose },
  reason: string,
): void {
  if (purpose === 'join') state.outbox.report({ type: 'joinFailed', endpoint: to, reason });
  else state.outbox.report({ type: 'pushPullFailed', to, reason });
  if (purpose === 'rejoin') rejoinNext(state);
}

/** Says once more that this node is here, when the pool's clock was ahead of the first time. */
export function repeatJoinIntent(state: GossipState): void {
  const { joining, members, clocks } = state;
  if (joining.repeatIntentAt === undefined || state.now < joining.repeatIntentAt) return;
  joining.repeatIntentAt = undefined;
  const announced = members.get(state.name)?.statusLTime ?? 0;
  if (clocks.member.time > announced + 1) announceJoin(state);
}

/** While alone, all seeds; otherwise now and then one of them that is no member here. */
export function retrySeeds(state: GossipState): void {
  const { joining, timers, now, random, lifeCycle } = state;
  if (joining.seeds.length === 0 || now < timers.seedsAt || lifeCycle.type !== 'running') return;
  if (isAlone(state)) {
    timers.seedsAt = now + limits.aloneIntervalMs;
    for (const seed of joining.seeds) joinAgain(state, seed);
    return;
  }
  timers.seedsAt = now + limits.seedIntervalMs;
  const strangers = joining.seeds.filter((seed) => !isAliveAt(state, seed));
  const stranger = strangers[Math.floor(random() * strangers.length)];
  if (stranger !== undefined) joinAgain(state, stranger);
}

function joinAgain(state: GossipState, seed: Endpoint): void {
  for (const pending of state.exchanges.values()) {
    if (pending.type === 'pushPull' && isSameEndpoint(pending.to, seed)) return;
  }
  startPushPull(state, seed, 'join');
}

function isAlone({ nodes }: GossipState): boolean {
  for (const node of nodes.all()) {
    if (node !== nodes.self && !isGone(node)) return false;
  }
  return true;
}

function isAliveAt({ nodes }: GossipState, endpoint: Endpoint): boolean {
  for (const node of nodes.all()) {
    if (!isGone(node) && isSameEndpoint(node.endpoint, endpoint)) return true;
  }
  return false;
}
