import { constants, type X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createServer, type SecureContextOptions, type Server, type TLSSocket } from 'node:tls';
import { messageOf } from '../../shared/errors.ts';
import type { ServerId } from '../raft/configuration.ts';
import { configureSocket } from './dial-peer.ts';
import { receiveGreeting } from './plain-greeting.ts';
import { mokvProtocol, type TransportSecurity, tlsVersionMin } from './transport-security.ts';

export const limits = {
  handshakeMs: 5000,
  /** Connections in their handshake. One more, and the oldest of them goes. */
  handshakesMax: 64,
  connectionsMax: 512,
  /** With one certificate, or without TLS from one address. A Go leader pools a handful, a mokv node opens three. */
  connectionsPerPeerMax: 32,
} as const;

/** A connection that may speak Raft. */
export interface AdmittedConnection {
  readonly socket: Duplex;
  readonly remote: string;
  /** The node in its certificate, if there is one. */
  readonly peerId: ServerId | undefined;
  /** Whether a mokv node is at its other end and not one of mökv. */
  readonly speaksMokv: boolean;
}

export interface RaftListenerOptions {
  /** Of this node. */
  readonly id: ServerId;
  /** Undefined: plaintext, for a node that was started so explicitly. Then everybody may speak Raft. */
  readonly security: TransportSecurity | undefined;
  onAdmitted(connection: AdmittedConnection): void;
  onRefused(remote: string, reason: string): void;
}

/**
 * Turns sockets of the RPC port into connections of peers: TLS handshake with a client certificate,
 * then the check that its bearer may speak Raft, before a byte of Raft is read (upstream's design
 * mistake 11: a client certificate was enough). Without TLS the greeting of mokv nodes, or a first request,
 * takes the place of the handshake. Counts and bounds them.
 */
export class RaftListener {
  readonly #options: RaftListenerOptions;
  readonly #server: Server | undefined;
  #secureOptions: SecureContextOptions | undefined;
  readonly #handshakes = new Map<string, Socket>();
  /** Admitted connections and whose they are. */
  readonly #admitted = new Map<Duplex, string>();
  #isClosed = false;

  constructor(options: RaftListenerOptions) {
    this.#options = options;
    this.#secureOptions = options.security?.options();
    if (options.security !== undefined) this.#server = this.#createServer(options.security);
  }

