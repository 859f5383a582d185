import type { mokv } from '../../api/gen/messages.js';
import { findings } from '../../cli/findings.ts';
import type { ClusterView } from '../../client/cluster-view.ts';
import { isSilent, type MemberRecord, memberRecords } from '../../client/member-records.ts';
import type { ClusterPicture, NodeRow, PeerRow, Quorum } from '../facts.ts';

type Status = mokv.v1.StatusResponse;

/** What the polls have heard. */
export interface Heard {
  /** Of whichever node the client reached last. */
  readonly first: Answer<Status>;
  readonly nodes: ReadonlyMap<string, NodeAnswers>;
  readonly pool: Answer<mokv.v1.MembersResponse> | undefined;
}

export interface Answer<Value> {
  readonly value: Value;
  /** Unix milliseconds. */
  readonly atMs: number;
}

export interface NodeAnswers {
  readonly last: Answer<Status> | undefined;
  readonly attempt: /** Undefined: the connection had to be made first, which takes longer. */
    | { readonly type: 'answered'; readonly rttMs: number | undefined }
    | { readonly type: 'failed' }
    | { readonly type: 'none' };
}

/** Joins what was heard at different moments into one picture. */
export function pictureOf(heard: Heard, nowMs: number): ClusterPicture {
  const view = viewOf(heard, nowMs);
  const { status } = view;
  const leader = status.role === 'leader' ? status : undefined;
  const members = memberRecords(view).toSorted(byName);
  return {
    atMs: nowMs,
    connectedId: heard.first.value.nodeId,
    leaderId: status.leaderId === '' ? undefined : status.leaderId,
    term: Math.max(status.term, heard.first.value.term),
    commitIndex: status.commitIndex,
    revision: status.revision,
    keys: status.keys,
    quorum: quorumOf(view, members),
    alarms: findings(view)
      .filter(({ severity }) => severity !== 'notice')
      .map(({ what }) => what),
    nodes: members.map((member) => nodeRow(member, view, heard)),
    peers: leader === undefined ? [] : members.filter(isPeer).map((one) => peerRow(one, leader)),
    heard: {
      statusAtMs: heard.first.atMs,
      leaderAtMs: leader === undefined ? undefined : heardAtMs(heard, leader),
      poolAtMs: heard.pool?.atMs,
    },
  };
}

/** n2 before n10. */
function byName(left: MemberRecord, right: MemberRecord): number {
  return left.id.localeCompare(right.id, 'en', { numeric: true });
}

/** Of the leader when one answers: it alone knows how far the others are. */
function viewOf({ first, nodes, pool }: Heard, nowMs: number): ClusterView {
  const answering = [...nodes.values()].flatMap(({ last, attempt }) =>
    last !== undefined && attempt.type === 'answered' ? [last.value] : [],
  );
  const leaders = [first.value, ...answering].filter(({ role }) => role === 'leader');
  const newest = leaders.toSorted((left, right) => right.term - left.term)[0];
  const status = newest ?? first.value;
  return {
    status,
    pool: pool?.value,
    nodes: new Map([status, first.value, ...answering].map((one) => [one.nodeId, one])),
    now: nowMs,
  };
}

function heardAtMs({ first, nodes }: Heard, leader: Status): number {
  return first.value === leader ? first.atMs : (nodes.get(leader.nodeId)?.last?.atMs ?? first.atMs);
}

function quorumOf({ status, nodes }: ClusterView, members: readonly MemberRecord[]): Quorum {
  const voters = members.filter(({ raft }) => raft === 'leader' || raft === 'voter');
  const healthy = voters.filter((one) =>
    status.role === 'leader' ? !isSilent(one) : nodes.has(one.id),
  ).length;
  const needed = Math.floor(voters.length / 2) + 1;
  return { voters: voters.length, healthy, needed, canLose: healthy - needed };
}

function nodeRow(member: MemberRecord, view: ClusterView, heard: Heard): NodeRow {
  const { id, raft, gossip } = member;
  const answers = heard.nodes.get(id);
  const status = view.nodes.get(id);
  const known = status ?? answers?.last?.value;
  return {
    id,
    addr: member.addr ?? undefined,
    raft: raft ?? undefined,
    ghost: ghostOf(member, view),
    gossip: gossip ?? undefined,
    role: roleOf(status?.role),
    appliedIndex: member.applied_index ?? member.match_index ?? undefined,
    lag: lagOf(member, view, status),
    contactMs: member.contact_ms ?? undefined,
    rtt: rttOf(answers),
    operationsPerSecond: status?.operationsPerSecond,
    rssBytes: status?.rssBytes,
    keys: status?.keys,
    uptimeMs: status?.uptimeMs,
    certificateExpiryMs: member.certificate_expiry_ms ?? (known?.certificateExpiryMs || undefined),
    version: member.version ?? known?.version,
    ready: status?.ready,
    drained: status?.drained,
    seenAtMs: answers?.last?.atMs,
    problem: problemOf(member, answers),
  };
}

function ghostOf(member: MemberRecord, { pool }: ClusterView): NodeRow['ghost'] {
  if (member.raft === null) return 'gossip-only';
  return pool !== undefined && member.gossip === null ? 'raft-only' : undefined;
}

function roleOf(role: string | undefined): NodeRow['role'] {
  return role === 'leader' || role === 'follower' || role === 'candidate' ? role : undefined;
}

/** What it has not applied of what is committed; of who does not answer, what it does not hold. */
function lagOf(
  { raft, lag }: MemberRecord,
  { status }: ClusterView,
  own: Status | undefined,
): number | undefined {
  if (raft === null) return undefined;
  if (own === undefined) return lag ?? undefined;
  return Math.max(lag ?? 0, status.commitIndex - own.appliedIndex, 0);
}

function rttOf(answers: NodeAnswers | undefined): NodeRow['rtt'] {
  switch (answers?.attempt.type) {
    case 'answered':
      return answers.attempt.rttMs === undefined
        ? { type: 'unknown' }
        : { type: 'measured', ms: answers.attempt.rttMs };
    case 'failed':
      return { type: 'timeout' };
    case 'none':
    case undefined:
      return { type: 'unknown' };
  }
}

/** That a node answers the leader and not this client is worth a word, too. */
function problemOf(
  { problem }: MemberRecord,
  answers: NodeAnswers | undefined,
): string | undefined {
  if (problem !== null) return problem;
  return answers?.attempt.type === 'failed' ? 'does not answer here' : undefined;
}

function isPeer({ raft }: MemberRecord): boolean {
  return raft === 'voter' || raft === 'non-voter';
}

function peerRow({ id, raft, lag, contact_ms }: MemberRecord, leader: Status): PeerRow {
  const peer = leader.peers.find((one) => one.id === id);
  const matchIndex = peer?.matchIndex ?? undefined;
  return {
    id,
    voter: raft === 'voter',
    state: stateOf(peer?.state),
    matchIndex,
    nextIndex: peer?.nextIndex ?? undefined,
    inFlight: peer?.inFlight ?? undefined,
    lag: lag ?? undefined,
    contactMs: contact_ms ?? undefined,
    progress:
      matchIndex === undefined
        ? undefined
        : Math.min(matchIndex / Math.max(leader.commitIndex, 1), 1),
  };
}

function stateOf(state: string | null | undefined): PeerRow['state'] {
  return state === 'probe' || state === 'pipeline' || state === 'snapshot' ? state : undefined;
}
