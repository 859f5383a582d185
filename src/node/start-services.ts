import type { Socket } from 'node:net';
import type { Logger } from '../shared/logger.ts';
import type { NodeConfig } from './config/node-config.ts';
import type { Metrics } from './metrics.ts';
import { startMetricsServer } from './metrics-server.ts';
import { anonymousAuthentication } from './open-to-all.ts';
import type { Parts } from './parts.ts';
import { protoDirectory } from './proto-directory.ts';
import { accessLog } from './server/access-log.ts';
import { accessRpcs } from './server/access-service.ts';
import type { AdministrationPort } from './server/administration-port.ts';
import { administrationRpcs } from './server/administration-service.ts';
import type { Authorization } from './server/authorization.ts';
import { clusterRpcs } from './server/cluster-service.ts';
import { denialJournal } from './server/denial-journal.ts';
import { followTlsFiles } from './server/follow-tls-files.ts';
import type { GossipPort } from './server/gossip-port.ts';
import { gossipRpcs } from './server/gossip-service.ts';
import {
  type PlainGrpcServerOptions,
  startGrpcServer,
  startPlainGrpcServer,
} from './server/grpc-server.ts';
import { healthRpcs } from './server/health.ts';
import { Authentication } from './server/identity.ts';
import type { InspectionPort } from './server/inspection-port.ts';
import type { Journal } from './server/journal.ts';
import { keyContextOf } from './server/key-context.ts';
import { keysRpcs } from './server/keys-service.ts';
import { kvRpcs } from './server/kv-service.ts';
import type { Gate } from './server/ledger.ts';
import type { MembershipPort } from './server/membership-port.ts';
import type { NodePort } from './server/node-port.ts';
import { observationRpcs } from './server/observation-service.ts';
import type { Readiness } from './server/readiness.ts';
import { reflectionRpcs } from './server/reflection.ts';
import {
  type ConnectionHandler,
  listenRpc,
  type RpcListenerOptions,
} from './server/rpc-listener.ts';
import { snapshotRpcs } from './server/snapshot-service.ts';
import type { Statistics } from './server/statistics.ts';
import {
  loadTlsCredentials,
  type TlsCredentials,
  type TlsFiles,
} from './server/tls-credentials.ts';

const limits = {
  /** For calls under way when the node stops; what is left then is ended. */
  drainMs: 3000,
} as const;

export interface StartServicesOptions {
  readonly config: NodeConfig;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly version: string;
  readonly authorization: Authorization;
  readonly node: NodePort;
  readonly membership: MembershipPort;
  readonly gossip: GossipPort;
  readonly readiness: Readiness;
  readonly inspection: InspectionPort;
  readonly administration: AdministrationPort;
  readonly journal: Journal;
  readonly statistics: Statistics;
  /** What an operator may have read again. */
  readonly reloads: (() => Promise<void>)[];
  /** Takes a connection that began with byte 1: Raft. */
  acceptPeer(socket: Socket): void;
  /** One line that says why the node has failed; undefined while it has not. */
  failure(): string | undefined;
}

/** Everything that answers the outside: gRPC on the RPC port, metrics and probes on theirs. */
export async function startServices(parts: Parts, options: StartServicesOptions): Promise<void> {
  const { config, log, metrics, authorization, node, gossip, readiness } = options;
  const certificate = config.security && (await serverCertificate(config.security.serverTls));
  metrics.observe({
    node,
    certificateExpiryMs: certificate && (() => certificate.current.expiryMs),
  });
  const keys = keyContextOf({
    node,
    authorization,
    hasCaughtUp: () => readiness.hasCaughtUp,
    statistics: options.statistics,
    limits: config.limits,
  });
  const served = {
    rpcs: [
      ...kvRpcs(keys),
      ...keysRpcs(keys, config.limits),
      ...clusterRpcs({
        ...options,
        certificateExpiryMs: () => certificate?.current.expiryMs ?? 0,
        storeBytesMax: config.limits.storeBytesMax,
      }),
      ...observationRpcs(options),
      ...administrationRpcs(options.administration),
      ...snapshotRpcs(options),
      ...accessRpcs(node.id, authorization),
      ...gossipRpcs(gossip),
      ...healthRpcs(readiness),
      ...(config.reflection ? await reflectionRpcs(protoDirectory()) : []),
    ],
    gate: gateOf(options),
    log,
  };
  const handlers =
    certificate === undefined
      ? { http2: startPlainGrpc(parts, served) }
      : { tls: startTlsGrpc(parts, served, certificate, options.reloads) };
  options.reloads.push(() => authorization.reload());

  await serveMetrics(parts, options);
  await listen(parts, handlers, options);
}

interface ServerCertificate {
  readonly files: TlsFiles;
  current: TlsCredentials;
}

async function serverCertificate(files: TlsFiles): Promise<ServerCertificate> {
  return { files, current: await loadTlsCredentials(files, Date.now()) };
}

function startPlainGrpc(parts: Parts, served: PlainGrpcServerOptions): ConnectionHandler {
  const grpc = startPlainGrpcServer(served);
  parts.add(() => grpc.close(limits.drainMs));
  return grpc.accept;
}

function startTlsGrpc(
  parts: Parts,
  served: PlainGrpcServerOptions,
  certificate: ServerCertificate,
  reloads: (() => Promise<void>)[],
): ConnectionHandler {
  const grpc = startGrpcServer({ ...served, credentials: certificate.current });
  parts.add(() => grpc.close(limits.drainMs));
  const watcher = followTlsFiles({
    files: certificate.files,
    owner: 'server',
    log: served.log,
    replace: (next) => {
      certificate.current = next;
      grpc.replaceCredentials(next);
    },
  });
  parts.add(() => watcher.close());
  reloads.push(() => watcher.reload());
  return grpc.accept;
}

function gateOf(options: StartServicesOptions): Gate {
  const { config, authorization, log, metrics, journal, statistics } = options;
  const logCall = accessLog(log);
  const noteDenial = denialJournal(journal);
  return {
    authentication:
      config.security === undefined ? anonymousAuthentication : new Authentication(Date.now),
    authorization,
    record: (call) => {
      metrics.callEnded(call);
      statistics.callEnded(call);
      noteDenial(call);
      logCall(call);
    },
  };
}

async function serveMetrics(
  parts: Parts,
  { config, log, metrics, readiness, failure }: StartServicesOptions,
): Promise<void> {
  if (config.metricsAddress === undefined) return;
  const server = await startMetricsServer({
    ...config.metricsAddress,
    registry: metrics.registry,
    failure,
    readiness: () => readiness.state(),
    log,
  });
  parts.add(() => server.close());
}

/** Last of all, so that nobody is let in before everything else stands. */
async function listen(
  parts: Parts,
  handlers: Pick<RpcListenerOptions, 'tls' | 'http2'>,
  { config, log, acceptPeer }: StartServicesOptions,
): Promise<void> {
  const listener = await listenRpc({
    ...config.rpcAddress,
    log,
    ...handlers,
    // From here on the transport has its own deadline for the handshake.
    raft: (socket, established) => {
      established();
      acceptPeer(socket);
    },
  });
  parts.add(() => listener.close());
  log.info({ ...config.rpcAddress }, 'serving');
}
