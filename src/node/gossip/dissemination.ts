import { encodeMessage } from './codec/memberlist-codec.ts';
import { encodeSerfMessage } from './codec/serf-codec.ts';
import { ownBytes } from './endpoints.ts';
import type { Endpoint, MemberlistMessage, SerfMessage } from './messages.ts';
import type { NodeState } from './node-table.ts';
import { retransmitLimit } from './scales.ts';
import type { GossipState, Layer } from './state.ts';

const limits = {
  /** A compound frame counts its parts in one byte, and old senders wrap it (pitfall 4). */
  partsMax: 100,
  /** Frame type and count; each part adds its length. */
  compoundHeaderBytes: 2,
  partHeaderBytes: 2,
  /** Serf prunes a queue above this, or above twice the pool (pitfall 13). */
  queueMax: 4096,
} as const;

const layers: readonly Layer[] = ['memberlist', 'intents', 'queries', 'events'];

/** About a node; it replaces what else is on its way about that node. */
export function broadcastAbout(
  state: GossipState,
  node: string,
  message: MemberlistMessage,
): number {
  return state.queues.memberlist.push(encodeMessage(message), node);
}

/** A Serf message, our own or one to pass on exactly as it came. Returns its number in the queue. */
export function broadcastSerf(
  state: GossipState,
  layer: Exclude<Layer, 'memberlist'>,
  message: SerfMessage | Uint8Array,
): number {
  const queue = state.queues[layer];
  // A view would keep the whole packet that it came in.
  const bytes = message instanceof Uint8Array ? ownBytes(message) : encodeUser(message);
  const id = queue.push(bytes);
  state.outbox.dropped += queue.prune(Math.max(limits.queueMax, 2 * state.nodes.size));
  return id;
}

/** A message on its way, with as many broadcasts as fit beside it (serf-wire §4.4, piggyback). */
export function send(state: GossipState, to: Endpoint, ...messages: MemberlistMessage[]): void {
  const parts: Uint8Array[] = messages.map((message) => encodeMessage(message));
  const used = parts.reduce<number>(
    (sum, { length }) => sum + length + limits.partHeaderBytes,
    limits.compoundHeaderBytes,
  );
  const broadcasts = takeBroadcasts(state, used, limits.partsMax - parts.length);
  state.outbox.send({ to, parts: [...parts, ...broadcasts] });
}

/** A Serf message straight to one node, alone in its packet (serf-wire §6.6). */
export function sendSerf(state: GossipState, to: Endpoint, message: SerfMessage): void {
  state.outbox.send({ to, parts: [encodeUser(message)] });
}

/** An encoded Serf message straight to one node, alone in its packet. */
export function forwardSerf(state: GossipState, to: Endpoint, payload: Uint8Array): void {
  state.outbox.send({ to, parts: [encodeMessage({ type: 'user', payload })] });
}

function encodeUser(message: SerfMessage): Uint8Array {
  return encodeMessage({ type: 'user', payload: encodeSerfMessage(message) });
}

/** One gossip round: a few random nodes get a packet of broadcasts each (serf-wire §4.4). */
export function gossip(state: GossipState): void {
  if (layers.every((layer) => state.queues[layer].length === 0)) return;
  const { gossipNodes, gossipToTheDeadMs } = state.settings;
  const isListening = ({ standing, changedAt }: NodeState): boolean => {
    // The recently dead may be alive and need to hear what is said about them.
    if (standing.type === 'dead') return state.now - changedAt <= gossipToTheDeadMs;
    return standing.type !== 'left';
  };
  for (const { endpoint } of state.nodes.pick(gossipNodes, isListening)) {
    const parts: Uint8Array[] = takeBroadcasts(state, limits.compoundHeaderBytes, limits.partsMax);
    if (parts.length === 0) return;
    state.outbox.send({ to: endpoint, parts });
  }
}

function takeBroadcasts(state: GossipState, used: number, countMax: number): Uint8Array[] {
  const { packetBytesMax, packetOverheadBytes, retransmitMult } = state.settings;
  const taken: Uint8Array[] = [];
  let budget = packetBytesMax - packetOverheadBytes - used;
  for (const layer of layers) {
    const filled = state.queues[layer].take({
      budget,
      overhead: limits.partHeaderBytes,
      transmitsMax: retransmitLimit(retransmitMult, state.nodes.size),
      countMax: countMax - taken.length,
    });
    for (const bytes of filled) budget -= bytes.length + limits.partHeaderBytes;
    taken.push(...filled);
  }
  return taken;
}
