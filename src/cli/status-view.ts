import type { mokv } from '../api/gen/messages.js';
import { escapeLine } from './escape-control.ts';
import { count, formatAge, formatBytes, formatContact } from './format-quantity.ts';
import { countInContact, countVoters, quorumRecord, quorumText } from './quorum.ts';

const dayMs = 86_400_000;

/** What a node says, and what its leader says when it can be asked: only that one knows who is in contact. */
export interface StatusView {
  readonly status: mokv.v1.StatusResponse;
  readonly leader: mokv.v1.StatusResponse | undefined;
}

/** The state of a cluster on one screen. `now` is in Unix milliseconds. */
export function statusScreen({ status, leader }: StatusView, now: number): string {
  const { leaderId, leaderAddr } = status;
  const servers = status.servers.map((server) => serverText(server, leaderId));
  const rows: readonly (readonly [name: string, text: string])[] = [
    [
      'node',
      `${status.nodeId} (${status.role}), mokv ${status.version}, up ${formatAge(status.uptimeMs)}`,
    ],
    ['state', stateText(status)],
    ['leader', leaderId === '' ? 'none' : `${leaderId} at ${leaderAddr}`],
    ['term', `${status.term}`],
    ['quorum', contactText(status, leader)],
    ['log', logText(status)],
    ['store', storeText(status)],
    ['load', `${status.operationsPerSecond} ops/s, memory ${formatBytes(status.rssBytes)}`],
    ['certificate', certificateText(status.certificateExpiryMs, now)],
    ...servers.map((text) => ['server', text] as const),
  ];
  return rows.map(([name, text]) => `${`${name}:`.padEnd(13)}${escapeLine(text)}`).join('\n');
}

/** The same for programs. */
export function statusRecord({ status, leader }: StatusView): object {
  return {
    node: {
      id: status.nodeId,
      role: status.role,
      version: status.version,
      uptime_ms: status.uptimeMs,
      ready: status.ready,
      drained: status.drained,
      leader_contact_ms: status.leaderContactMs ?? null,
      rss_bytes: status.rssBytes,
      operations_per_second: status.operationsPerSecond,
    },
    leader: status.leaderId === '' ? null : { id: status.leaderId, addr: status.leaderAddr },
    term: status.term,
    quorum: contactRecord(status, leader),
    log: {
      commit_index: status.commitIndex,
      applied_index: status.appliedIndex,
      last_index: status.lastIndex,
      snapshot_index: status.snapshotIndex,
      bytes: status.logBytes,
    },
    store: {
      keys: status.keys,
      bytes: status.storeBytes,
      bytes_max: status.storeBytesMax,
      revision: status.revision,
      compacted_revision: status.compactedRevision,
    },
    certificate_expiry_ms: status.certificateExpiryMs,
    servers: status.servers.map(({ id, addr, voter }) => ({ id, addr, voter })),
  };
}

function contactText({ servers }: mokv.v1.StatusResponse, leader: StatusView['leader']): string {
  if (leader === undefined) return `${quorumText(countVoters(servers))} when all are in contact`;
  return quorumText(countVoters(leader.servers), countInContact(leader));
}

function contactRecord({ servers }: mokv.v1.StatusResponse, leader: StatusView['leader']): object {
  const quorum = quorumRecord(countVoters(leader?.servers ?? servers));
  if (leader === undefined) return { ...quorum, in_contact: null, can_lose_now: null };
  const inContact = countInContact(leader);
  return {
    ...quorum,
    in_contact: inContact,
    can_lose_now: Math.max(inContact - quorum.needed, 0),
  };
}

function stateText({ ready, drained, leaderContactMs }: mokv.v1.StatusResponse): string {
  if (drained) return '! drained';
  if (ready) return 'ready';
  const contact = leaderContactMs == null ? 'never' : `${formatContact(leaderContactMs)} ago`;
  return `! not ready, last heard from a leader: ${contact}`;
}

function storeText(status: mokv.v1.StatusResponse): string {
  const { keys, storeBytes, storeBytesMax, revision } = status;
  const most = storeBytesMax === 0 ? '' : ` of ${formatBytes(storeBytesMax)}`;
  return `${count(keys, 'key')}, ${formatBytes(storeBytes)}${most}, revision ${revision}`;
}

function logText(status: mokv.v1.StatusResponse): string {
  const { commitIndex, appliedIndex, lastIndex, snapshotIndex, logBytes } = status;
  const snapshot = snapshotIndex === 0 ? 'no snapshot' : `snapshot ${snapshotIndex}`;
  return `last ${lastIndex}, commit ${commitIndex}, applied ${appliedIndex}, ${snapshot}, ${formatBytes(logBytes)}`;
}

function certificateText(expiryMs: number, now: number): string {
  if (expiryMs === 0) return 'none';
  const date = new Date(expiryMs).toISOString().slice(0, 10);
  const days = Math.floor((expiryMs - now) / dayMs);
  if (days < 0) return `! ended on ${date}`;
  return `${days < 14 ? '! ' : ''}ends in ${count(days, 'day')}, on ${date}`;
}

function serverText({ id, addr, voter }: mokv.v1.IRaftServer, leaderId: string): string {
  const role = id === leaderId && id !== '' ? 'leader' : voter ? 'voter' : 'non-voter';
  return `${id} at ${addr}, ${role}`;
}
