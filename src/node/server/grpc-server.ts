import { constants } from 'node:crypto';
import type { Socket } from 'node:net';
import { createServer, type TLSSocket, type TlsOptions } from 'node:tls';
import { messageOf } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import { type Rpc, refuseBy } from './call.ts';
import { CallServer } from './call-server.ts';
import type { Gate } from './ledger.ts';
import { rateLimitedWarning } from './rate-limited-warning.ts';
import type { ConnectionHandler } from './rpc-listener.ts';
import { type TlsCredentials, tlsVersions } from './tls-credentials.ts';
import type { Connection } from './transport-call.ts';

export interface PlainGrpcServerOptions {
  readonly rpcs: readonly Rpc[];
  readonly gate: Gate;
  readonly log: Logger;
}

export interface GrpcServerOptions extends PlainGrpcServerOptions {
  readonly credentials: TlsCredentials;
}

export interface PlainGrpcServer {
  /** Takes a connection of which nothing has been read. */
  readonly accept: ConnectionHandler;
  /** Lets calls end for `graceMs`, then ends what is left. */
  close(graceMs: number): Promise<void>;
}

export interface GrpcServer extends PlainGrpcServer {
  /** New connections use these; the others stay as they are. */
  replaceCredentials(credentials: TlsCredentials): void;
}

/**
 * Serves gRPC over mutual TLS on sockets that a listener hands over. TLS ends here and not in grpc-js,
 * so that versions, client certificates, session resumption and reloading are ours to decide. Sessions
 * are never resumed: a resumed one would skip the verification of the client's certificate.
 */
export function startGrpcServer(options: GrpcServerOptions): GrpcServer {
  const { log } = options;
  const server = callServerOf(options);
  const warn = rateLimitedWarning(log, performance.now.bind(performance));
  const sockets = new Set<TLSSocket>();
  const handshakes = new Map<string, () => void>();
  const tls = createServer(tlsOptions(options.credentials), (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', (error) => log.debug({ reason: messageOf(error) }, 'connection failed'));
    handshakes.get(remoteName(socket))?.();
    if (socket.alpnProtocol === 'h2') {
      server.accept(socket, authOf(socket));
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

function authOf(socket: TLSSocket): Connection['auth'] {
  return socket.authorized ? { sslPeerCertificate: socket.getPeerCertificate() } : {};
}

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

/** Serves gRPC on HTTP/2 in plain text, whose client begins without asking (RFC 9113 §3.3). */
export function startPlainGrpcServer(options: PlainGrpcServerOptions): PlainGrpcServer {
  const server = callServerOf(options);
  const sockets = new Set<Socket>();
  return {
    accept: (socket, established) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      server.accept(socket, {}, established);
    },
    close: (graceMs) => drain(server, sockets, graceMs),
  };
}

function callServerOf({ rpcs, gate }: PlainGrpcServerOptions): CallServer {
  const server = new CallServer(refuseBy(gate));
  for (const rpc of rpcs) rpc.register(server, gate);
  return server;
}

/** Resolves when every client has gone, or was made to. */
async function drain(
  server: CallServer,
  sockets: ReadonlySet<Socket>,
  graceMs: number,
): Promise<void> {
  // Not events.once: that rejects when the client resets its connection meanwhile.
  const gone = [...sockets].map(
    (socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
  );
  const timer = setTimeout(() => {
    for (const socket of sockets) socket.destroy();
  }, graceMs);
  server.close();
  await Promise.all(gone);
  clearTimeout(timer);
}
