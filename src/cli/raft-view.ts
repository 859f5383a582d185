import type { mokv } from '../api/gen/messages.js';
import { escapeLine } from './escape-control.ts';
import { formatBytes, formatContact } from './format-quantity.ts';
import { formatTable } from './format-table.ts';
import { countVoters, quorumText } from './quorum.ts';

/** What one node knows of Raft, for people. Only a leader knows the progress of the others. */
export function raftScreen(status: mokv.v1.StatusResponse): string {
  const { nodeId, role, term, leaderId, leaderAddr, snapshotIndex } = status;
  const rows: readonly (readonly [name: string, text: string])[] = [
    ['node', `${nodeId} (${role}), term ${term}`],
    ['leader', leaderId === '' ? 'none' : `${leaderId} at ${leaderAddr}`],
    [
      'index',
      `commit ${status.commitIndex}, applied ${status.appliedIndex}, last ${status.lastIndex}`,
    ],
    ['log', formatBytes(status.logBytes)],
    ['snapshot', snapshotIndex === 0 ? 'none' : `through entry ${snapshotIndex}`],
    [
      'members',
      `${quorumText(countVoters(status.servers))}, since entry ${status.configurationIndex}`,
    ],
  ];
  const lines = rows.map(([name, text]) => `${`${name}:`.padEnd(10)}${escapeLine(text)}\n`);
  return `${lines.join('')}${peersTable(status.peers)}`.trimEnd();
}

function peersTable(peers: readonly mokv.v1.IPeerProgress[]): string {
  if (peers.length === 0) return '';
  const rows = peers.map((peer) => [
    escapeLine(peer.id ?? ''),
    escapeLine(peer.state ?? ''),
    `${peer.matchIndex ?? 0}`,
    `${peer.nextIndex ?? 0}`,
    `${peer.inFlight ?? 0}`,
    peer.lastContactMs == null ? 'never' : formatContact(peer.lastContactMs),
  ]);
  return `\n${formatTable(['PEER', 'STATE', 'MATCH', 'NEXT', 'IN FLIGHT', 'CONTACT'], rows)}`;
}

/** The same for programs. */
export function raftRecord(status: mokv.v1.StatusResponse): object {
  const { leaderId, leaderAddr } = status;
  return {
    node: { id: status.nodeId, role: status.role },
    term: status.term,
    leader: leaderId === '' ? null : { id: leaderId, addr: leaderAddr },
    commit_index: status.commitIndex,
    applied_index: status.appliedIndex,
    last_index: status.lastIndex,
    log_bytes: status.logBytes,
    snapshot_index: status.snapshotIndex,
    configuration_index: status.configurationIndex,
    peers: status.peers.map((peer) => ({
      id: peer.id,
      state: peer.state,
      match_index: peer.matchIndex,
      next_index: peer.nextIndex,
      in_flight: peer.inFlight,
      contact_ms: peer.lastContactMs ?? null,
    })),
  };
}
