import type { ClusterClient } from '../client/cluster-client.ts';
import type { CallLimits } from '../client/connection.ts';
import { parseEndpoint } from '../client/endpoint.ts';
import { memberNotFound } from '../client/member-not-found.ts';
import { MokvError } from '../shared/errors.ts';
import type { HostPort } from '../shared/host-port.ts';

/** A node that a command asks, or has do something. */
export interface NodeTarget {
  readonly id: string;
  readonly at: HostPort;
}

export interface TargetOptions {
  readonly all?: boolean;
}

/** The node of this name, or with --all everybody, or else the node at the only endpoint. */
export async function targetsOf(
  cluster: ClusterClient,
  [id, { all = false }]: readonly [id: string | undefined, options: TargetOptions],
  call: CallLimits,
): Promise<NodeTarget[]> {
  if (all && id !== undefined) {
    throw new MokvError('USAGE', `${id} is named, and --all is given`, {
      hint: 'give one of them',
    });
  }
  if (all) return everyNode(cluster, call);
  return [id === undefined ? await onlyNode(cluster, call) : await nodeNamed(cluster, id, call)];
}

/** Everybody in the configuration. */
export async function everyNode(cluster: ClusterClient, call: CallLimits): Promise<NodeTarget[]> {
  const { servers } = await cluster.status(call);
  return servers.map(({ id, addr }) => ({ id: id ?? '', at: parseEndpoint(addr ?? '') }));
}

/** NOT_FOUND when the configuration has none of this name. */
export async function nodeNamed(
  cluster: ClusterClient,
  id: string,
  call: CallLimits,
): Promise<NodeTarget> {
  const { servers } = await cluster.status(call);
  const server = servers.find((one) => one.id === id);
  if (server === undefined) throw memberNotFound(id, servers);
  return { id, at: parseEndpoint(server.addr ?? '') };
}

async function onlyNode(cluster: ClusterClient, call: CallLimits): Promise<NodeTarget> {
  const at = cluster.only;
  const { nodeId } = await cluster.statusOfOnly(call);
  return { id: nodeId, at };
}
