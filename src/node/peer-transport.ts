import type { SecureContextOptions } from 'node:tls';
import { nodeIdOfCertificate } from '../pki/node-id-of-certificate.ts';
import { messageOf } from '../shared/errors.ts';
import { formatHostPort } from '../shared/host-port.ts';
import type { Logger } from '../shared/logger.ts';
import type { NodeConfig } from './config/node-config.ts';
import { SnapshotReader } from './kv/snapshot-reader.ts';
import type { Parts } from './parts.ts';
import type { SnapshotMeta } from './raft/entry.ts';
import type { RaftSettings } from './raft/settings.ts';
import type { Replica } from './replica/replica.ts';
import type { Authorization } from './server/authorization.ts';
import { followTlsFiles } from './server/follow-tls-files.ts';
import { userOfCertificate } from './server/identity.ts';
import { loadTlsCredentials } from './server/tls-credentials.ts';
import type { Storage } from './storage/storage.ts';
import { RaftTransport } from './transport/raft-transport.ts';
import type { TransportEvent } from './transport/transport-event.ts';
import type { TransportSecurity } from './transport/transport-security.ts';

export interface PeerTransportOptions {
  readonly config: NodeConfig;
  readonly log: Logger;
  readonly settings: RaftSettings;
  readonly authorization: Authorization;
  readonly storage: Storage;
  /** What an operator may have read again. */
  readonly reloads: (() => Promise<void>)[];
  /** Asked for only once messages arrive. */
  replica(): Replica;
}

/** Raft's connections to the other nodes, with the peer identity of this one. */
export async function startPeerTransport(
  parts: Parts,
  options: PeerTransportOptions,
): Promise<RaftTransport> {
  const { config, log, settings, storage, replica } = options;
  const transport = new RaftTransport({
    id: config.nodeName,
    address: formatHostPort(config.rpcAddress),
    settings,
    security: await peerSecurity(parts, options),
    random: Math.random,
    openSnapshot: async (meta) => ({
      sizeBytes: await storage.snapshotSize(meta),
      chunks: storage.readSnapshot(meta),
    }),
    receiveSnapshot: (meta, _sizeBytes, chunks) => receiveSnapshot(storage, meta, chunks),
    onMessage: (message) => replica().receive(message),
    onDisconnected: (id) => replica().peerDisconnected(id),
    onFailed: (to, rpcId) => replica().rpcFailed(to, rpcId),
    log: (event) => logTransportEvent(log, event),
  });
  parts.add(() => transport.close());
  return transport;
}

/** Stores it only if a store comes out of it: a snapshot that cannot be loaded would end every start. */
async function receiveSnapshot(
  storage: Storage,
  meta: SnapshotMeta,
  chunks: AsyncIterable<Uint8Array>,
): Promise<void> {
  const reader = new SnapshotReader(meta.index);
  const sink = await storage.createSnapshot(meta);
  try {
    for await (const chunk of chunks) {
      reader.push(chunk);
      await sink.write(chunk);
    }
    reader.finish();
    await sink.commit();
  } catch (error) {
    await sink.abort();
    throw error;
  }
}

/**
 * Undefined for a node without TLS: whoever reaches the port may speak Raft. Else a certificate that names a node (`mokv://peer/<id>`), or a user to whom the policy
 * grants `peer` on the cluster, as mökv's nodes need it. The right to read keys is not enough.
 */
async function peerSecurity(
  parts: Parts,
  { config, log, authorization, reloads }: PeerTransportOptions,
): Promise<TransportSecurity | undefined> {
  if (config.security === undefined) return undefined;
  const { peerTls } = config.security;
  let credentials: SecureContextOptions = await loadTlsCredentials(peerTls, Date.now());
  const watcher = followTlsFiles({
    files: peerTls,
    owner: 'peer',
    log,
    replace: (next) => {
      credentials = next;
    },
  });
  parts.add(() => watcher.close());
  reloads.push(() => watcher.reload());
  return {
    options: () => credentials,
    nodeIdOf: nodeIdOfCertificate,
    refusalOf: (certificate) => {
      if (nodeIdOfCertificate(certificate) !== undefined) return undefined;
      try {
        const user = userOfCertificate(certificate.toLegacyObject(), Date.now());
        if (authorization.policy.mayCluster(user, 'peer')) return undefined;
        return `its certificate names no node, and user "${user}" has no right to be a peer`;
      } catch (error) {
        return messageOf(error);
      }
    },
  };
}

function logTransportEvent(log: Logger, { type, ...facts }: TransportEvent): void {
  switch (type) {
    case 'peerConnected':
      log.debug(facts, 'peer connected');
      break;
    case 'peerFailed':
      log.warn(facts, 'peer failed');
      break;
    case 'connectionRefused':
      log.warn(facts, 'raft connection refused');
      break;
    case 'connectionBroken':
      log.warn(facts, 'raft connection broken');
      break;
    case 'snapshotLost':
      log.warn(facts, 'snapshot not received');
      break;
  }
}
