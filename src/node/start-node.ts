import { getHeapStatistics } from 'node:v8';
import { MokvError, messageOf } from '../shared/errors.ts';
import { formatHostPort } from '../shared/host-port.ts';
import type { Logger } from '../shared/logger.ts';
import { Administration } from './administration.ts';
import { ChangeFeed } from './change-feed.ts';
import type { NodeConfig } from './config/node-config.ts';
import { GossipAccess } from './gossip-access.ts';
import { heapShortage } from './heap-room.ts';
import { inspectionOf } from './inspection.ts';
import { loadingLog } from './loading-log.ts';
import { logCatchUp } from './log-catch-up.ts';
import type { NodeLogger } from './logger.ts';
import { Membership } from './membership.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { nodePortOf } from './node-port.ts';
import { openToAll } from './open-to-all.ts';
import { Parts } from './parts.ts';
import { startPeerTransport } from './peer-transport.ts';
import { recordPoolChange } from './pool-journal.ts';
import { bootstrapWrite } from './raft/bootstrap.ts';
import { Raft } from './raft/raft.ts';
import { defaultRaftSettings } from './raft/settings.ts';
import { Replica } from './replica/replica.ts';
import { defaultSnapshotLimits } from './replica/snapshots.ts';
import { startTicking } from './replica/ticker.ts';
import { loadStore, replicaDisk } from './replica-disk.ts';
import { replicaObserver } from './replica-observer.ts';
import { type Authorization, openAuthorization } from './server/authorization.ts';
import { Journal } from './server/journal.ts';
import { Readiness } from './server/readiness.ts';
import { Statistics } from './server/statistics.ts';
import { checkGossipKey, startGossip } from './start-gossip.ts';
import { startServices } from './start-services.ts';
import { type OpenedStorage, openStorage } from './storage/open-storage.ts';

export interface StartNodeOptions {
  readonly config: NodeConfig;
  /** What each configuration key came to, for operators who ask; without secrets. */
  readonly configuration: Readonly<Record<string, string>>;
  readonly logger: NodeLogger;
  readonly version: string;
  /** The operator asks for a new cluster now: state that is there already is an error, not a restart. */
  readonly mustFound: boolean;
  /** The node cannot go on: its disk failed or an invariant is broken. It serves nothing any more. */
  onFailure(error: unknown): void;
  /** The node has left the cluster because somebody asked it to: time to stop it. */
  onLeft(): void;
}

export interface RunningNode {
  /** Lets calls end, then closes everything in reverse order. */
  stop(): Promise<void>;
}

/** Builds a node, starts its parts in order and stops them in reverse when one cannot start. */
export async function startNode(options: StartNodeOptions): Promise<RunningNode> {
  const parts = new Parts();
  try {
    await startParts(parts, options);
  } catch (error) {
    await parts.stop();
    throw error;
  }
  return parts;
}

