import type { mokv } from '../api/gen/messages.js';
import { type ClusterView, rpcAddressOf, versionOf } from './cluster-view.ts';

const limits = { silentMs: 2000 } as const;

/** A member as Raft, gossip and the node itself tell it; what nobody could say is null. */
export interface MemberRecord {
  readonly id: string;
  /** Null: not in the Raft configuration. */
  readonly raft: 'leader' | 'voter' | 'non-voter' | null;
  /** Null: not in the gossip pool, or the pool could not be asked. */
  readonly gossip: string | null;
  /** Of its RPC port: in the configuration, else as it announces it. */
  readonly addr: string | null;
  /** Of its RPC port as it announces it. */
  readonly announced_addr: string | null;
  readonly gossip_addr: string | null;
  readonly match_index: number | null;
  readonly applied_index: number | null;
  /** Committed entries that it does not hold. */
  readonly lag: number | null;
  /** Milliseconds since its last answer; null for the leader, and for one that never answered it. */
  readonly contact_ms: number | null;
  /** From the node that was asked. */
  readonly rtt_ms: number | null;
  readonly version: string | null;
  readonly certificate_expiry_ms: number | null;
  /** It says that it has caught up, knows a leader and is not drained. */
  readonly ready: boolean | null;
  readonly drained: boolean | null;
  readonly operations_per_second: number | null;
  readonly rss_bytes: number | null;
  /** What the two views do not agree on; null when they do. */
  readonly problem: string | null;
}

/** Everybody in the configuration or in the pool, but for who left both. */
export function memberRecords(view: ClusterView): MemberRecord[] {
  const { status, pool } = view;
  const isServer = (name: unknown) => status.servers.some(({ id }) => id === name);
  const strangers = (pool?.members ?? []).filter(
    (member) => !isServer(member.name) && member.status !== 'left',
  );
  return [
    ...status.servers.map((server) => recordOf(view, raftMember(status, server))),
    ...strangers.map(({ name }) => recordOf(view, strangerNamed(name ?? ''))),
  ];
}

type RaftMember = Pick<MemberRecord, 'id' | 'raft' | 'addr' | 'match_index' | 'lag' | 'contact_ms'>;

function strangerNamed(id: string): RaftMember {
  return { id, raft: null, addr: null, match_index: null, lag: null, contact_ms: null };
}

/** What the leader's view says of a server. */
export function raftMember(
  status: mokv.v1.StatusResponse,
  server: mokv.v1.IRaftServer,
): RaftMember {
  const { id, addr, voter } = server;
  const leads = id === status.leaderId && id !== '';
  const peer = status.peers.find((one) => one.id === id);
  const match = leads && status.role === 'leader' ? status.lastIndex : (peer?.matchIndex ?? null);
  return {
    id: id ?? '',
    raft: leads ? 'leader' : voter ? 'voter' : 'non-voter',
    addr: addr ?? null,
    match_index: match,
    lag: match === null ? null : Math.max(status.commitIndex - match, 0),
    contact_ms: peer?.lastContactMs ?? null,
  };
}

function recordOf({ pool, nodes }: ClusterView, raft: RaftMember): MemberRecord {
  const member = pool?.members.find(({ name }) => name === raft.id);
  const node = nodes.get(raft.id);
  const announced = member === undefined ? null : (rpcAddressOf(member) ?? null);
  const announcedVersion = member === undefined ? null : (versionOf(member) ?? null);
  const facts = {
    ...raft,
    gossip: member?.status ?? null,
    addr: raft.addr ?? announced,
    announced_addr: announced,
    gossip_addr: member?.addr ?? null,
    applied_index: node?.appliedIndex ?? null,
    rtt_ms: member?.rttMs ?? null,
    version: node?.version ?? announcedVersion,
    certificate_expiry_ms: node?.certificateExpiryMs || null,
    ready: node?.ready ?? null,
    drained: node?.drained ?? null,
    operations_per_second: node?.operationsPerSecond ?? null,
    rss_bytes: node?.rssBytes ?? null,
  };
  return { ...facts, problem: problemOf(facts, pool !== undefined) };
}

function problemOf(member: Omit<MemberRecord, 'problem'>, isPoolKnown: boolean): string | null {
  const { raft, gossip, addr, announced_addr } = member;
  if (raft === null) return 'in gossip, not in raft';
  if (isSilent(member)) return 'unreachable';
  if (member.drained) return 'drained';
  if (!isPoolKnown) return null;
  if (gossip === null) return 'in raft, not in gossip';
  if (gossip !== 'alive') return `${gossip} in gossip`;
  if (announced_addr !== null && announced_addr !== addr) return `announces ${announced_addr}`;
  return null;
}

/** The leader counts it as lost too when it decides whether a change leaves a quorum. */
export function isSilent({
  raft,
  match_index,
  contact_ms,
}: Pick<MemberRecord, 'raft' | 'match_index' | 'contact_ms'>): boolean {
  if (raft === 'leader' || match_index === null) return false;
  return (contact_ms ?? limits.silentMs) >= limits.silentMs;
}
