import type { GossipSettings } from './settings.ts';

const limits = {
  /** Pools up to this size run push/pull at its plain interval. */
  pushPullScaleNodes: 32,
} as const;

/** How often a broadcast is sent in a pool of `nodes` (serf-wire §4.4). */
export function retransmitLimit(retransmitMult: number, nodes: number): number {
  return retransmitMult * Math.ceil(Math.log10(nodes + 1));
}

/** Push/pull grows with the whole pool, so each node does it less often in a large one (§4.4). */
export function pushPullInterval(intervalMs: number, nodes: number): number {
  if (nodes <= limits.pushPullScaleNodes) return intervalMs;
  const doublings = Math.log2(nodes) - Math.log2(limits.pushPullScaleNodes);
  return (Math.ceil(doublings) + 1) * intervalMs;
}

/** How long the answers to a query are waited for by default (serf-wire §6.6). */
export function defaultQueryTimeout(settings: GossipSettings, nodes: number): number {
  const queryTimeoutMult = 16;
  return settings.gossipIntervalMs * queryTimeoutMult * Math.ceil(Math.log10(nodes + 1));
}

/** The shortest time for which a member is suspected before it counts as dead (serf-wire §4.1). */
export function suspicionTimeout(suspicionMult: number, nodes: number, intervalMs: number): number {
  const nodeScale = Math.max(1, Math.log10(Math.max(1, nodes)));
  // Go multiplies integers: the scale counts in thousandths, cut off (pitfall 25).
  return Math.floor((suspicionMult * Math.floor(nodeScale * 1000) * intervalMs) / 1000);
}
