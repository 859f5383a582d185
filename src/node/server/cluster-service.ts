import type { mokv } from '../../api/gen/messages.js';
import { clusterService } from '../../api/services.ts';
import { type Rpc, unary } from './call.ts';
import type { NodePort } from './node-port.ts';

export interface ClusterServiceOptions {
  readonly node: NodePort;
  /** mokv's own version. */
  readonly version: string;
  /** When the server's certificate ends, Unix milliseconds. */
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
  ];
}

function statusResponse(
  { node, version, certificateExpiryMs }: ClusterServiceOptions,
  uptimeMs: number,
): mokv.v1.IStatusResponse {
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
  };
}
