import type { ClusterView } from '../client/cluster-view.ts';
import { isSilent, type MemberRecord, memberRecords } from '../client/member-records.ts';
import { count, formatContact, formatDays } from './format-quantity.ts';
import { countVoters, quorumRecord } from './quorum.ts';

const limits = {
  /** Entries behind which a member is said to lag. */
  lagEntries: 1000,
  certificateMs: 14 * 86_400_000,
} as const;

/** Worst first. A notice is worth knowing and no reason to call the cluster unhealthy. */
const severities = ['critical', 'warning', 'notice'] as const;

/** Something that is not as it should be, how that shows, and what mends it. */
export interface Finding {
  readonly severity: (typeof severities)[number];
  readonly what: string;
  readonly evidence: string;
  /** A command, or what to do when no command can. */
  readonly remedy: string;
}

/** Everything that can be told from one look at the cluster, worst first. */
export function findings(view: ClusterView): Finding[] {
  const members = memberRecords(view);
  const all = [
    ...quorumFindings(view, members),
    ...members.flatMap((member) => [
      ...raftFindings(view, member),
      ...gossipFindings(view, member),
      ...certificateFindings(view, member),
      ...drainFindings(member),
    ]),
    ...poolFindings(view),
    ...versionFindings(members),
    ...voterFindings(view),
  ];
  return severities.flatMap((severity) => all.filter((one) => one.severity === severity));
}

export function isHealthy(found: readonly Finding[]): boolean {
  return found.every(({ severity }) => severity === 'notice');
}

function quorumFindings(
  { status, nodes }: ClusterView,
  members: readonly MemberRecord[],
): Finding[] {
  const { needed, voters } = quorumRecord(countVoters(status.servers));
  const isVoter = ({ raft }: MemberRecord) => raft === 'leader' || raft === 'voter';
  if (status.role !== 'leader') {
    const silent = members.filter((one) => isVoter(one) && !nodes.has(one.id)).map(({ id }) => id);
    const answering = voters - silent.length;
    const missing = silent.length === 0 ? '' : `; silent: ${silent.join(', ')}`;
    return [
      {
        severity: 'critical',
        what: 'there is no leader: nothing can be written',
        evidence: `term ${status.term}, ${answering} of ${count(voters, 'voter')} answer, ${needed} are needed${missing}`,
        remedy:
          answering >= needed ? 'mokv wait --leader' : `start mokv serve on ${silent.join(', ')}`,
      },
    ];
  }
  const lost = members.filter((one) => isVoter(one) && isSilent(one)).map(({ id }) => id);
  if (lost.length === 0 || voters - lost.length > needed) return [];
  return [
    {
      severity: 'critical',
      what: 'one more failure stops the cluster',
      evidence: `${voters - lost.length} of ${count(voters, 'voter')} are in contact, ${needed} are needed`,
      remedy: `start mokv serve on ${lost.join(', ')}`,
    },
  ];
}

function raftFindings({ status, nodes }: ClusterView, member: MemberRecord): Finding[] {
  const { id, raft, lag, addr, contact_ms, gossip } = member;
  if (raft === null || lag === null) return [];
  if (isSilent(member)) {
    const contact =
      contact_ms === null
        ? 'never answered this leader'
        : `silent for ${formatContact(contact_ms)}`;
    const alive = gossip === 'alive' ? ', though gossip reaches the node' : '';
    return [
      {
        severity: 'warning',
        what: `${id}, a ${raft}, is unreachable`,
        evidence: `${contact} at ${addr}${alive}`,
        remedy: `start mokv serve on ${id}; if it is gone for good: mokv member remove ${id}`,
      },
    ];
  }
  const state = status.peers.find((peer) => peer.id === id)?.state;
  const unapplied = status.commitIndex - (nodes.get(id)?.appliedIndex ?? status.commitIndex);
  const behind = Math.max(lag, unapplied);
  if (state === 'snapshot' || behind > limits.lagEntries) {
    const how = state === 'snapshot' ? ', and receives a snapshot' : '';
    return [
      {
        severity: 'warning',
        what: `${id}, a ${raft}, lags`,
        evidence: `${behind} entries behind commit index ${status.commitIndex}${how}`,
        remedy: `mokv raft info ${id}`,
      },
    ];
  }
  if (raft !== 'non-voter') return [];
  return [
    {
      severity: 'notice',
      what: `${id} has caught up and does not vote`,
      evidence: `a non-voter, ${lag} entries behind`,
      remedy: `mokv member promote ${id}`,
    },
  ];
}

