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
  const server = new CallServer(refuseBy(options.gate));
  for (const rpc of options.rpcs) rpc.register(server, options.gate);
  const warn = rateLimitedWarning(log, performance.now.bind(performance));
  const sockets = new Set<TLSSocket>();
  const handshakes = new Map<string, () => void>();
  const tls = createServer(tlsOptions(options.credentials), (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', (error) => log.debug({ reason: messageOf(error) }, 'connection failed'));
    handshakes.get(remoteName(socket))?.();
    if (socket.alpnProtocol === 'h2') {
      server.accept(socket);
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

/** Resolves when every client has gone, or was made to. */
async function drain(
  server: CallServer,
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
  server.close();
  await Promise.all(gone);
  clearTimeout(timer);
}
