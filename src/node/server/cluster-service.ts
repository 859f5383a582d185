import type { mokv } from '../../api/gen/messages.js';
import { clusterService } from '../../api/services.ts';
import type { PeerStatus } from '../raft/output.ts';
import { type Rpc, unary } from './call.ts';
import type { Journal } from './journal.ts';
import type { MembershipPort } from './membership-port.ts';
import type { NodePort } from './node-port.ts';
import type { Readiness } from './readiness.ts';
import type { Statistics, StatisticsBucket } from './statistics.ts';

export interface ClusterServiceOptions {
  readonly node: NodePort;
  readonly membership: MembershipPort;
  readonly readiness: Readiness;
  readonly statistics: Statistics;
  readonly journal: Journal;
  readonly storeBytesMax: number;
  /** mokv's own version. */
  readonly version: string;
  /** When the server's certificate ends, Unix milliseconds; 0 for a node without TLS. */
  readonly certificateExpiryMs: () => number;
}

/** mokv.v1.Cluster, for operators. */
export function clusterRpcs(options: ClusterServiceOptions): Rpc[] {
  const startedMs = performance.now();
  return [
    unary({
      method: clusterService.status,
      requires: { type: 'cluster', actions: ['observe', 'admin'] },
      handle: () => statusResponse(options, performance.now() - startedMs),
    }),
    ...membershipRpcs(options),
  ];
}

function membershipRpcs({ membership, journal }: ClusterServiceOptions): Rpc[] {
  const requires = { type: 'cluster', actions: ['admin'] } as const;
  return [
    unary({
      method: clusterService.addMember,
      requires,
      handle: async ({ id, addr, nonVoter }) => {
        await membership.add({ id, address: addr, nonVoter });
        return {};
      },
    }),
    unary({
      method: clusterService.promoteMember,
      requires,
      handle: async ({ id }) => {
        await membership.promote(id);
        return {};
      },
    }),
    unary({
      method: clusterService.demoteMember,
      requires,
      handle: async ({ id }) => {
        await membership.demote(id);
        return {};
      },
    }),
    unary({
      method: clusterService.removeMember,
      requires,
      handle: async ({ id }) => {
        await membership.remove(id);
        return {};
      },
    }),
    unary({
      method: clusterService.transferLeadership,
      requires,
      handle: async ({ targetId }, user) => {
        const leaderId = await membership.transferLeadership(targetId || undefined);
        const text = `leadership was handed to ${leaderId}`;
        journal.record({ type: 'transfer', text, cause: `${user} asked for it` });
        return { leaderId };
      },
    }),
    unary({
      method: clusterService.stepDown,
      requires,
      handle: async () => {
        await membership.stepDown();
        return {};
      },
    }),
  ];
}

function statusResponse(options: ClusterServiceOptions, uptimeMs: number): mokv.v1.IStatusResponse {
  const { node, version, certificateExpiryMs, readiness, statistics, storeBytesMax } = options;
  const { raft, appliedIndex, revision, keys, storeBytes } = node.status();
  return {
    nodeId: node.id,
    version,
    role: raft.role,
    leaderId: raft.leader?.id ?? '',
    leaderAddr: raft.leader?.address ?? '',
    term: raft.term,
    commitIndex: raft.commitIndex,
    appliedIndex: appliedIndex,
    lastIndex: raft.lastIndex,
    servers: raft.configuration.servers.map(({ id, address, suffrage }) => ({
      id,
      addr: address,
      voter: suffrage === 'voter',
    })),
    revision,
    keys,
    storeBytes: storeBytes,
    logBytes: raft.logBytes,
    snapshotIndex: raft.snapshotIndex,
    uptimeMs: Math.round(uptimeMs),
    certificateExpiryMs: certificateExpiryMs(),
    configurationIndex: raft.configurationIndex,
    peers: raft.peers.map(peerProgress),
    ...(raft.leaderContactMs === undefined
      ? {}
      : { leaderContactMs: Math.round(raft.leaderContactMs) }),
    ready: readiness.state().type === 'ready',
    drained: readiness.isDrained,
    rssBytes: process.memoryUsage.rss(),
    storeBytesMax,
    compactedRevision: node.history.compactedRevision,
    operationsPerSecond: operationsIn(statistics.last(1)),
  };
}

function operationsIn(buckets: readonly StatisticsBucket[]): number {
  const counts = buckets.flatMap(({ operations }) => operations.map(({ count }) => count));
  return counts.reduce((sum, count) => sum + count, 0);
}

function peerProgress(peer: PeerStatus): mokv.v1.IPeerProgress {
  const { id, state, matchIndex, nextIndex, inflight, lastContactMs } = peer;
  const contact = lastContactMs === undefined ? {} : { lastContactMs: Math.round(lastContactMs) };
  return { id, state, matchIndex, nextIndex, inFlight: inflight, ...contact };
}
