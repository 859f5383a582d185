import { constants } from 'node:crypto';
import type { Socket } from 'node:net';
import { createServer, type TLSSocket, type TlsOptions } from 'node:tls';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { messageOf } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import type { Rpc } from './call.ts';
import type { Gate } from './ledger.ts';
import { rateLimitedWarning } from './rate-limited-warning.ts';
import type { ConnectionHandler } from './rpc-listener.ts';
import { type TlsCredentials, tlsVersions } from './tls-credentials.ts';

const limits = {
  concurrentStreamsMax: 256,
  sessionMemoryMib: 16,
  /** A batch of 4 MiB, and what its framing takes. */
  messageBytesMax: 4 * 1024 * 1024 + 64 * 1024,
  keepAliveMs: 60_000,
  keepAliveTimeoutMs: 20_000,
  /** Then the client reconnects, and its certificate is verified anew. */
  connectionAgeMs: 60 * 60 * 1000,
  connectionAgeGraceMs: 60_000,
} as const;

export interface GrpcServerOptions {
  readonly credentials: TlsCredentials;
  readonly rpcs: readonly Rpc[];
  readonly gate: Gate;
  readonly log: Logger;
}

export interface GrpcServer {
  /** Takes a connection whose client hello is still unread. */
  readonly accept: ConnectionHandler;
  /** New connections use these; the others stay as they are. */
  replaceCredentials(credentials: TlsCredentials): void;
  /** Lets calls end for `graceMs`, then ends what is left. */
  close(graceMs: number): Promise<void>;
}

/**
 * Serves gRPC over mutual TLS on sockets that a listener hands over. TLS ends here and not in grpc-js,
 * so that versions, client certificates, session resumption and reloading are ours to decide. Sessions
 * are never resumed: a resumed one would skip the verification of the client's certificate.
 */
export function startGrpcServer(options: GrpcServerOptions): GrpcServer {
  const { log } = options;
  const server = new Server(serverOptions);
  for (const rpc of options.rpcs) rpc.register(server, options.gate);
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
  const warn = rateLimitedWarning(log, performance.now.bind(performance));
  const sockets = new Set<TLSSocket>();
  const handshakes = new Map<string, () => void>();
  const tls = createServer(tlsOptions(options.credentials), (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', (error) => log.debug({ reason: messageOf(error) }, 'connection failed'));
    handshakes.get(remoteName(socket))?.();
    if (socket.alpnProtocol === 'h2') {
      rememberPeerCertificate(socket);
      injector.injectConnection(socket);
    } else {
      warn({ peer: socket.remoteAddress }, 'connection closed: the client does not speak HTTP/2');
      socket.destroy();
    }
  });
  tls.on('tlsClientError', (error, socket) => {
    warn({ peer: socket.remoteAddress, reason: messageOf(error) }, 'TLS handshake refused');
    socket.destroy();
  });
  return {
    accept: (socket, established) => {
      const name = remoteName(socket);
      handshakes.set(name, established);
      socket.once('close', () => handshakes.delete(name));
      tls.emit('connection', socket);
    },
    replaceCredentials: (credentials) => tls.setSecureContext(tlsOptions(credentials)),
    close: (graceMs) => drain(server, sockets, graceMs),
  };
}

const serverOptions = {
  'grpc.max_concurrent_streams': limits.concurrentStreamsMax,
  'grpc-node.max_session_memory': limits.sessionMemoryMib,
  'grpc.max_receive_message_length': limits.messageBytesMax,
  'grpc.max_send_message_length': limits.messageBytesMax,
  'grpc.keepalive_time_ms': limits.keepAliveMs,
  'grpc.keepalive_timeout_ms': limits.keepAliveTimeoutMs,
  'grpc.max_connection_age_ms': limits.connectionAgeMs,
  'grpc.max_connection_age_grace_ms': limits.connectionAgeGraceMs,
  'grpc.enable_channelz': 0,
};

function tlsOptions({ cert, key, ca }: TlsCredentials): TlsOptions {
  return {
    ...tlsVersions,
    cert,
    key,
    ca,
    requestCert: true,
    rejectUnauthorized: true,
    ALPNProtocols: ['h2'],
    secureOptions: constants.SSL_OP_NO_TICKET | constants.SSL_OP_NO_RENEGOTIATION,
  };
}

/** The same for a socket and for the TLS socket on top of it, which does not show the one below. */
function remoteName(socket: Socket): string {
  return `${socket.remoteAddress} ${socket.remotePort}`;
}

/** grpc-js asks for the certificate at every call; parsing it costs more than the rest of a small call. */
function rememberPeerCertificate(socket: TLSSocket): void {
  const certificate = socket.getPeerCertificate();
  Object.defineProperty(socket, 'getPeerCertificate', { value: () => certificate });
}

/** tryShutdown tells the clients to go, but on current Node it does not wait until they have. */
async function drain(
  server: Server,
  sockets: ReadonlySet<TLSSocket>,
  graceMs: number,
): Promise<void> {
  // Not events.once: that rejects when the client resets its connection meanwhile.
  const gone = [...sockets].map(
    (socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
  );
  const timer = setTimeout(() => {
    for (const socket of sockets) socket.destroy();
  }, graceMs);
  server.tryShutdown(() => {});
  await Promise.all(gone);
  clearTimeout(timer);
}