function gossipFindings({ pool }: ClusterView, member: MemberRecord): Finding[] {
  const { id, raft, gossip, addr, announced_addr, gossip_addr, match_index } = member;
  if (pool === undefined) return [];
  const severity = 'warning';
  if (raft === null) return [strangerFinding(member)];
  if (gossip === null) {
    const own = pool.members.find(({ name }) => name === pool.nodeId)?.addr;
    return [
      {
        severity,
        what: `${id} is in the cluster and not in the gossip pool`,
        evidence: `raft has it at ${addr}; ${pool.nodeId} sees no member of this name`,
        remedy: `mokv -e ${addr} gossip join ${own}`,
      },
    ];
  }
  if (gossip === 'left') {
    return [
      {
        severity,
        what: `${id} has left the pool and is still in the cluster`,
        evidence: 'its removal would cost the quorum, or did not succeed yet',
        remedy: `mokv member remove ${id}`,
      },
    ];
  }
  // Without a leader nobody knows who answers raft.
  if (gossip === 'failed' && match_index !== null && !isSilent(member)) {
    return [
      {
        severity,
        what: `${id} fails in gossip and answers raft`,
        evidence: `gossip at ${gossip_addr} does not answer`,
        remedy: 'open the port of bind-addr for UDP and TCP between the nodes',
      },
    ];
  }
  if (announced_addr === null || announced_addr === addr) return [];
  return [
    {
      severity,
      what: `${id} has moved`,
      evidence: `raft has it at ${addr}, it announces ${announced_addr}`,
      remedy: `mokv member add ${id} ${announced_addr}`,
    },
  ];
}

function strangerFinding({ id, addr, gossip, gossip_addr }: MemberRecord): Finding {
  const evidence = `${gossip} at ${gossip_addr}`;
  if (gossip === 'alive' && addr !== null) {
    return {
      severity: 'warning',
      what: `${id} is in the gossip pool and not in the cluster`,
      evidence,
      remedy: `mokv member add ${id} ${addr}`,
    };
  }
  return {
    severity: 'notice',
    what: `${id} is in the gossip pool and no node of the cluster`,
    evidence,
    remedy: gossip === 'alive' ? `stop it if it is not yours` : `mokv gossip force-leave ${id}`,
  };
}

/** A drained node is what somebody wanted, and easily forgotten. */
function drainFindings({ id, drained }: MemberRecord): Finding[] {
  if (!drained) return [];
  return [
    {
      severity: 'notice',
      what: `${id} is drained`,
      evidence: 'it does not lead, and says that it is not ready',
      remedy: `mokv node undrain ${id}`,
    },
  ];
}

function certificateFindings({ now }: ClusterView, member: MemberRecord): Finding[] {
  const { id, certificate_expiry_ms: expiry } = member;
  if (expiry === null || expiry - now > limits.certificateMs) return [];
  const date = new Date(expiry).toISOString().slice(0, 10);
  const has = expiry <= now ? 'has ended' : `ends in ${formatDays(expiry - now)}`;
  return [
    {
      severity: expiry <= now ? 'critical' : 'warning',
      what: `the server certificate of ${id} ${has}`,
      evidence: `valid until ${date}`,
      remedy: `on ${id}: mokv cert server --force`,
    },
  ];
}

function poolFindings({ pool }: ClusterView): Finding[] {
  if (pool === undefined) {
    return [
      {
        severity: 'notice',
        what: 'the gossip pool could not be asked',
        evidence: 'no answer to mokv.v1.Gossip/Members in time',
        remedy: 'mokv gossip members',
      },
    ];
  }
  if (pool.encrypted) return [];
  return [
    {
      severity: 'warning',
      what: 'gossip is not encrypted: whoever reaches the port can join and evict',
      evidence: `${pool.nodeId} has no gossip-key-file`,
      remedy: 'start every node with the same --gossip-key-file',
    },
  ];
}

function versionFindings(members: readonly MemberRecord[]): Finding[] {
  const byVersion = Map.groupBy(
    members.filter(({ version }) => version !== null),
    ({ version }) => version,
  );
  if (byVersion.size < 2) return [];
  const parts = [...byVersion].map(
    ([version, some]) => `${some.map(({ id }) => id).join(', ')}: ${version}`,
  );
  return [
    {
      severity: 'notice',
      what: 'the nodes run different versions',
      evidence: parts.join('; '),
      remedy: 'finish the upgrade, one node after the other, the leader last',
    },
  ];
}

function voterFindings({ status }: ClusterView): Finding[] {
  const { voters, needed, can_lose } = quorumRecord(countVoters(status.servers));
  if (voters % 2 === 1 || voters === 0) return [];
  return [
    {
      severity: 'notice',
      what: `${voters} voters stand no more than ${voters - 1} would`,
      evidence: `${needed} are needed, ${can_lose} can be lost`,
      remedy: 'mokv member add NAME ADDR, or mokv member demote NAME',
    },
  ];
}
