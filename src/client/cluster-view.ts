import type { mokv } from '../api/gen/messages.js';
import { MokvError } from '../shared/errors.ts';
import type { CallOptions } from './kv-api.ts';

const limits = {
  /** For each node to tell its state: a slow one must not delay the answer. */
  nodeMs: 500,
  poolMs: 2000,
} as const;

/** mokv's tags in the gossip pool. */
const tags = { rpcAddress: 'rpc_addr', version: 'mokv' } as const;

/** Raft, gossip and the nodes themselves at about one moment. */
export interface ClusterView {
  /** Of the leader; without a leader, of some node. */
  readonly status: mokv.v1.StatusResponse;
  /** Undefined when it could not be asked, or the server knows of none. */
  readonly pool: mokv.v1.MembersResponse | undefined;
  /** What the nodes say of themselves, by name; who did not answer in time is missing. */
  readonly nodes: ReadonlyMap<string, mokv.v1.StatusResponse>;
  /** Unix milliseconds. */
  readonly now: number;
}

/** Whom a view asks. */
interface AskedClient {
  readonly cluster: {
    status(call: CallOptions): Promise<mokv.v1.StatusResponse>;
    leaderStatus(call: CallOptions): Promise<mokv.v1.StatusResponse>;
    statusAt(address: string, call: CallOptions): Promise<mokv.v1.StatusResponse>;
  };
  readonly gossip: { members(call: CallOptions): Promise<mokv.v1.MembersResponse> };
}

/** Asks everybody at the same time. Rejects only when no node tells who belongs to the cluster. */
export async function gatherView(client: AskedClient, call: CallOptions): Promise<ClusterView> {
  const status = await knownStatus(client, call);
  const [pool, known] = await Promise.all([
    inTime(client.gossip.members(call), limits.poolMs),
    askAll(client, call, otherServers(status)),
  ]);
  const strangers = await askAll(client, call, strangersIn(pool, status));
  const nodes = new Map([[status.nodeId, status], ...known, ...strangers]);
  return { status, pool, nodes, now: Date.now() };
}

/** host:port of the RPC port that a member announces; undefined for one that is no node of a cluster. */
export function rpcAddressOf(member: mokv.v1.IPoolMember): string | undefined {
  return member.tags?.[tags.rpcAddress];
}

/** The version of mokv that a member announces; undefined for a node of another make. */
export function versionOf(member: mokv.v1.IPoolMember): string | undefined {
  return member.tags?.[tags.version];
}

/** Without a leader the members are known all the same, only not how far they are. */
async function knownStatus(
  client: AskedClient,
  call: CallOptions,
): Promise<mokv.v1.StatusResponse> {
  try {
    return await client.cluster.leaderStatus(call);
  } catch (error) {
    if (!(error instanceof MokvError) || !isLeaderless(error)) throw error;
    return client.cluster.status(call);
  }
}

/** A leader that is named and does not answer is as good as none. */
function isLeaderless({ code }: MokvError): boolean {
  return code === 'NO_LEADER' || code === 'UNAVAILABLE';
}

interface Node {
  readonly id: string;
  readonly addr: string;
}

function otherServers({ servers, nodeId }: mokv.v1.StatusResponse): Node[] {
  return servers
    .map(({ id, addr }) => ({ id: id ?? '', addr: addr ?? '' }))
    .filter(({ id }) => id !== nodeId);
}

function strangersIn(
  pool: mokv.v1.MembersResponse | undefined,
  { servers }: mokv.v1.StatusResponse,
): Node[] {
  return (pool?.members ?? [])
    .filter(({ name, status }) => status === 'alive' && !servers.some(({ id }) => id === name))
    .map((member) => ({ id: member.name ?? '', addr: rpcAddressOf(member) ?? '' }));
}

async function askAll(
  { cluster }: AskedClient,
  { signal }: CallOptions,
  nodes: readonly Node[],
): Promise<(readonly [id: string, status: mokv.v1.StatusResponse])[]> {
  const call = { deadline: Date.now() + limits.nodeMs, signal };
  const answers = await Promise.all(
    nodes.map(async ({ id, addr }) => {
      const status = await inTime(cluster.statusAt(addr, call), limits.nodeMs);
      return status?.nodeId === id ? ([id, status] as const) : undefined;
    }),
  );
  return answers.filter((answer) => answer !== undefined);
}

/** Undefined when it fails or takes longer. */
async function inTime<Answer>(asking: Promise<Answer>, ms: number): Promise<Answer | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  try {
    return await Promise.race([asking.catch(expected), late]);
  } finally {
    clearTimeout(timer);
  }
}

function expected(error: unknown): undefined {
  if (!(error instanceof MokvError)) throw error;
}
