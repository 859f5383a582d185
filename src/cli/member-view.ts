import type { mokv } from '../api/gen/messages.js';
import { escapeLine } from './escape-control.ts';
import { count, formatContact } from './format-quantity.ts';
import { countVoters, quorumRecord, quorumText } from './quorum.ts';

const limits = { silentMs: 2000 } as const;

/** A member as `member list` prints it; what only the leader could say is null. */
export interface MemberRecord {
  readonly id: string;
  readonly raft: 'leader' | 'voter' | 'non-voter';
  readonly addr: string;
  readonly match_index: number | null;
  /** Committed entries that it does not hold. */
  readonly lag: number | null;
  /** Milliseconds since its last answer; null for the leader, and for one that never answered it. */
  readonly contact_ms: number | null;
}

export function memberRecords(status: mokv.v1.StatusResponse): MemberRecord[] {
  return status.servers.map(({ id, addr, voter }) => {
    const leads = id === status.leaderId && id !== '';
    const peer = status.peers.find((one) => one.id === id);
    const match = leads && status.role === 'leader' ? status.lastIndex : (peer?.matchIndex ?? null);
    return {
      id: id ?? '',
      raft: leads ? 'leader' : voter ? 'voter' : 'non-voter',
      addr: addr ?? '',
      match_index: match,
      lag: match === null ? null : Math.max(status.commitIndex - match, 0),
      contact_ms: peer?.lastContactMs ?? null,
    };
  });
}

export const memberColumns = ['NAME', 'RAFT', 'ADDR', 'MATCH', 'LAG', 'CONTACT'] as const;

/** The cells of a row; the leader is marked. */
export function memberCells(member: MemberRecord): string[] {
  const { id, raft, addr, match_index, lag } = member;
  return [
    raft === 'leader' ? `${escapeLine(id)}*` : escapeLine(id),
    raft,
    escapeLine(addr),
    `${match_index ?? '-'}`,
    `${lag ?? '-'}`,
    contactText(member),
  ];
}

function contactText({ raft, match_index, contact_ms }: MemberRecord): string {
  if (contact_ms !== null) return formatContact(contact_ms);
  return raft === 'leader' || match_index === null ? '-' : 'never';
}

/** The line under the table. */
export function membersSummary(status: mokv.v1.StatusResponse): string {
  const quorum = quorumText(countVoters(status.servers));
  if (status.leaderId === '') return `${quorum}; there is no leader`;
  const silent = memberRecords(status).filter(isSilent);
  const names = silent.map(({ id }) => escapeLine(id)).join(', ');
  return silent.length === 0 ? quorum : `${quorum}; without contact: ${names}`;
}

/** The leader counts it as lost too when it decides whether a change leaves a quorum. */
function isSilent({ raft, match_index, contact_ms }: MemberRecord): boolean {
  if (raft === 'leader' || match_index === null) return false;
  return (contact_ms ?? limits.silentMs) >= limits.silentMs;
}

export interface Removal {
  /** "removing n3 leaves 2 voters, which can lose 0" */
  readonly text: string;
  readonly record: object;
}

/** What the cluster would be without this member. */
export function removalOf(member: MemberRecord, voters: number): Removal {
  const { id, raft } = member;
  const left = raft === 'non-voter' ? voters : voters - 1;
  const quorum = quorumRecord(left);
  const what =
    raft === 'voter' ? id : `${id}, ${raft === 'leader' ? 'the leader' : 'a non-voter'},`;
  const rest =
    left === 0
      ? 'no voter, which is no cluster'
      : `${count(left, 'voter')}, which can lose ${quorum.can_lose}`;
  return { text: escapeLine(`removing ${what} leaves ${rest}`), record: { id, quorum } };
}
