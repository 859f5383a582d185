import type { mokv } from '../api/gen/messages.js';
import { escapeLine } from './escape-control.ts';

const dayMs = 86_400_000;

/** The state of a cluster on one screen. `now` is in Unix milliseconds. */
export function statusScreen(status: mokv.v1.StatusResponse, now: number): string {
  const { leaderId, leaderAddr } = status;
  const servers = status.servers.map((server) => serverText(server, leaderId));
  const rows: readonly (readonly [name: string, text: string])[] = [
    [
      'node',
      `${status.nodeId} (${status.role}), mokv ${status.version}, up ${formatAge(status.uptimeMs)}`,
    ],
    ['leader', leaderId === '' ? 'none' : `${leaderId} at ${leaderAddr}`],
    ['term', `${status.term}`],
    ['quorum', quorumText(status.servers)],
    ['log', logText(status)],
    [
      'store',
      `${count(status.keys, 'key')}, ${formatBytes(status.storeBytes)}, revision ${status.revision}`,
    ],
    ['certificate', certificateText(status.certificateExpiryMs, now)],
    ...servers.map((text) => ['server', text] as const),
  ];
  return rows.map(([name, text]) => `${`${name}:`.padEnd(13)}${escapeLine(text)}`).join('\n');
}

/** The same for programs. */
export function statusRecord(status: mokv.v1.StatusResponse): object {
  const voters = countVoters(status.servers);
  return {
    node: {
      id: status.nodeId,
      role: status.role,
      version: status.version,
      uptime_ms: status.uptimeMs,
    },
    leader: status.leaderId === '' ? null : { id: status.leaderId, addr: status.leaderAddr },
    term: status.term,
    quorum: { voters, needed: quorumOf(voters), can_lose: voters - quorumOf(voters) },
    log: {
      commit_index: status.commitIndex,
      applied_index: status.appliedIndex,
      last_index: status.lastIndex,
      snapshot_index: status.snapshotIndex,
      bytes: status.logBytes,
    },
    store: { keys: status.keys, bytes: status.storeBytes, revision: status.revision },
    certificate_expiry_ms: status.certificateExpiryMs,
    servers: status.servers.map(({ id, addr, voter }) => ({ id, addr, voter })),
  };
}

function countVoters(servers: readonly mokv.v1.IRaftServer[]): number {
  return servers.filter((server) => server.voter).length;
}

function quorumOf(voters: number): number {
  return Math.floor(voters / 2) + 1;
}

function quorumText(servers: readonly mokv.v1.IRaftServer[]): string {
  const voters = countVoters(servers);
  const needed = quorumOf(voters);
  return `${count(voters, 'voter')}, needs ${needed}, can lose ${voters - needed}`;
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

/** 90 s: "1m", 3 days and 4 hours: "3d4h". */
function formatAge(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return `${Math.floor(ms / 1000)}s`;
  if (minutes < 60) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours}h${minutes % 60}m` : `${Math.floor(hours / 24)}d${hours % 24}h`;
}

function formatBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  const scaled = bytes / 1024 ** power;
  return `${power === 0 ? scaled : scaled.toFixed(1)} ${units[power]}`;
}

function count(number: number, noun: string): string {
  return number === 1 ? `1 ${noun}` : `${number} ${noun}s`;
}
