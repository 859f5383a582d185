import { broadcastAbout } from './dissemination.ts';
import type { Alive } from './messages.ts';
import type { NodeState } from './node-table.ts';
import type { GossipState } from './state.ts';

const limits = {
  /** u32 */
  incarnationMax: 0xffff_ffff,
  /** Accusations are on their way for some time after they were refuted. */
  repeatIntervalMs: 1000,
} as const;

/**
 * Outbids an accusation or a strange claim about this node (SWIM §4.2, serf-wire §4). Being accused is
 * a sign of being slow.
 */
export function refute(state: GossipState, accusedIncarnation: number, accuser: string): void {
  const { self } = state.nodes;
  raiseIncarnation(state, accusedIncarnation);
  state.awareness.apply(1);
  broadcastSelf(state);
  state.outbox.report({ type: 'refuted', incarnation: self.incarnation, accuser });
}

/**
 * Somebody still accuses this node of what it has refuted: when each copy of the refutation has gone
 * to a node that it could not reach, nobody would ever know of it.
 */
export function repeatRefutation(state: GossipState): void {
  if (state.lifeCycle.type !== 'running') return;
  if (state.queues.memberlist.idAbout(state.name) !== 0) return;
  if (state.now - state.refutationRepeatedAt < limits.repeatIntervalMs) return;
  state.refutationRepeatedAt = state.now;
  broadcastSelf(state);
}

/** Own incarnation: above every one that was ever seen; kept for the next start (pitfalls 6, 8). */
export function raiseIncarnation(state: GossipState, seen: number): void {
  const { self } = state.nodes;
  self.incarnation = Math.min(Math.max(self.incarnation, seen) + 1, limits.incarnationMax);
  state.outbox.persist({ type: 'incarnation', incarnation: self.incarnation });
}

export function broadcastSelf(state: GossipState): void {
  const { self } = state.nodes;
  broadcastAbout(state, self.name, aliveOf(self));
}

function aliveOf({ name, endpoint, meta, vsn, incarnation }: NodeState): Alive {
  const { address, port } = endpoint;
  return { type: 'alive', node: name, incarnation, address, port, meta, vsn };
}
