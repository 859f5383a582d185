import type { Socket } from 'node:net';
import { MokvError, messageOf } from '../../shared/errors.ts';
import type { Random } from '../../shared/random.ts';
import type { ServerId } from '../raft/configuration.ts';
import type { SnapshotMeta } from '../raft/entry.ts';
import type { RaftMessage, RaftRequest, RaftResponse, ReadIndex } from '../raft/messages.ts';
import type { RaftSettings } from '../raft/settings.ts';
import { dialPeer, type Peer } from './dial-peer.ts';
import { EventLimiter } from './event-limiter.ts';
import { InboundConnection } from './inbound-connection.ts';
import { PeerClient } from './peer-client.ts';
import { type AdmittedConnection, RaftListener } from './raft-listener.ts';
import type { OutgoingSnapshot } from './send-snapshot.ts';
import { SharedFrames } from './shared-frames.ts';
import type { TransportEvent } from './transport-event.ts';
import type { TransportSecurity } from './transport-security.ts';

const limits = {
  /** Snapshots that are received at the same time: a new leader must not wait for an old one. */
  incomingSnapshotsMax: 2,
} as const;

export interface RaftTransportOptions {
  readonly id: ServerId;
  /** The own address exactly as the configuration has it. */
  readonly address: string;
  readonly settings: Pick<RaftSettings, 'rpcTimeoutMs'>;
  /** Undefined: no TLS, for a node that was started so explicitly. */
  readonly security: TransportSecurity | undefined;
  readonly random: Random;
  openSnapshot(meta: SnapshotMeta): Promise<OutgoingSnapshot>;
  /**
   * Resolves when all `sizeBytes` are durable under the snapshot's name. May stop reading and reject;
   * the chunks throw when the peer breaks off.
   */
  receiveSnapshot(
    meta: SnapshotMeta,
    sizeBytes: number,
    chunks: AsyncIterable<Uint8Array>,
  ): Promise<void>;
  onMessage(message: RaftMessage): void;
  /** No answer will come to this request of ours. Neither callback is called from inside `send`. */
  onFailed(to: ServerId, rpcId: number): void;
  /** The last connection from this peer has closed, as all of them do when its process ends. */
  onDisconnected(id: ServerId): void;
  log(event: TransportEvent): void;
}

/** Moves the messages of the Raft core over the wire of hashicorp/raft 1.7 (raft-wire §1). */
export class RaftTransport {
  readonly #options: RaftTransportOptions;
  readonly #listener: RaftListener;
  readonly #limiter = new EventLimiter();
  readonly #frames = new SharedFrames();
  readonly #clients = new Map<string, PeerClient>();
  /** Which connection each request came from that the core has not answered. */
  readonly #routes = new Map<number, InboundConnection>();
  readonly #serving = new Set<Promise<void>>();
  readonly #inbound = new Set<InboundConnection>();
  /** Whether each peer was a mokv node, and not one of mökv, when it was last connected to. */
  readonly #speakMokv = new Map<ServerId, boolean>();
  #lastRpcId = 0;
  #incomingSnapshots = 0;
  #isClosed = false;