async function startParts(parts: Parts, options: StartNodeOptions): Promise<void> {
  const { config } = options;
  const { log } = options.logger;
  const metrics = createMetrics(options.version);
  const journal = new Journal(Date.now);
  const reloads: (() => Promise<void>)[] = [];
  warnOfShortHeap(config, log);
  await checkGossipKey(config);
  const { storage, durable, repairs } = await openOrBootstrap(options);
  parts.add(() => storage.close());
  for (const { message } of repairs) log.warn({ reason: message }, 'damage was repaired');
  const authorization = await accessControlOf(config, log, metrics);
  parts.add(() => authorization.close());

  let failure: string | undefined;
  const fail = (error: unknown): void => {
    failure = messageOf(error);
    options.onFailure(error);
  };
  const settings = defaultRaftSettings;
  const raft = new Raft({
    id: config.nodeName,
    address: formatHostPort(config.rpcAddress),
    settings,
    random: Math.random,
    durable,
    now: monotonicMs(),
  });
  const peers = { config, log, settings, authorization, storage, reloads, replica: () => replica };
  const transport = await startPeerTransport(parts, peers);
  const changes = new ChangeFeed();
  const replica = new Replica({
    id: config.nodeName,
    raft,
    store: await loadStore(storage, durable.snapshot, loadingLog(log, monotonicMs)),
    stuckWriteMs: settings.electionTimeoutMs,
    snapshotLimits: defaultSnapshotLimits,
    ports: {
      now: monotonicMs,
      wallClock: Date.now,
      defer: setImmediate,
      later: (delayMs, work) => setTimeout(work, delayMs),
      disk: replicaDisk(storage, loadingLog(log, monotonicMs)),
      send: (message) => transport.send(message),
      readsRounds: (peer) => transport.speaksMokv(peer),
      observer: replicaObserver({ nodeId: config.nodeName, log, metrics, journal, changes }),
      fail,
    },
  });
  parts.add(() => replica.stop());
  parts.add(startTicking(monotonicMs, () => replica.tick()));
  const membership = new Membership(replica, (peer) => transport.probe(peer));
  const access = new GossipAccess(config.nodeName, options.onLeft);
  const node = nodePortOf(config.nodeName, replica, changes);
  const readiness = new Readiness(node);
  parts.add(() => readiness.close());
  parts.add(logCatchUp({ log, status: () => node.status(), isOver: () => readiness.hasCaughtUp }));
  const statistics = new Statistics(() => node.status());
  parts.add(() => statistics.close());
  const administration = new Administration({
    ...options,
    ...{ journal, replica, membership, readiness, reloads },
  });
  parts.add(() => administration.close());
  journal.record({ type: 'start', text: `${config.nodeName} started, mokv ${options.version}` });
  await startServices(parts, {
    ...options,
    ...{ log, metrics, authorization, node, membership, readiness, reloads },
    ...{ administration, journal, statistics, inspection: inspectionOf(replica) },
    gossip: access,
    acceptPeer: (socket) => transport.accept(socket),
    failure: () => failure,
  });
  await startGossip(parts, { ...options, log, replica, membership, access, onFailure: fail });
  access.subscribe({
    changed: (change) => recordPoolChange(journal, change),
    ended: () => undefined,
  });
  // Stops first: who follows the journal hears of it while there are connections.
  parts.add(() => journal.record({ type: 'stop', text: `${config.nodeName} stops` }));
}

function accessControlOf(
  { security }: NodeConfig,
  log: Logger,
  metrics: Metrics,
): Promise<Authorization> {
  if (security === undefined) return openToAll();
  const onReloadFailed = () => metrics.aclReloadFailed();
  return openAuthorization({ files: security.acl, log, onReloadFailed });
}

function warnOfShortHeap({ limits }: NodeConfig, log: Logger): void {
  const reason = heapShortage(limits.storeBytesMax, getHeapStatistics().heap_size_limit);
  if (reason !== undefined) log.warn({ reason }, 'the store may outgrow the heap');
}

/** A bootstrapping node writes its one-voter configuration and then opens as after any restart. */
async function openOrBootstrap(options: StartNodeOptions): Promise<OpenedStorage> {
  const { config, onFailure, logger } = options;
  const open = (): Promise<OpenedStorage> =>
    openStorage({ dir: config.dataDir, nodeId: config.nodeName, onFailure });
  const opened = await open();
  if (!opened.firstStart && options.mustFound) {
    await opened.storage.close();
    throw new MokvError('CONFIG', `${config.dataDir} already holds the state of a node`, {
      hint: 'start without --bootstrap to go on with it, or give another --data-dir',
    });
  }
  if (!opened.firstStart || !config.bootstrap) return opened;
  const address = formatHostPort(config.rpcAddress);
  const self = { id: config.nodeName, address, suffrage: 'voter' } as const;
  await opened.storage.write(bootstrapWrite({ servers: [self] }));
  await opened.storage.close();
  logger.log.info({ address }, 'cluster founded with this node as its voter');
  return open();
}

function monotonicMs(): number {
  return performance.now();
}
