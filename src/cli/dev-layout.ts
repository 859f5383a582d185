import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeIdentitySet } from '../pki/identity-set.ts';
import { issueIdentity } from '../pki/issue-identity.ts';
import { isPresent, readAuthority, writeKeyedCertificate } from '../pki/keyed-certificate-files.ts';
import { writeNewFile } from '../pki/private-file.ts';
import { builtInProfiles } from '../pki/profiles.ts';
import { MokvError } from '../shared/errors.ts';
import { fileErrorOf } from '../shared/file-error.ts';
import { freePorts } from './free-ports.ts';

/** One node of a development cluster; it listens on 127.0.0.1 only. */
export interface DevNode {
  readonly name: string;
  readonly rpcPort: number;
  readonly gossipPort: number;
  readonly metricsPort: number;
}

export interface DevClusterRequest {
  readonly directory: string;
  /** Undefined: as many as the directory has, or three. */
  readonly count: number | undefined;
  /** The first port; undefined: any free ones. */
  readonly basePort: number | undefined;
}

const defaultCount = 3;

/** Ports of one node: rpc, gossip and metrics are the first three of so many. */
export const portsPerNode = 10;

/**
 * Makes everything in the directory that the cluster needs and is not there yet: certificates under one
 * CA, ACL files, a gossip key, and a configuration file for each node. The cluster that a directory holds
 * stays as it is: its members know each other by their ports.
 */
export async function prepareDevCluster(request: DevClusterRequest): Promise<readonly DevNode[]> {
  const { directory } = request;
  const now = new Date();
  const nodes = (await nodesIn(request)) ?? (await newNodes(request));
  const set = { directory, nodeId: 'n1', hosts: [], profiles: builtInProfiles, now };
  await makeIdentitySet(set);
  for (const { name } of nodes.slice(1)) await makePeerCertificate(directory, name, now);
  for (const node of nodes) {
    const path = configFileOf(directory, node.name);
    const text = configText(directory, node, nodes);
    await writeNewFile({ path, text, access: 'public', ifPresent: 'replace' });
  }
  const path = clusterFileOf(directory);
  const text = `${JSON.stringify({ nodes }, undefined, 2)}\n`;
  await writeNewFile({ path, text, access: 'public', ifPresent: 'replace' });
  return nodes;
}

export function configFileOf(directory: string, name: string): string {
  return join(directory, `${name}.yaml`);
}

function clusterFileOf(directory: string): string {
  return join(directory, 'cluster.json');
}

/** Undefined when the directory holds no cluster. */
async function nodesIn(request: DevClusterRequest): Promise<readonly DevNode[] | undefined> {
  const path = clusterFileOf(request.directory);
  if (!(await isPresent(path))) return undefined;
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw fileErrorOf(error, 'read', path);
  });
  const nodes = parsedNodes(text);
  if (nodes === undefined) {
    throw new MokvError('CONFIG', `${path} does not describe a development cluster`, {
      hint: 'give another directory',
    });
  }
  refuseAnotherShape(request, nodes);
  return nodes;
}

function parsedNodes(text: string): readonly DevNode[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('nodes' in value)) return undefined;
  const { nodes } = value;
  return Array.isArray(nodes) && nodes.length > 0 && nodes.every(isDevNode) ? nodes : undefined;
}

function isDevNode(value: unknown): value is DevNode {
  if (typeof value !== 'object' || value === null) return false;
  const { name, rpcPort, gossipPort, metricsPort } = value as Record<string, unknown>;
  const ports = [rpcPort, gossipPort, metricsPort];
  return (
    typeof name === 'string' &&
    /^n[1-7]$/.test(name) &&
    ports.every((port) => Number.isInteger(port))
  );
}

function refuseAnotherShape(request: DevClusterRequest, nodes: readonly DevNode[]): void {
  const { directory, count, basePort } = request;
  const sameCount = count === undefined || count === nodes.length;
  const samePort = basePort === undefined || basePort === nodes[0]?.rpcPort;
  if (sameCount && samePort) return;
  const held = `${nodes.length} nodes from port ${nodes[0]?.rpcPort}`;
  throw new MokvError('CONFIG', `${directory} holds a cluster of ${held}, and that stays`, {
    hint: 'leave --nodes and --port away, or give another directory',
  });
}

async function newNodes({ count, basePort }: DevClusterRequest): Promise<readonly DevNode[]> {
  const names = Array.from({ length: count ?? defaultCount }, (_, index) => `n${index + 1}`);
  const free = basePort === undefined ? await freePorts(names.length * 3) : [];
  return names.map((name, index) => {
    const first = (basePort ?? 0) + index * portsPerNode;
    const [rpcPort = first, gossipPort = first + 1, metricsPort = first + 2] = free.slice(
      index * 3,
      index * 3 + 3,
    );
    return { name, rpcPort, gossipPort, metricsPort };
  });
}

async function makePeerCertificate(directory: string, name: string, now: Date): Promise<void> {
  const place = { directory, base: `${name}-peer` };
  if (await isPresent(join(directory, `${place.base}.pem`))) return;
  const authority = await readAuthority(directory);
  const identity = { type: 'peer', nodeId: name, hosts: [] } as const;
  const issued = await issueIdentity(authority, identity, { profile: builtInProfiles.peer, now });
  await writeKeyedCertificate(place, issued, 'replace');
}

function configText(directory: string, node: DevNode, nodes: readonly DevNode[]): string {
  const { name } = node;
  const founds = name === nodes[0]?.name;
  const seeds = founds ? [] : nodes.filter((other) => other.name !== name);
  const peer = founds ? 'peer' : `${name}-peer`;
  const file = (base: string): string => JSON.stringify(join(directory, base));
  return `# One node of a development cluster of 'mokv dev'; 'mokv serve --config-file' starts it again.
data-dir: ${file(name)}
node-name: ${name}
bind-addr: 127.0.0.1:${node.gossipPort}
rpc-port: ${node.rpcPort}
metrics-port: ${node.metricsPort}
start-join-addrs: [${seeds.map(({ gossipPort }) => `127.0.0.1:${gossipPort}`).join(', ')}]
bootstrap: ${founds}
acl-model-file: ${file('model.conf')}
acl-policy-file: ${file('policy.csv')}
server-tls-cert-file: ${file('server.pem')}
server-tls-key-file: ${file('server-key.pem')}
server-tls-ca-file: ${file('ca.pem')}
peer-tls-cert-file: ${file(`${peer}.pem`)}
peer-tls-key-file: ${file(`${peer}-key.pem`)}
peer-tls-ca-file: ${file('ca.pem')}
gossip-key-file: ${file('gossip.key')}
`;
}
