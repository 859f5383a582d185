import { type ServerId, votersOf } from './raft/configuration.ts';
import type { RaftStatus } from './raft/output.ts';
import type { StopVerdict } from './server/membership-port.ts';

const limits = {
  /** A voter that answered within this time counts as reachable. */
  contactMs: 2000,
  /** Entries that a voter may lack and still count: what a busy leader has under way. */
  lagEntriesMax: 1000,
} as const;

/** Whether the cluster goes on when these servers stop, by what its leader sees now. */
export function okToStop(status: RaftStatus, stopping: readonly ServerId[]): StopVerdict {
  const voters = votersOf(status.configuration).map(({ id }) => id);
  const quorum = Math.floor(voters.length / 2) + 1;
  const fit = voters.filter((id) => !stopping.includes(id) && isHealthy(status, id));
  const ok = fit.length >= quorum;
  const names = stopping.join(', ');
  const reason = `without ${names} ${fit.length} of ${voters.length} voters would be up and caught up; a quorum needs ${quorum}`;
  return { ok, reason, voters: voters.length, healthy: fit.length, quorum };
}

function isHealthy({ leader, peers, commitIndex }: RaftStatus, id: ServerId): boolean {
  if (id === leader?.id) return true;
  const peer = peers.find((one) => one.id === id);
  if (peer?.lastContactMs === undefined || peer.lastContactMs > limits.contactMs) return false;
  return commitIndex - peer.matchIndex <= limits.lagEntriesMax;
}
