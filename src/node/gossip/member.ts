import type { LTime } from './messages.ts';

/** A member as the application sees it: Serf's view (serf-wire §6.4). */
export interface Member {
  readonly name: string;
  /** Raw IP, verbatim as the member announced it. */
  readonly address: Uint8Array;
  readonly port: number;
  readonly tags: ReadonlyMap<string, string>;
  readonly status: MemberStatus;
  /** The Lamport time of the newest intent about it. */
  readonly statusLTime: LTime;
  readonly incarnation: number;
  /** pmin, pmax, pcur, dmin, dmax, dcur */
  readonly vsn: Uint8Array;
}

/**
 *     join ──> alive ──leave intent──> leaving ──memberlist leave──> left
 *               │ ^                        │                          │
 *               │ └──── join intent ───────┘                          │
 *               └── memberlist leave ──> failed ──leave intent ──> left
 *     any ──memberlist join──> alive
 */
export type MemberStatus = 'alive' | 'leaving' | 'left' | 'failed';

/** The numbers of the states on the wire (serf-wire §6.6). */
export const memberStatusNumbers: Readonly<Record<MemberStatus, number>> = {
  alive: 1,
  leaving: 2,
  left: 3,
  failed: 4,
};
