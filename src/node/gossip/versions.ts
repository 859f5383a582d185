import { invariant } from '../../shared/invariant.ts';

/** Protocol versions as in the six bytes of Vsn (serf-wire §3). */
export interface Versions {
  readonly protocolMin: number;
  readonly protocolMax: number;
  readonly protocol: number;
  readonly delegateMin: number;
  readonly delegateMax: number;
  readonly delegate: number;
}

export const limits = {
  /** From here on a helper sends nacks. */
  nackProtocol: 4,
  /** From here on a node answers pings on TCP. */
  tcpPingProtocol: 3,
  /** From here on a node passes relayed messages on. */
  relayProtocol: 5,
} as const;

/** What we announce: the ranges of every agent since serf 0.9 (serf-wire §4). */
export function ownVsn(delegateVersion: number): Uint8Array {
  return Uint8Array.of(1, 5, 2, 2, 5, delegateVersion);
}

/**
 * The versions of a node, or undefined when they are not what a correct node announces. One node
 * with zeros here makes every Go node refuse whole push/pulls (pitfall 2), so that we take in none.
 */
export function versionsOf(vsn: Uint8Array): Versions | undefined {
  if (vsn.length !== 6) return undefined;
  const [protocolMin, protocolMax, protocol, delegateMin, delegateMax, delegate] = [...vsn];
  invariant(protocolMin !== undefined && protocolMax !== undefined, 'six bytes');
  invariant(protocol !== undefined && delegate !== undefined, 'six bytes');
  invariant(delegateMin !== undefined && delegateMax !== undefined, 'six bytes');
  if (protocolMin === 0 || protocolMax === 0 || protocolMin > protocolMax) return undefined;
  if (delegateMin > delegateMax) return undefined;
  return { protocolMin, protocolMax, protocol, delegateMin, delegateMax, delegate };
}

/** `Vsn[1]` of a node whose Vsn was checked when it was taken in. */
export function protocolMaxOf(vsn: Uint8Array): number {
  return vsn[1] ?? 0;
}

export interface Speaker {
  readonly name: string;
  readonly isAlive: boolean;
  readonly versions: Versions;
}

/** The first remote node that cannot talk with everybody alive on both sides (serf-wire §4). */
export function firstIncompatible(
  remote: readonly Speaker[],
  local: readonly Speaker[],
): string | undefined {
  const range = { protocolMin: 0, protocolMax: 255, delegateMin: 0, delegateMax: 255 };
  for (const { isAlive, versions } of [...remote, ...local]) {
    if (!isAlive) continue;
    range.protocolMin = Math.max(range.protocolMin, versions.protocolMin);
    range.protocolMax = Math.min(range.protocolMax, versions.protocolMax);
    range.delegateMin = Math.max(range.delegateMin, versions.delegateMin);
    range.delegateMax = Math.min(range.delegateMax, versions.delegateMax);
  }
  return remote.find(({ versions: { protocol, delegate } }) => {
    const protocolFits = protocol >= range.protocolMin && protocol <= range.protocolMax;
    return !(protocolFits && delegate >= range.delegateMin && delegate <= range.delegateMax);
  })?.name;
}
