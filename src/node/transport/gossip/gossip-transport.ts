import type { RemoteInfo, Socket } from 'node:dgram';
import { isIPv4, isIPv6, type Server } from 'node:net';
import { messageOf } from '../../../shared/errors.ts';
import { errnoCodeOf } from '../../../shared/file-error.ts';
import type { HostPort } from '../../../shared/host-port.ts';
import type { Endpoint } from '../../gossip/messages.ts';
import type { Exchange, ExchangeAnswer, GossipPacket } from '../../gossip/output.ts';
import { EventLimiter } from '../event-limiter.ts';
import { dialExchange } from './dial-exchange.ts';
import type { GossipSockets } from './gossip-sockets.ts';
import type {
  DropReason,
  GossipTransportEvent,
  GossipTransportStats,
} from './gossip-transport-event.ts';
import { bytesOfIp, endpointText, ipOf } from './ip-address.ts';
import { decodePacket, encodePacket, type PoolSecurity } from './packet.ts';
import { type StreamReceiver, StreamServer } from './stream-server.ts';

const limits = {
  /** A hundred times what the largest pools send to one member; handling more would starve Raft. */
  packetsPerWindow: 500,
  windowMs: 100,
  sendQueueBytesMax: 4 * 1024 * 1024,
} as const;

const wildcards: readonly string[] = ['0.0.0.0', '::'];

export interface GossipTransportOptions {
  readonly security: PoolSecurity;
  /** For an exchange that somebody else begins. */
  readonly tcpTimeoutMs: number;
  readonly receiver: GossipReceiver;
  onEvent(event: GossipTransportEvent): void;
}

export interface GossipReceiver extends StreamReceiver {
  /** Plain memberlist messages that arrived together, none of them decoded. */
  messagesReceived(from: Endpoint, messages: readonly Uint8Array[]): void;
}

/**
 * The gossip port: packets on UDP, exchanges on TCP. It takes the layers off what arrives and puts them
 * on what is sent (serf-wire §1); what the messages mean is not its concern. Nothing that arrives and
 * no failure to send makes it throw.
 */
export class GossipTransport {
  /** What is bound: an IP address and the port. */
  readonly address: HostPort;
  readonly #options: GossipTransportOptions;
  readonly #udp: Socket;
  readonly #server: Server;
  readonly #streams: StreamServer;
  readonly #events = new EventLimiter();
  readonly #dropped = new Map<DropReason, number>();
  readonly #counts = { packetsReceived: 0, packetsSent: 0, bytesReceived: 0, bytesSent: 0 };
  readonly #closing = new AbortController();
  #windowStart = 0;
  #packetsInWindow = 0;

  constructor(options: GossipTransportOptions, { address, udp, server }: GossipSockets) {
    this.address = address;
    this.#options = options;
    this.#udp = udp;
    this.#server = server;
    this.#streams = new StreamServer({
      security: options.security,
      timeoutMs: options.tcpTimeoutMs,
      receiver: options.receiver,
      onRefused: (remote, reason) => this.#drop('streamRefused', remote, reason),
      onBroken: (remote, reason) => this.#drop('streamBroken', remote, reason),
    });
    udp.on('message', (packet, remote) => this.#receive(packet, remote));
    udp.on('error', (error) => this.#report('listenerFailed', 'UDP', messageOf(error)));
    server.on('connection', (socket) => this.#streams.accept(socket));
    server.on('error', (error) => this.#report('listenerFailed', 'TCP', messageOf(error)));
  }

  send({ to, parts }: GossipPacket): void {
    if (this.#closing.signal.aborted) return;
    const remote = endpointText(to);
    if (this.#udp.getSendQueueSize() > limits.sendQueueBytesMax) {
      this.#drop('sendQueue', remote, 'the system takes packets too slowly');
      return;
    }
    const bytes = encodePacket(parts, this.#options.security);
    this.#udp.send(bytes, to.port, this.#hostOf(to), (error) => {
      if (error === null) {
        this.#counts.packetsSent += 1;
        this.#counts.bytesSent += bytes.length;
      } else this.#drop('sendFailed', remote, errnoCodeOf(error) ?? messageOf(error));
    });
  }

  /** Rejects with UNAVAILABLE or CORRUPT. */
  exchange(exchange: Exchange): Promise<ExchangeAnswer> {
    const { host } = this.address;
    return dialExchange(exchange, {
      security: this.#options.security,
      localAddress: wildcards.includes(host) ? undefined : host,
      signal: this.#closing.signal,
    });
  }

  stats(): GossipTransportStats {
    return {
      ...this.#counts,
      streamsOpen: this.#streams.openStreams,
      dropped: new Map(this.#dropped),
    };
  }

  /** Ends all exchanges and gives the port back. */
  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    this.#streams.close();
    await Promise.all([
      new Promise<void>((resolve) => this.#udp.close(() => resolve())),
      new Promise<void>((resolve) => this.#server.close(() => resolve())),
    ]);
  }

  #receive(packet: Buffer, { address, port }: RemoteInfo): void {
    this.#counts.packetsReceived += 1;
    this.#counts.bytesReceived += packet.length;
    const remote = `${address}:${port}`;
    if (this.#isFlood()) {
      this.#drop('flood', remote, 'more packets than this node handles');
      return;
    }
    const { messages, refusal } = decodePacket(packet, this.#options.security);
    if (refusal !== undefined) this.#drop(refusal, remote, `a packet of ${packet.length} bytes`);
    const source = bytesOfIp(address);
    if (messages.length > 0 && source !== undefined) {
      this.#options.receiver.messagesReceived({ address: source, port }, messages);
    }
  }

  /** A socket of IPv6 reaches IPv4 by the mapped form. */
  #hostOf({ address }: Endpoint): string {
    const ip = ipOf(address);
    return isIPv6(this.address.host) && isIPv4(ip) ? `::ffff:${ip}` : ip;
  }

  #isFlood(): boolean {
    const now = performance.now();
    if (now - this.#windowStart >= limits.windowMs) {
      this.#windowStart = now;
      this.#packetsInWindow = 0;
    }
    this.#packetsInWindow += 1;
    return this.#packetsInWindow > limits.packetsPerWindow;
  }

  #drop(reason: DropReason, remote: string, detail: string): void {
    if (this.#closing.signal.aborted) return;
    this.#dropped.set(reason, (this.#dropped.get(reason) ?? 0) + 1);
    this.#report(reason, remote, detail);
  }

  /** One of a kind in a while: remotes are forged easily, and would flood the log. */
  #report(type: GossipTransportEvent['type'], remote: string, detail: string): void {
    const suppressed = this.#events.admit(type, performance.now());
    if (suppressed === undefined) return;
    this.#options.onEvent({ type, remote, detail, suppressed });
  }
}
