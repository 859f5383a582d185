import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { MokvError } from '../shared/errors.ts';
import { formatHostPort } from '../shared/host-port.ts';
import type { Logger } from '../shared/logger.ts';
import type { NodeConfig } from './config/node-config.ts';
import type { GossipEvent } from './gossip/output.ts';
import type { GossipAccess } from './gossip-access.ts';
import { GossipMembership, tagsOf } from './gossip-membership.ts';
import { type GossipNode, startGossipNode } from './gossip-node/gossip-node.ts';
import type { Membership } from './membership.ts';
import type { Parts } from './parts.ts';
import { serverOf } from './raft/configuration.ts';
import type { Replica } from './replica/replica.ts';
import { readKeyFile } from './transport/gossip/key-file.ts';

const limits = {
  /** For the leader to take a node that leaves out of the configuration. */
  removalMs: 5000,
  pollMs: 50,
  joinTokenBytes: 6,
} as const;

export interface StartGossipOptions {
  readonly config: NodeConfig;
  readonly log: Logger;
  readonly version: string;
  readonly replica: Replica;
  readonly membership: Membership;
  /** How the services reach the pool. */
  readonly access: GossipAccess;
  onFailure(error: unknown): void;
}

/** Joins the Serf pool, and has the leader follow what happens there. */
export async function startGossip(parts: Parts, options: StartGossipOptions): Promise<void> {
  const { config, log, version, replica, membership, access, onFailure } = options;
  const id = config.nodeName;
  const rpcAddress = formatHostPort(config.rpcAddress);
  const raft = () => replica.status();
  const joinToken = raft().isBlank ? randomBytes(limits.joinTokenBytes).toString('hex') : undefined;
  const tags = { rpcAddress, version, joinToken, nonVoter: config.nonVoter };
  const pool = await startGossipNode({
    bindAddress: config.bindAddress,
    name: id,
    tags: tagsOf(tags, []),
    keyFile: config.gossipKeyFile,
    seeds: config.startJoinAddresses,
    snapshotFile: join(config.dataDir, 'gossip.snapshot'),
    log,
    onEvent: (event) => {
      access.take(event);
      stopOnLostName(event, id, onFailure);
    },
    onFailure,
  });
  parts.add(() => pool.stop());
  const following = new GossipMembership({
    ...{ id, tags, pool, raft, membership, log },
    removeDeadAfterMs: config.removeDeadAfterMs,
  });
  parts.add(() => following.close());
  access.open({ pool, leave: () => leave(pool, options) });
  parts.add(() => access.close());
  if (config.leaveOnTerminate) parts.add(() => access.leave());
}

/** Before anything is founded: a node that must not gossip in plain text needs its key. */
export async function checkGossipKey({ gossipKeyFile }: NodeConfig): Promise<void> {
  if (gossipKeyFile === undefined) return;
  try {
    await readKeyFile(gossipKeyFile);
  } catch (error) {
    throw withKeyHint(error);
  }
}

function withKeyHint(error: unknown): unknown {
  if (!(error instanceof MokvError) || error.hint !== undefined) return error;
  return new MokvError(error.code, `gossip key: ${error.message}`, {
    hint: 'copy the key file of another member, or gossip in plain text with --insecure-gossip',
    cause: error,
  });
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
  const isAlone = configuration.servers.length < 2;
  if (role === 'leader' && !isAlone) await membership.transferLeadership(undefined);
  await pool.leave();
  if (isAlone) return;
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
