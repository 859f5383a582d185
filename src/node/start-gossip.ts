import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { MokvError } from '../shared/errors.ts';
import { formatHostPort } from '../shared/host-port.ts';
import type { Logger } from '../shared/logger.ts';
import type { NodeConfig } from './config/node-config.ts';
import type { GossipEvent } from './gossip/output.ts';
import { GossipMembership, tagsOf } from './gossip-membership.ts';
import { type GossipNode, startGossipNode } from './gossip-node/gossip-node.ts';
import type { Membership } from './membership.ts';
import type { Parts } from './parts.ts';
import { serverOf } from './raft/configuration.ts';
import type { Replica } from './replica/replica.ts';

const limits = {
  /** For the leader to take a node that leaves out of the configuration. */
  removalMs: 5000,
  pollMs: 50,
} as const;

export interface StartGossipOptions {
  readonly config: NodeConfig;
  readonly log: Logger;
  readonly version: string;
  readonly replica: Replica;
  readonly membership: Membership;
  onFailure(error: unknown): void;
}

/** Joins the Serf pool, and has the leader follow what happens there. */
export async function startGossip(parts: Parts, options: StartGossipOptions): Promise<GossipNode> {
  const { config, log, version, replica, membership, onFailure } = options;
  const id = config.nodeName;
  const rpcAddress = formatHostPort(config.rpcAddress);
  const raft = () => replica.status();
  const isFresh = raft().configuration.servers.length === 0;
  const pool = await startGossipNode({
    bindAddress: config.bindAddress,
    name: id,
    tags: tagsOf({ rpcAddress, version }, isFresh),
    keyFile: config.gossipKeyFile,
    seeds: config.startJoinAddresses,
    snapshotFile: join(config.dataDir, 'gossip.snapshot'),
    log,
    onEvent: (event) => stopOnLostName(event, id, onFailure),
    onFailure,
  });
  parts.add(() => pool.stop());
  const following = new GossipMembership({ id, rpcAddress, version, pool, raft, membership, log });
  parts.add(() => following.close());
  if (config.leaveOnTerminate) parts.add(() => leave(pool, options));
  return pool;
}

/**
 * Goes for good: leadership first, then the pool; the leader sees that and takes the node out of the
 * configuration, unless that would cost the quorum.
 */
async function leave(
  pool: GossipNode,
  { config, log, replica, membership }: StartGossipOptions,
): Promise<void> {
  const { role, configuration } = replica.status();
  if (role === 'leader' && configuration.servers.length > 1) {
    await membership.transferLeadership(undefined);
  }
  await pool.leave();
  const isMember = () => serverOf(replica.status().configuration, config.nodeName) !== undefined;
  const deadline = performance.now() + limits.removalMs;
  while (isMember() && performance.now() < deadline) await delay(limits.pollMs);
  if (isMember()) log.warn({}, 'left the pool, but the cluster still counts on this node');
}

/** The pool decided by majority that another node has this name (serf-wire §6.7). */
function stopOnLostName(event: GossipEvent, id: string, onFailure: (error: unknown) => void): void {
  if (event.type !== 'nameLost') return;
  onFailure(
    new MokvError('CONFIG', `another node of the pool is named ${id}`, {
      hint: 'start this one with another --node-name',
    }),
  );
}
