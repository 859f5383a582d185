import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { MokvError } from '../../shared/errors.ts';
import { type HostPort, parseHostPort } from '../../shared/host-port.ts';
import { quoted } from '../../shared/quoted.ts';
import type { ServerId } from '../raft/configuration.ts';
import { greet } from './plain-greeting.ts';
import {
  checkPeerIdentity,
  mokvProtocol,
  otherServer,
  secureContextOf,
  type TransportSecurity,
} from './transport-security.ts';

/** Tells Raft from the other protocols of the same port (mökv's port multiplexer). */
const raftByte = 1;

const limits = {
  /** A peer that vanished without a goodbye is noticed after about this long without traffic. */
  keepAliveMs: 30_000,
} as const;

export interface Peer {
  readonly id: ServerId;
  /** host:port; an IPv6 host in brackets. */
  readonly address: string;
}

/** An open connection. */
export interface Dialled {
  readonly socket: Duplex;
  /** Whether a mokv node is at its other end and not one of mökv. */
  readonly speaksMokv: boolean;
}

/**
 * Connects to a peer's Raft port: TCP, the byte 1, then TLS, or the greeting of mokv nodes when `security`
 * is undefined. The signal's abort ends the attempt; afterwards the socket is the caller's to destroy.
 */
export async function dialPeer(
  peer: Peer,
  security: TransportSecurity | undefined,
  signal: AbortSignal,
): Promise<Dialled> {
  const address = hostAndPort(peer.address);
  if (security === undefined) return dialPlain(peer.id, address, signal);
  return opened(address, signal, async (socket) => {
    const tls = await secured({ id: peer.id, host: address.host }, socket, security);
    return { socket: tls, speaksMokv: tls.alpnProtocol === mokvProtocol };
  });
}

/**
 * A node of mökv closes the connection on the greeting, which it takes for a request that it does not know:
 * it is dialled again without. So does a node with TLS, which must be told apart from it.
 */
async function dialPlain(id: ServerId, address: HostPort, signal: AbortSignal): Promise<Dialled> {
  const greeted = await opened(address, signal, async (socket) => {
    const greetedId = await greet(socket);
    if (greetedId !== undefined && greetedId !== id) throw otherServer(greetedId, id);
    if (greetedId === undefined) socket.destroy();
    return greetedId === undefined ? undefined : socket;
  });
  if (greeted !== undefined) return { socket: greeted, speaksMokv: true };
  if (await opened(address, signal, answersTls)) {
    const message = 'the peer requires TLS, and this node runs without (--insecure)';
    throw new MokvError('UNAVAILABLE', message);
  }
  const socket = await opened(address, signal, async (connected) => connected);
  return { socket, speaksMokv: false };
}

/** Shows nothing and believes nothing: only that there is an answer counts. */
async function answersTls(socket: Socket): Promise<boolean> {
  const tls = connectTls({ socket, rejectUnauthorized: false });
  const isAnswered = await new Promise<boolean>((resolve) => {
    tls.once('secureConnect', () => resolve(true));
    tls.on('error', (error) =>
      resolve('code' in error && /^ERR_SSL_.*ALERT/.test(`${error.code}`)),
    );
    for (const end of [tls, socket]) end.once('close', () => resolve(false));
  });
  socket.destroy();
  return isAnswered;
}

/** Connects, says that it is Raft, and hands the socket on; destroys it when anything fails. */
async function opened<Result>(
  address: HostPort,
  signal: AbortSignal,
  use: (socket: Socket) => Promise<Result>,
): Promise<Result> {
  const socket = connect({ ...address, noDelay: true });
  const abort = () => socket.destroy(new Error('the attempt was given up'));
  signal.addEventListener('abort', abort, { once: true });
  try {
    signal.throwIfAborted();
    await once(socket, 'connect');
    configureSocket(socket);
    await written(socket, Buffer.of(raftByte));
    return await use(socket);
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** What both ends want of a Raft connection. */
export function configureSocket(socket: Socket): void {
  socket.setNoDelay(true);
  socket.setKeepAlive(true, limits.keepAliveMs);
  // Errors end the connection, and 'close' follows, which is what everybody waits for.
  socket.on('error', () => {});
}

async function secured(
  server: { readonly id: ServerId; readonly host: string },
  socket: Socket,
  security: TransportSecurity,
): Promise<TLSSocket> {
  const { host } = server;
  const tls = connectTls({
    socket,
    secureContext: secureContextOf(security.options()),
    ALPNProtocols: [mokvProtocol],
    // A server name must be a name: RFC 6066 §3 allows no addresses.
    ...(isIP(host) === 0 ? { servername: host } : { host }),
    checkServerIdentity: (_, certificate) =>
      checkPeerIdentity(server, certificate, security.nodeIdOf),
  });
  tls.on('error', () => {});
  // The raw socket closes when the attempt is given up, the TLS socket when the handshake fails.
  await Promise.race([once(tls, 'secureConnect'), closed(socket), closed(tls)]);
  return tls;
}

async function closed(socket: Duplex): Promise<never> {
  await once(socket, 'close');
  throw new MokvError('UNAVAILABLE', 'the connection was closed during the handshake');
}

async function written(socket: Socket, bytes: Buffer): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    socket.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}

function hostAndPort(address: string): HostPort {
  const parsed = parseHostPort(address);
  if (parsed !== undefined) return parsed;
  throw new MokvError('INVALID_ARGUMENT', `peer address ${quoted(address)} is no host:port`);
}