  /** Takes over a socket of which the port multiplexer has consumed the first byte. */
  accept(socket: Socket): void {
    configureSocket(socket);
    if (this.#isClosed || socket.destroyed) {
      socket.destroy();
      return;
    }
    if (this.#server === undefined || this.#options.security === undefined) {
      this.#trackHandshake(socket, 'it ended before its first request');
      void this.#receivePlain(socket);
      return;
    }
    const options = this.#options.security.options();
    if (options !== this.#secureOptions) this.#server.setSecureContext(strict(options));
    this.#secureOptions = options;
    this.#trackHandshake(socket, 'it ended in its TLS handshake');
    this.#server.emit('connection', socket);
  }

  /** Ends all connections, also those that are still in their handshake. */
  close(): void {
    this.#isClosed = true;
    for (const socket of [...this.#handshakes.values(), ...this.#admitted.keys()]) socket.destroy();
  }

  #createServer(security: TransportSecurity): Server {
    const server = createServer({
      ...strict(security.options()),
      ALPNProtocols: [mokvProtocol],
      requestCert: true,
      // Checked in #handshakeDone, which can then tell why.
      rejectUnauthorized: false,
      handshakeTimeout: limits.handshakeMs,
    });
    server.on('secureConnection', (socket) => this.#handshakeDone(socket, security));
    server.on('tlsClientError', (error, socket) => {
      const remote = remoteOf(socket);
      if (this.#handshakes.delete(remote)) {
        this.#options.onRefused(remote, reasonOf(error));
      }
      socket.destroy();
    });
    return server;
  }

  async #receivePlain(socket: Socket): Promise<void> {
    const remote = remoteOf(socket);
    const timer = setTimeout(() => socket.destroy(), limits.handshakeMs).unref();
    const beginning = await receiveGreeting(socket, this.#options.id);
    clearTimeout(timer);
    // It has ended, or made room for others, and was reported then.
    if (beginning === 'nothing' || socket.destroyed) {
      socket.destroy();
      return;
    }
    this.#handshakes.delete(remote);
    if (beginning === 'tls') {
      socket.destroy();
      this.#options.onRefused(remote, 'it speaks TLS, and this node runs without (--insecure)');
      return;
    }
    const speaksMokv = beginning === 'greeting';
    this.#admit({ socket, remote, peerId: undefined, speaksMokv }, `${socket.remoteAddress}`);
  }

  #trackHandshake(socket: Socket, reasonOfEnd: string): void {
    const remote = remoteOf(socket);
    const [oldest] = this.#handshakes.entries();
    if (oldest !== undefined && this.#handshakes.size >= limits.handshakesMax) {
      this.#handshakes.delete(oldest[0]);
      oldest[1].destroy();
      this.#options.onRefused(oldest[0], 'too many connections in their handshake');
    }
    this.#handshakes.set(remote, socket);
    socket.once('close', () => {
      if (this.#handshakes.get(remote) !== socket) return;
      this.#handshakes.delete(remote);
      if (!this.#isClosed) this.#options.onRefused(remote, reasonOfEnd);
    });
  }

  #handshakeDone(socket: TLSSocket, security: TransportSecurity): void {
    const remote = remoteOf(socket);
    this.#handshakes.delete(remote);
    socket.on('error', () => {});
    const certificate = socket.getPeerX509Certificate();
    const refusal = refusalOf(socket, certificate, security);
    if (certificate === undefined || refusal !== undefined) {
      socket.destroy();
      this.#options.onRefused(remote, refusal ?? 'it showed no certificate');
      return;
    }
    const peerId = security.nodeIdOf(certificate);
    const speaksMokv = socket.alpnProtocol === mokvProtocol;
    this.#admit({ socket, remote, peerId, speaksMokv }, certificate.fingerprint256);
  }

  #admit(connection: AdmittedConnection, bearer: string): void {
    const { socket, remote } = connection;
    const reason = this.#isClosed ? 'the node is stopping' : this.#overload(bearer);
    if (reason !== undefined) {
      socket.destroy();
      this.#options.onRefused(remote, reason);
      return;
    }
    this.#admitted.set(socket, bearer);
    socket.once('close', () => this.#admitted.delete(socket));
    this.#options.onAdmitted(connection);
  }

  #overload(bearer: string): string | undefined {
    const bearers = [...this.#admitted.values()];
    if (bearers.length >= limits.connectionsMax) return 'too many connections';
    const own = bearers.filter((other) => other === bearer).length;
    if (own < limits.connectionsPerPeerMax) return undefined;
    const shared = this.#server === undefined ? 'from one address' : 'with one certificate';
    return `too many connections ${shared}`;
  }
}

/** A peer without TLS begins with a request, which OpenSSL takes for a record of no version it knows. */
function reasonOf(error: Error): string {
  const isPlain = 'code' in error && error.code === 'ERR_SSL_WRONG_VERSION_NUMBER';
  return isPlain
    ? 'it speaks plain text, and this node requires TLS'
    : `TLS handshake: ${messageOf(error)}`;
}

function refusalOf(
  socket: TLSSocket,
  certificate: X509Certificate | undefined,
  security: TransportSecurity,
): string | undefined {
  if (certificate === undefined) return 'it showed no certificate';
  if (!socket.authorized) return `its certificate was not accepted: ${socket.authorizationError}`;
  return security.refusalOf(certificate);
}

/** Without session tickets each connection shows its certificate anew, and a revoked one nothing. */
function strict(options: SecureContextOptions): SecureContextOptions {
  return {
    ...options,
    minVersion: tlsVersionMin,
    secureOptions: constants.SSL_OP_NO_TICKET | constants.SSL_OP_NO_RENEGOTIATION,
  };
}

function remoteOf(socket: Socket): string {
  return `${socket.remoteAddress}:${socket.remotePort}`;
}
