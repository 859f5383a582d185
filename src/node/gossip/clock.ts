import type { GossipState, Timers } from './state.ts';

export const limits = {
  /** How often the owner calls tick, at least. */
  tickIntervalMs: 50,
  /** A longer gap between two inputs means that this node stood still. */
  stallMs: 150,
} as const;

/**
 * Every input brings the time. A gap between two inputs that is longer than the ticks explain is time
 * in which this node did nothing: a garbage collection, SIGSTOP, a suspended machine. It may have
 * missed what others said, and Node runs timers before it reads sockets. So that time does not count
 * against anybody (pitfalls 20, 21):
 *
 *  - the probe under way and all suspicions go on as if it had not passed;
 *  - after a whole probe interval the probe is given up without a verdict: its answer may be lost;
 *  - half a probe timeout or more lowers the trust in our own health (Lifeguard §3).
 *
 * Time never goes back: an input with an older time counts as simultaneous with the newest one.
 */
export function observe(state: GossipState, now: number): void {
  const gapMs = now - state.now;
  if (gapMs > limits.stallMs) discountStall(state, gapMs);
  state.now = Math.max(state.now, now);
}

/** Whether the periodic rule is due; sets when it is due next, without making up for lost turns. */
export function isDue(state: GossipState, timer: keyof Timers, intervalMs: number): boolean {
  const at = state.timers[timer];
  if (state.now < at) return false;
  const next = at + intervalMs;
  state.timers[timer] = next > state.now ? next : state.now + intervalMs;
  return true;
}

function discountStall(state: GossipState, stalledMs: number): void {
  const { settings, awareness, nodes, probing } = state;
  if (stalledMs >= settings.probeTimeoutMs / 2) awareness.apply(1);
  for (const { standing } of nodes.suspects()) {
    if (standing.type === 'suspect') standing.suspicion.startedAt += stalledMs;
  }
  const { current } = probing;
  if (current === undefined) return;
  if (stalledMs >= settings.probeIntervalMs) {
    probing.current = undefined;
    return;
  }
  current.verdictAt += stalledMs;
  if (current.stage.type === 'direct') current.stage.askHelpersAt += stalledMs;
}
