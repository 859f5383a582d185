import { createHash } from 'node:crypto';
import timers from 'node:timers/promises';
import type { mokv } from '../../api/gen/messages.js';
import { clusterService } from '../../api/services.ts';
import { bytesOf } from '../../shared/byte-string.ts';
import { MokvError } from '../../shared/errors.ts';
import type { StoreImage } from '../kv/image.ts';
import type { AdministrationPort } from './administration-port.ts';
import { type Rpc, serverStream, unary } from './call.ts';
import type { InspectionPort } from './inspection-port.ts';
import type { Journal, JournalEvent } from './journal.ts';
import type { MembershipPort } from './membership-port.ts';
import type { NodePort } from './node-port.ts';
import type { ResponseStream } from './response-stream.ts';
import type { Statistics, StatisticsBucket } from './statistics.ts';
import { tell } from './tell.ts';

const limits = {
  logEntriesMax: 1000,
  logEntriesDefault: 20,
  logLinesMax: 500,
  appliedMs: 5000,
  /** How long a slice of hashing may hold the event loop. */
  sliceMs: 2,
  keysPerLook: 64,
  eventBytes: 200,
  bucketBytes: 400,
} as const;

export interface ObservationOptions {
  readonly node: NodePort;
  readonly inspection: InspectionPort;
  readonly administration: AdministrationPort;
  readonly membership: MembershipPort;
  readonly journal: Journal;
  readonly statistics: Statistics;
  /** mokv's own version. */
  readonly version: string;
}

const requires = { type: 'cluster', actions: ['observe', 'admin'] } as const;

/** What of mokv.v1.Cluster looks at a node and changes nothing. */
export function observationRpcs(options: ObservationOptions): Rpc[] {
  const { node, inspection, membership, journal, statistics } = options;
  return [
    serverStream({
      method: clusterService.events,
      requires,
      handle: (request, stream) => events(node.id, journal, request, stream),
    }),
    serverStream({
      method: clusterService.stats,
      requires,
      handle: (request, stream) => seconds(statistics, request, stream),
    }),
    unary({
      method: clusterService.hash,
      requires,
      handle: (request) => hash(node, inspection, request),
    }),
    unary({
      method: clusterService.raftLog,
      requires,
      handle: ({ count }) => raftLog(node, inspection, count),
    }),
    unary({
      method: clusterService.nodeInfo,
      requires,
      handle: ({ logLines }) => nodeInfo(options, logLines),
    }),
    unary({
      method: clusterService.okToStop,
      requires,
      handle: ({ nodeIds }) => {
        if (nodeIds.length > 0) return membership.okToStop(nodeIds);
        throw new MokvError('INVALID_ARGUMENT', 'no node is named');
      },
    }),
  ];
}

function events(
  nodeId: string,
  journal: Journal,
  { after, follow, last }: mokv.v1.ClusterEventsRequest,
  stream: ResponseStream<mokv.v1.IClusterEvent>,
): Promise<void> {
  const past = journal.after(after);
  const told = {
    past: last === 0 ? past : past.slice(-last),
    follow,
    subscribe: (listener: (event: JournalEvent) => void) => journal.follow(listener),
    responseOf: ({ cause, fields, ...event }: JournalEvent): mokv.v1.IClusterEvent => ({
      ...event,
      nodeId,
      cause: cause ?? '',
      fields: { ...fields },
    }),
    responseBytes: limits.eventBytes,
  };
  return tell(told, stream);
}

function seconds(
  statistics: Statistics,
  request: mokv.v1.StatsRequest,
  stream: ResponseStream<mokv.v1.IStatsBucket>,
): Promise<void> {
  const told = {
    past: statistics.last(request.seconds),
    follow: request.follow,
    subscribe: (listener: (bucket: StatisticsBucket) => void) => statistics.follow(listener),
    responseOf: (bucket: StatisticsBucket): mokv.v1.IStatsBucket => ({
      ...bucket,
      operations: [...bucket.operations],
    }),
    responseBytes: limits.bucketBytes,
  };
  return tell(told, stream);
}

async function hash(
  node: NodePort,
  inspection: InspectionPort,
  { index, contents }: mokv.v1.HashRequest,
): Promise<mokv.v1.IHashResponse> {
  if (index > 0) await inspection.whenApplied(index, limits.appliedMs);
  const image = node.image();
  const asked = index === 0 ? image.appliedIndex : index;
  const applied = index === 0 ? Number(image.appliedHash) : inspection.hashAt(index);
  if (applied === undefined) {
    throw new MokvError('CONDITION_FAILED', `the hash at index ${index} is no longer known`, {
      hint: 'ask for a newer index, or for the one that is applied now',
    });
  }
  return {
    nodeId: node.id,
    index: asked,
    revision: image.revision,
    appliedHash: applied.toString(16).padStart(14, '0'),
    ...(contents
      ? { contentsHash: await contentsHash(image), contentsIndex: image.appliedIndex }
      : {}),
  };
}

/** Over the length and the bytes of each key and value, in slices between which others are served. */
async function contentsHash(image: StoreImage): Promise<string> {
  const digest = createHash('sha256');
  const lengths = Buffer.alloc(8);
  let sliceEndMs = performance.now() + limits.sliceMs;
  let looked = 0;
  for (const [key, { value }] of image.entries()) {
    lengths.writeUInt32BE(key.length, 0);
    lengths.writeUInt32BE(value.length, 4);
    digest.update(lengths).update(bytesOf(key)).update(bytesOf(value));
    looked += 1;
    if (looked % limits.keysPerLook === 0 && performance.now() >= sliceEndMs) {
      await timers.setImmediate();
      sliceEndMs = performance.now() + limits.sliceMs;
    }
  }
  return digest.digest('hex');
}

function raftLog(
  node: NodePort,
  inspection: InspectionPort,
  count: number,
): mokv.v1.IRaftLogResponse {
  const { commitIndex } = node.status().raft;
  const wanted = Math.min(count || limits.logEntriesDefault, limits.logEntriesMax);
  const { entries, firstIndex } = inspection.lastEntries(wanted);
  return {
    entries: entries.map((entry) => ({ ...entry, committed: entry.index <= commitIndex })),
    firstIndex,
  };
}

async function nodeInfo(
  { node, administration, statistics, version }: ObservationOptions,
  logLines: number,
): Promise<mokv.v1.INodeInfoResponse> {
  const { configuration, certificates } = await administration.facts();
  const { rss, heapUsed } = process.memoryUsage();
  const [last] = statistics.last(1);
  return {
    nodeId: node.id,
    version,
    nodeVersion: process.version,
    pid: process.pid,
    configuration: { ...configuration },
    log: [...administration.logLines(Math.min(logLines, limits.logLinesMax))],
    loopDelayP99Us: last?.loopDelayUs ?? 0,
    heapBytes: heapUsed,
    rssBytes: rss,
    logLevel: administration.logLevel,
    certificates: [...certificates],
  };
}
