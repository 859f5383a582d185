import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, type SecureContextOptions, type TLSSocket } from 'node:tls';
import type { ServerId } from '../../src/node/raft/configuration.ts';
import type { RaftMessage, RaftRequest, RaftResponse } from '../../src/node/raft/messages.ts';
import {
  RaftTransport,
  type RaftTransportOptions,
} from '../../src/node/transport/raft-transport.ts';
import type { TransportEvent } from '../../src/node/transport/transport-event.ts';
import type { TransportSecurity } from '../../src/node/transport/transport-security.ts';
import { createAuthority } from '../../src/pki/authority.ts';
import { nodeIdOfPeerUri } from '../../src/pki/identity-name.ts';
import { type Identity, issueIdentity } from '../../src/pki/issue-identity.ts';
import { builtInProfiles } from '../../src/pki/profiles.ts';
import { parseSubjectAltNames } from '../../src/pki/subject-alt-name.ts';
import { seededRandom } from '../../src/shared/random.ts';

/** A CA that issues what a test asks for. */
export async function testPki() {
  const now = new Date();
  const { authority, certificatePem } = await createAuthority(builtInProfiles.ca, now);
  return {
    async issue(identity: Identity): Promise<SecureContextOptions> {
      const profile = builtInProfiles[identity.type];
      const issued = await issueIdentity(authority, identity, { profile, now });
      return { ca: certificatePem, cert: issued.certificatePem, key: issued.keyPem };
    },
    peer(nodeId: ServerId): Promise<SecureContextOptions> {
      return this.issue({ type: 'peer', nodeId, hosts: [] });
    },
  };
}

/** Only certificates with a node id may speak Raft. */
export function peersOnly(options: SecureContextOptions): TransportSecurity {
  const nodeIdOf: TransportSecurity['nodeIdOf'] = (certificate) =>
    parseSubjectAltNames(certificate.subjectAltName ?? '')
      .map(({ type, value }) => (type === 'uri' ? nodeIdOfPeerUri(value) : undefined))
      .find((id) => id !== undefined);
  return {
    options: () => options,
    nodeIdOf,
    refusalOf: (certificate) =>
      nodeIdOf(certificate) === undefined ? 'its certificate names no peer' : undefined,
  };
}

/** Resolves when the socket has closed, whatever the reason. */
export async function closeOf(socket: Duplex): Promise<void> {
  if (!socket.closed) await new Promise<void>((resolve) => socket.once('close', () => resolve()));
}

/** The list, once it is long enough. */
export function some<T>(list: readonly T[], count = 1): readonly T[] | undefined {
  return list.length >= count ? list : undefined;
}

/** Nodes that trust each other's certificates, and one place to end them all. */
export class TestPeers {
  readonly pki: TestPki;
  readonly #started: TestTransport[] = [];

  private constructor(pki: TestPki) {
    this.pki = pki;
  }

  static async create(): Promise<TestPeers> {
    return new TestPeers(await testPki());
  }

  async start(id: ServerId, hooks: Hooks = {}): Promise<TestTransport> {
    return this.startWith(id, peersOnly(await this.pki.peer(id)), hooks);
  }

  async startWith(
    id: ServerId,
    security: TransportSecurity | undefined,
    hooks: Hooks = {},
  ): Promise<TestTransport> {
    const transport = await TestTransport.start(id, security, hooks);
    this.#started.push(transport);
    return transport;
  }

  async close(): Promise<void> {
    await Promise.all(this.#started.splice(0).map((each) => each.close()));
  }
}

type TestPki = Awaited<ReturnType<typeof testPki>>;

type Hooks = { readonly port?: number } & Partial<
  Pick<
    RaftTransportOptions,
    'openSnapshot' | 'receiveSnapshot' | 'settings' | 'onMessage' | 'onDisconnected'
  >
>;

/** A transport behind a real port, and everything that it reported. */
export class TestTransport {
  readonly id: ServerId;
  readonly transport: RaftTransport;
  readonly messages: RaftMessage[] = [];
  readonly failed: number[] = [];
  readonly events: TransportEvent[] = [];
  readonly sockets = new Set<Socket>();
  /** Bytes that arrived at the port, TLS and all. */
  readonly #server: Server;
  readonly port: number;

  private constructor(id: ServerId, server: Server, port: number, options: RaftTransportOptions) {
    this.id = id;
    this.port = port;
    this.#server = server;
    this.transport = new RaftTransport({
      ...options,
      onMessage: (message) => {
        this.messages.push(message);
        options.onMessage(message);
      },
      onFailed: (_, rpcId) => this.failed.push(rpcId),
      log: (event) => this.events.push(event),
    });
    server.on('connection', (socket: Socket) => this.#accept(socket));
  }

  static async start(
    id: ServerId,
    security: TransportSecurity | undefined,
    { port = 0, ...hooks }: Hooks,
  ): Promise<TestTransport> {
    const server = createServer();
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return new TestTransport(id, server, address.port, {
      id,
      address: `127.0.0.1:${address.port}`,
      settings: { rpcTimeoutMs: 2000 },
      security,
      random: seededRandom(1),
      openSnapshot: () => Promise.reject(new Error('no snapshot here')),
      receiveSnapshot: () => Promise.reject(new Error('no room for a snapshot')),
      onMessage: () => {},
      onFailed: () => {},
      onDisconnected: () => {},
      log: () => {},
      ...hooks,
    });
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  get requests(): RaftRequest[] {
    return this.messages.filter((message) => !isResponse(message)) as RaftRequest[];
  }

  get responses(): RaftResponse[] {
    return this.messages.filter(isResponse);
  }

  /** The envelope of a request to another transport. */
  to(other: { readonly id: ServerId; readonly address: string }, rpcId: number, term = 3) {
    return {
      rpcId,
      from: this.id,
      fromAddress: this.address,
      to: other.id,
      toAddress: other.address,
      term,
    };
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    await this.transport.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  /** Does what the port multiplexer does. */
  #accept(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => {}); // its end shows in 'close'
    socket.on('close', () => this.sockets.delete(socket));
    socket.once('readable', () => {
      const first: Buffer | null = socket.read(1);
      if (first?.[0] === 1) this.transport.accept(socket);
      else socket.destroy();
    });
  }
}

function isResponse(message: RaftMessage): message is RaftResponse {
  return message.type.endsWith('Response');
}

/** The envelope of the response to a request. */
export function answerTo(request: RaftRequest) {
  return {
    rpcId: request.rpcId,
    from: request.to,
    fromAddress: request.toAddress,
    to: request.from,
    toAddress: request.fromAddress,
    term: request.term,
  };
}

/** Connects as a program that is no mokv would: TCP, the byte 1, TLS. */
export async function dialRaw(port: number, options: SecureContextOptions): Promise<TLSSocket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(Buffer.of(1));
  const tls = connectTls({ socket, ...options, host: '127.0.0.1' });
  tls.on('error', () => {}); // its end shows in 'close'
  await once(tls, 'secureConnect');
  return tls;
}
