import { createServer, type Socket } from 'node:net';
import { messageOf } from '../../shared/errors.ts';
import { listenOn } from '../../shared/listen.ts';
import type { Logger } from '../../shared/logger.ts';
import { rateLimitedWarning } from './rate-limited-warning.ts';

const limits = {
  /** From accept to the end of the TLS handshake. */
  handshakeMs: 5000,
  connectionsMax: 1024,
  connectionsPerAddressMax: 256,
  /** Large, so that a flood does not push honest connections out of the queue. */
  backlog: 4096,
  tcpKeepAliveMs: 30_000,
} as const;

/** `http2` is the P of the preface, with which a client that knows what the server speaks begins (RFC 9113 §3.4). */
const firstByte = { raft: 0x01, tls: 0x16, http2: 0x50 } as const;

/**
 * Takes over a connection. It must call `established` once the peer has proven who it is; until then
 * the listener closes the connection at its handshake deadline.
 */
export type ConnectionHandler = (socket: Socket, established: () => void) => void;

export interface RpcListenerOptions {
  readonly host: string;
  readonly port: number;
  readonly log: Logger;
  /** A TLS client hello, still unread: gRPC. Undefined on a node without TLS. */
  readonly tls?: ConnectionHandler;
  /** HTTP/2 in plain text, still unread: gRPC on a node without TLS. */
  readonly http2?: ConnectionHandler;
  /** First byte 1, which has been read: Raft (raft-wire §1). */
  readonly raft?: ConnectionHandler;
}

export interface RpcListener {
  readonly port: number;
  /** Accepts nothing more; connections handed over stay open. */
  close(): Promise<void>;
}

/**
 * Listens on the RPC port, which Raft and gRPC share, and tells them apart by the first byte. Anything
 * else is closed. Strangers hold a bounded number of connections for a bounded time.
 * @throws CONFIG when the address cannot be bound, FILE_PERMISSION when the port needs privileges.
 */
export async function listenRpc(options: RpcListenerOptions): Promise<RpcListener> {
  const { host, port, log } = options;
  const warn = rateLimitedWarning(log, performance.now.bind(performance));
  const places = new PlacesPerAddress();
  const unproven = new Set<Socket>();
  const server = createServer({
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: limits.tcpKeepAliveMs,
  });
  server.maxConnections = limits.connectionsMax;
  server.on('drop', (connection) => {
    warn({ peer: connection?.remoteAddress }, 'connection refused: too many connections');
  });
  server.on('connection', (socket) => {
    const peer = socket.remoteAddress ?? '';
    socket.on('error', (error) =>
      log.debug({ peer, reason: messageOf(error) }, 'connection failed'),
    );
    if (!places.take(socket, peer)) {
      warn({ peer }, 'connection refused: too many connections from one address');
      socket.destroy();
      return;
    }
    route(socket, options, warn, untilProven(socket, unproven, warn));
  });
  const bound = await listenOn(server, { host, port, backlog: limits.backlog });
  server.on('error', (error) => warn({ reason: messageOf(error) }, 'connection not accepted'));
  return {
    port: bound,
    close: async () => {
      for (const socket of unproven) socket.destroy();
      server.close();
    },
  };
}

/** Bounds what one address can hold, so that it cannot take the places of the others. */
class PlacesPerAddress {
  readonly #taken = new Map<string, number>();

  take(socket: Socket, address: string): boolean {
    const taken = this.#taken.get(address) ?? 0;
    if (taken >= limits.connectionsPerAddressMax) return false;
    this.#taken.set(address, taken + 1);
    socket.once('close', () => this.#release(address));
    return true;
  }

  #release(address: string): void {
    const taken = this.#taken.get(address) ?? 1;
    if (taken > 1) this.#taken.set(address, taken - 1);
    else this.#taken.delete(address);
  }
}

/** Starts the handshake deadline. @returns what ends it. */
function untilProven(socket: Socket, unproven: Set<Socket>, warn: Logger['warn']): () => void {
  unproven.add(socket);
  const timer = setTimeout(() => {
    warn({ peer: socket.remoteAddress }, 'connection closed: no handshake in time');
    socket.destroy();
  }, limits.handshakeMs).unref();
  const end = () => {
    clearTimeout(timer);
    unproven.delete(socket);
  };
  socket.once('close', end);
  return end;
}

function route(
  socket: Socket,
  { tls, http2, raft }: RpcListenerOptions,
  warn: Logger['warn'],
  established: () => void,
): void {
  socket.once('readable', () => {
    const byte: Buffer | null = socket.read(1);
    const first = byte?.[0];
    if (byte === null || first === undefined) {
      socket.destroy(); // it ended before it said anything
    } else if (first === firstByte.tls && tls !== undefined) {
      socket.unshift(byte);
      tls(socket, established);
    } else if (first === firstByte.http2 && http2 !== undefined) {
      socket.unshift(byte);
      http2(socket, established);
    } else if (first === firstByte.raft && raft !== undefined) {
      raft(socket, established);
    } else {
      warn({ peer: socket.remoteAddress, first }, refusalOf(first, tls !== undefined));
      socket.destroy();
    }
  });
}

function refusalOf(first: number, requiresTls: boolean): string {
  if (requiresTls) {
    return first === firstByte.http2
      ? 'connection closed: it speaks HTTP in plain text, and this node requires TLS'
      : 'connection closed: neither TLS nor Raft';
  }
  return first === firstByte.tls
    ? 'connection closed: it speaks TLS, and this node runs without (--insecure)'
    : 'connection closed: neither HTTP/2 nor Raft';
}
