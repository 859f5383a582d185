import { suspicionTimeout } from './scales.ts';
import type { GossipSettings } from './settings.ts';

/**
 * Lifeguard's suspicion (Dadgar, Phillips, Currey: "Lifeguard", §3; serf-wire §4.1): it starts long
 * and shortens with each independent accuser, so that one slow node convicts nobody.
 */
export interface Suspicion {
  /** Moves forward by the time that this node itself stood still. */
  startedAt: number;
  readonly minMs: number;
  readonly maxMs: number;
  /** Confirmations that shorten it to the minimum; 0 in pools too small to give any. */
  readonly confirmationsMax: number;
  /** The accusers; the first does not count as a confirmation. */
  readonly accusers: Set<string>;
}

export interface SuspicionStart {
  readonly settings: GossipSettings;
  readonly nodes: number;
  readonly from: string;
  readonly now: number;
}

export function startSuspicion({ settings, nodes, from, now }: SuspicionStart): Suspicion {
  const { suspicionMult, suspicionMaxTimeoutMult, probeIntervalMs } = settings;
  const wanted = suspicionMult - 2;
  const minMs = suspicionTimeout(suspicionMult, nodes, probeIntervalMs);
  return {
    startedAt: now,
    minMs,
    maxMs: minMs * suspicionMaxTimeoutMult,
    // The accused and this node cannot confirm.
    confirmationsMax: nodes - 2 < wanted ? 0 : wanted,
    accusers: new Set([from]),
  };
}

/** Whether the accusation is news, and worth passing on. */
export function confirm(suspicion: Suspicion, from: string): boolean {
  const { accusers, confirmationsMax } = suspicion;
  if (confirmationsOf(suspicion) >= confirmationsMax || accusers.has(from)) return false;
  accusers.add(from);
  return true;
}

export function expiresAt(suspicion: Suspicion): number {
  const { startedAt, minMs, maxMs, confirmationsMax } = suspicion;
  if (confirmationsMax < 1) return startedAt + minMs;
  const span = { minMs, maxMs };
  return startedAt + suspicionSpan(confirmationsOf(suspicion), confirmationsMax, span);
}

/** How long a suspicion lasts in all after so many of `wanted` confirmations (serf-wire §4.1). */
export function suspicionSpan(
  confirmations: number,
  wanted: number,
  { minMs, maxMs }: { readonly minMs: number; readonly maxMs: number },
): number {
  const fraction = Math.log(confirmations + 1) / Math.log(wanted + 1);
  return Math.max(minMs, Math.floor(maxMs - fraction * (maxMs - minMs)));
}

function confirmationsOf({ accusers }: Suspicion): number {
  return accusers.size - 1;
}
