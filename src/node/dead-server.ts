import type { Member } from './gossip/member.ts';
import { okToStop } from './ok-to-stop.ts';
import { isVoter, type ServerId, votersOf } from './raft/configuration.ts';
import type { RaftStatus } from './raft/output.ts';

const limits = {
  /**
   * Voters that stay, at least: the fewest that outlive one more failure. Of three voters none is ever
   * removed, or the next failure would stop the cluster.
   */
  votersMin: 3,
} as const;

/** What a leader knows of the time in which it has not heard from others. In milliseconds. */
export interface Silence {
  /** For so long has gossip held this member to be failed, as far as this node knows. */
  failedMs(id: ServerId): number;
  /** For so long has this node been the leader. */
  readonly leadingMs: number;
}

export interface DeadServer {
  readonly id: ServerId;
  /** The arithmetic in one line. */
  readonly reason: string;
}

/**
 * The first server that is dead enough to be removed for good, as consul's autopilot does it: both gossip
 * and Raft have not heard from it for `afterMs`, no other change is under way, a quorum of the voters is
 * up and caught up without it, and at least three voters stay.
 */
export function findDeadServer(
  members: readonly Member[],
  status: RaftStatus,
  silence: Silence,
  afterMs: number,
): DeadServer | undefined {
  const { role, configuration, configurationIndex, commitIndex, peers } = status;
  if (role !== 'leader' || configurationIndex > commitIndex) return undefined;
  for (const { id } of configuration.servers) {
    const member = members.find(({ name }) => name === id);
    const peer = peers.find((one) => one.id === id);
    if (member?.status !== 'failed' || peer === undefined) continue;
    const silentMs = Math.min(silence.failedMs(id), peer.lastContactMs ?? silence.leadingMs);
    if (silentMs < afterMs) continue;
    const voters = votersOf(configuration).length - Number(isVoter(configuration, id));
    const { ok, reason } = okToStop(status, [id]);
    if (!ok || (isVoter(configuration, id) && voters < limits.votersMin)) continue;
    return { id, reason: `${reason}; ${voters} voters stay` };
  }
  return undefined;
}
