import type { mokv } from '../api/gen/messages.js';
import type { ClusterView } from '../client/cluster-view.ts';
import {
  isSilent,
  type MemberRecord,
  memberRecords,
  raftMember,
} from '../client/member-records.ts';
import { escapeLine } from './escape-control.ts';
import { count, formatContact, formatDays, formatRtt } from './format-quantity.ts';
import { countVoters, quorumRecord, quorumText } from './quorum.ts';

export const memberColumns = [
  ...['NODE', 'RAFT', 'GOSSIP', 'ADDR', 'MATCH', 'LAG', 'CONTACT', 'RTT', 'VERSION', 'CERT'],
  '',
] as const;

/** The cells of a row: the leader has a star, who is in no configuration brackets. `now` in Unix ms. */
export function memberCells(member: MemberRecord, now: number): string[] {
  const { raft, match_index, lag, rtt_ms, certificate_expiry_ms, problem } = member;
  return [
    nameText(member),
    raft ?? '-',
    escapeLine(member.gossip ?? '-'),
    escapeLine(member.addr ?? '-'),
    `${match_index ?? '-'}`,
    `${lag ?? '-'}`,
    contactText(member),
    rtt_ms === null ? '-' : formatRtt(rtt_ms),
    escapeLine(member.version ?? '-'),
    certificate_expiry_ms === null ? '-' : formatDays(certificate_expiry_ms - now),
    problem === null ? '' : escapeLine(`! ${problem}`),
  ];
}

function nameText({ id, raft }: MemberRecord): string {
  if (raft === null) return `(${escapeLine(id)})`;
  return raft === 'leader' ? `${escapeLine(id)}*` : escapeLine(id);
}

function contactText({ raft, match_index, contact_ms }: MemberRecord): string {
  if (contact_ms !== null) return formatContact(contact_ms);
  return raft === 'leader' || match_index === null ? '-' : 'never';
}

/** The line under the table. */
export function membersSummary(view: ClusterView): string {
  const { status } = view;
  const members = memberRecords(view);
  const silent = members.filter(isSilent).map(({ id }) => escapeLine(id));
  return [
    votersText(members),
    ...(status.leaderId === '' ? ['there is no leader'] : []),
    ...(silent.length === 0 ? [] : [`without contact: ${silent.join(', ')}`]),
    ...(members.some(({ problem }) => problem !== null) ? ['next: mokv doctor'] : []),
  ].join('; ');
}

function votersText(members: readonly MemberRecord[]): string {
  const voters = members.filter(({ raft }) => raft === 'leader' || raft === 'voter');
  return quorumText(voters.length, voters.filter((voter) => !isSilent(voter)).length);
}

/** What a change would make of the cluster. */
export interface ChangePreview {
  /** One line. */
  readonly text: string;
  /** Those who would be left and are well are a quorum. */
  readonly ok: boolean;
  readonly quorum: ReturnType<typeof quorumRecord>;
  /** Voters that would be left and are up and caught up. */
  readonly healthy: number;
}

type Leaving = 'removing' | 'demoting';

/** "removing n3 leaves 2 voters, which can lose 0" */
export function removalText(
  status: mokv.v1.StatusResponse,
  server: mokv.v1.IRaftServer,
  verb: Leaving = 'removing',
): string {
  const { id, raft } = raftMember(status, server);
  const left = votersWithout(status, server);
  const what =
    raft === 'voter' ? id : `${id}, ${raft === 'leader' ? 'the leader' : 'a non-voter'},`;
  const rest =
    left === 0
      ? 'no voter, which is no cluster'
      : `${count(left, 'voter')}, which can lose ${quorumRecord(left).can_lose}`;
  return escapeLine(`${verb} ${what} leaves ${rest}`);
}

/** What the cluster would be without this server, or without its vote; `verdict` is what the leader says of it. */
export function withoutServer(
  status: mokv.v1.StatusResponse,
  server: mokv.v1.IRaftServer,
  [verb, verdict]: readonly [verb: Leaving, verdict: mokv.v1.OkToStopResponse],
): ChangePreview {
  const left = votersWithout(status, server);
  const quorum = quorumRecord(left);
  const { healthy } = verdict;
  const arithmetic =
    left === 0 ? '' : `; ${healthy} of them up and caught up, ${quorum.needed} needed`;
  const text = `${removalText(status, server, verb)}${arithmetic}`;
  return { text, ok: left > 0 && healthy >= quorum.needed, quorum, healthy };
}

function votersWithout(
  { servers }: mokv.v1.StatusResponse,
  { voter }: mokv.v1.IRaftServer,
): number {
  return countVoters(servers) - (voter ? 1 : 0);
}

/** What the cluster would be with one more voter, or with the same voters and one more that only follows. */
export function withServer(
  status: mokv.v1.StatusResponse,
  { id, voter }: { readonly id: string; readonly voter: boolean },
): Pick<ChangePreview, 'text' | 'quorum'> {
  const known = status.servers.find((server) => server.id === id);
  const voters = countVoters(status.servers) + (voter && !known?.voter ? 1 : 0);
  const even = voters % 2 === 0 ? `; ${voters - 1} could lose as many` : '';
  const what = `with ${id} as ${voter ? 'voter' : 'non-voter'}`;
  return {
    text: escapeLine(`${what}: ${quorumText(voters)}${even}`),
    quorum: quorumRecord(voters),
  };
}
