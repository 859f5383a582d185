import type { mokv } from '../api/gen/messages.js';
import { isSilent, raftMember } from '../client/member-records.ts';
import { count } from './format-quantity.ts';

export function countVoters(servers: readonly mokv.v1.IRaftServer[]): number {
  return servers.filter((server) => server.voter).length;
}

/** Voters that the leader hears from, itself included; `status` is what the leader says. */
export function countInContact(status: mokv.v1.StatusResponse): number {
  const voters = status.servers.filter((server) => server.voter);
  return voters.filter((server) => !isSilent(raftMember(status, server))).length;
}

/** What so many voters can stand, for people: as they are now, when some are not in contact. */
export function quorumText(voters: number, inContact = voters): string {
  const { needed, can_lose } = quorumRecord(voters);
  const all = count(voters, 'voter');
  if (inContact === voters) return `${all}, needs ${needed}, can lose ${can_lose}`;
  const more = Math.max(inContact - needed, 0);
  return `${inContact} of ${all} in contact, needs ${needed}, can lose ${more} more`;
}

/** The same for programs. */
export function quorumRecord(voters: number) {
  const needed = Math.floor(voters / 2) + 1;
  return { voters, needed, can_lose: Math.max(voters - needed, 0) };
}