  constructor(options: RaftTransportOptions) {
    this.#options = options;
    this.#listener = new RaftListener({
      id: options.id,
      security: options.security,
      onAdmitted: (connection) => this.#serve(connection),
      onRefused: (remote, reason) => this.#logRemote('connectionRefused', remote, reason),
    });
  }

  /**
   * Sends a request to its `toAddress`, or a response back to where its request came from. A response
   * whose connection is gone is dropped: the peer has already given up on it.
   */
  send(message: RaftMessage): void {
    if (this.#isClosed) return;
    switch (message.type) {
      case 'appendEntries':
      case 'requestVote':
      case 'preVote':
      case 'installSnapshot':
      case 'timeoutNow':
        this.#clientOf(message).send(message);
        return;
      case 'readIndex':
        this.#askReadIndex(message);
        return;
      case 'appendEntriesResponse':
      case 'requestVoteResponse':
      case 'preVoteResponse':
      case 'installSnapshotResponse':
      case 'timeoutNowResponse':
      case 'readIndexResponse':
        this.#answer(message);
        return;
    }
  }

  /** Whether the peer proved to be a mokv node, and not one of mökv, when it was last connected to. */
  speaksMokv(id: ServerId): boolean {
    return this.#speakMokv.get(id) === true;
  }

  /**
   * Connects to a server that may become a peer: it must hold the certificate of that node. Resolves
   * with whether it is a mokv node; rejects with why it cannot be reached.
   */
  async probe(peer: Peer): Promise<boolean> {
    const { settings, security } = this.#options;
    const signal = AbortSignal.timeout(settings.rpcTimeoutMs);
    const { socket, speaksMokv } = await dialPeer(peer, security, signal);
    socket.destroy();
    return speaksMokv;
  }

  /** Takes a connection whose first byte, 1, the port multiplexer has consumed. */
  accept(socket: Socket): void {
    this.#listener.accept(socket);
  }

  /** Ends all connections. No callback is called afterwards. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const client of this.#clients.values()) client.close();
    this.#clients.clear();
    this.#routes.clear();
    this.#listener.close();
    await Promise.all(this.#serving);
  }

  /** A node of mökv closes the connection on a request that it does not know, and logs an error. */
  #askReadIndex(request: ReadIndex): void {
    if (this.#speakMokv.get(request.to) !== false) this.#clientOf(request).send(request);
    else setImmediate(() => this.#failed(request));
  }

  #failed({ to, rpcId }: RaftRequest): void {
    if (!this.#isClosed) this.#options.onFailed(to, rpcId);
  }

  #answer(response: RaftResponse): void {
    const connection = this.#routes.get(response.rpcId);
    this.#routes.delete(response.rpcId);
    connection?.answer(response);
  }

  #clientOf({ to, toAddress }: RaftRequest): PeerClient {
    const key = clientKey(to, toAddress);
    const known = this.#clients.get(key);
    if (known !== undefined) return known;
    // A server that was removed or has moved leaves a client behind that nobody uses any more.
    for (const [other, client] of this.#clients) if (client.isIdle) this.#clients.delete(other);
    const client = this.#createClient(to, toAddress);
    this.#clients.set(key, client);
    return client;
  }

  #createClient(id: ServerId, address: string): PeerClient {
    const { security, settings, random, openSnapshot, onMessage } = this.#options;
    return new PeerClient({
      dial: async (signal) => {
        const { socket, speaksMokv } = await dialPeer({ id, address }, security, signal);
        this.#speakMokv.set(id, speaksMokv);
        return socket;
      },
      openSnapshot,
      frames: this.#frames,
      rpcTimeoutMs: settings.rpcTimeoutMs,
      random,
      onResponse: (response) => onMessage(response),
      onFailed: (request) => this.#failed(request),
      onConnected: () => this.#options.log({ type: 'peerConnected', peer: id, address }),
      onBroken: (reason) => {
        const suppressed = this.#limiter.admit(`peerFailed ${id} ${address}`, performance.now());
        if (suppressed === undefined) return;
        this.#options.log({ type: 'peerFailed', peer: id, address, reason, suppressed });
      },
    });
  }

  #serve({ socket, remote, peerId, speaksMokv }: AdmittedConnection): void {
    const { id, address } = this.#options;
    const connection = new InboundConnection(socket, {
      peerId,
      nextReceiver: () => {
        this.#lastRpcId += 1;
        return { rpcId: this.#lastRpcId, id, address };
      },
      onRequest: (request, from) => {
        this.#speakMokv.set(request.from, speaksMokv);
        this.#receive(request, from);
      },
      receiveSnapshot: (meta, sizeBytes, chunks) => this.#receiveSnapshot(meta, sizeBytes, chunks),
    });
    this.#inbound.add(connection);
    const served = connection.serve().then(
      () => this.#ended(connection),
      (error) => {
        this.#ended(connection);
        if (!isConnectionError(error)) throw error;
        if (!this.#isClosed) this.#logRemote('connectionBroken', remote, messageOf(error));
      },
    );
    this.#serving.add(served);
    void served.finally(() => this.#serving.delete(served));
  }

  #receive(request: RaftRequest, connection: InboundConnection): void {
    if (this.#isClosed) return;
    this.#routes.set(request.rpcId, connection);
    this.#clients.get(clientKey(request.from, request.fromAddress))?.forgetFailures();
    this.#options.onMessage(request);
  }

  async #receiveSnapshot(
    meta: SnapshotMeta,
    sizeBytes: number,
    chunks: AsyncIterable<Uint8Array>,
  ): Promise<void> {
    if (this.#incomingSnapshots >= limits.incomingSnapshotsMax) {
      throw new MokvError('RESOURCE_EXHAUSTED', 'other snapshots are being received');
    }
    this.#incomingSnapshots += 1;
    try {
      await this.#options.receiveSnapshot(meta, sizeBytes, chunks);
    } catch (error) {
      const reason = messageOf(error);
      if (!this.#isClosed) this.#options.log({ type: 'snapshotLost', index: meta.index, reason });
      throw error;
    } finally {
      this.#incomingSnapshots -= 1;
    }
  }

  #ended(connection: InboundConnection): void {
    this.#inbound.delete(connection);
    const { sender } = connection;
    // A Go leader closes single connections of its pool at will, such as one that carried a snapshot.
    const isGone = ![...this.#inbound].some((other) => other.sender === sender);
    if (sender !== undefined && isGone && !this.#isClosed) this.#options.onDisconnected(sender);
    for (const rpcId of connection.unanswered) this.#routes.delete(rpcId);
  }

  #logRemote(type: 'connectionRefused' | 'connectionBroken', remote: string, reason: string): void {
    const host = remote.slice(0, remote.lastIndexOf(':'));
    const suppressed = this.#limiter.admit(`${type} ${host}`, performance.now());
    if (suppressed !== undefined) this.#options.log({ type, remote, reason, suppressed });
  }
}

/** What a peer or the network can cause: ours, or one of Node's, which have a code. */
function isConnectionError(error: unknown): boolean {
  return error instanceof MokvError || (error instanceof Error && 'code' in error);
}

function clientKey(id: ServerId, address: string): string {
  return `${id} ${address}`;
}
