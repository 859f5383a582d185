import { MokvError } from '../../shared/errors.ts';
import { formatHostPort, type HostPort } from '../../shared/host-port.ts';
import type { Logger } from '../../shared/logger.ts';
import { limits as clockLimits } from '../gossip/clock.ts';
import { encodeMessage } from '../gossip/codec/memberlist-codec.ts';
import { Gossip } from '../gossip/gossip.ts';
import type { Member } from '../gossip/member.ts';
import type { Endpoint, UserEvent } from '../gossip/messages.ts';
import type {
  Exchange,
  GossipEvent,
  GossipOutput,
  GossipStatus,
  KeyOperation,
  KeyQuery,
} from '../gossip/output.ts';
import type { QueryRequest } from '../gossip/own-queries.ts';
import { gossipProfiles } from '../gossip/settings.ts';
import { bindGossipSockets, type GossipSockets } from '../transport/gossip/gossip-sockets.ts';
import { GossipTransport } from '../transport/gossip/gossip-transport.ts';
import type { GossipTransportStats } from '../transport/gossip/gossip-transport-event.ts';
import { readKeyFile } from '../transport/gossip/key-file.ts';
import { type PoolSecurity, packetOverheadBytes } from '../transport/gossip/packet.ts';
import { type OpenedSnapshot, openSerfSnapshot } from '../transport/gossip/serf-snapshot.ts';
import { advertisedEndpoint, endpointsOf } from './gossip-addresses.ts';
import { GossipLog } from './gossip-log.ts';
import { KeyAnswers, type KeyReport } from './key-answers.ts';
import { KeyService, type StoredKeyring } from './key-service.ts';

const limits = {
  /** Host names of seeds that could not be resolved are tried again after so long. */
  resolveAgainMs: 10_000,
  /** Longer than the two messages and their propagation may take (serf-wire §5). */
  leaveMs: 15_000,
} as const;

const profile = gossipProfiles.lan;

export interface GossipNodeOptions {
  /** UDP and TCP; with port 0 whatever is free for both. */
  readonly bindAddress: HostPort;
  readonly name: string;
  readonly tags: ReadonlyMap<string, string>;
  /** The keys of an encrypted pool; undefined: plaintext. */
  readonly keyFile: string | undefined;
  /** Members to join, again and again while this node is alone. */
  readonly seeds: readonly HostPort[];
  /** Where to remember the pool for the next start; undefined: nowhere. */
  readonly snapshotFile: string | undefined;
  readonly log: Logger;
  onEvent(event: GossipEvent): void;
  /** An invariant is broken: the node cannot go on. */
  onFailure(error: unknown): void;
}

/**
 * Starts a member of a Serf pool; it joins in the background. Rejects with CONFIG, FILE_PERMISSION or
 * DISK for an unusable key file, snapshot file or address.
 */
export async function startGossipNode(options: GossipNodeOptions): Promise<GossipNode> {
  const { keyFile, log } = options;
  const stored =
    keyFile === undefined ? undefined : { path: keyFile, keyring: await readKeyFile(keyFile) };
  if (stored === undefined) log.warn({}, 'gossip is not encrypted: anybody may join and evict');
  const opened = await openSnapshot(options);
  let sockets: GossipSockets | undefined;
  try {
    sockets = await bindGossipSockets(options.bindAddress);
    return new GossipNode(options, { stored, opened, sockets });
  } catch (error) {
    sockets?.udp.close();
    sockets?.server.close();
    await opened?.snapshot.close();
    throw error;
  }
}

async function openSnapshot(options: GossipNodeOptions): Promise<OpenedSnapshot | undefined> {
  const { snapshotFile: path, name: ownName, log } = options;
  if (path === undefined) return undefined;
  const onFailure = (error: MokvError): void =>
    log.warn({ error }, 'the gossip snapshot could not be written');
  return openSerfSnapshot({ path, ownName, onFailure });
}

interface GossipNodeParts {
  readonly stored: StoredKeyring | undefined;
  readonly opened: OpenedSnapshot | undefined;
  readonly sockets: GossipSockets;
}

/** Binds the gossip core to its sockets, its timer and its files. */
export class GossipNode {
  /** What is bound. */
  readonly address: HostPort;
  readonly #options: GossipNodeOptions;
  readonly #log: GossipLog;
  readonly #gossip: Gossip;
  readonly #transport: GossipTransport;
  readonly #opened: OpenedSnapshot | undefined;
  readonly #keyService: KeyService;
  readonly #keyAnswers = new KeyAnswers();
  readonly #ticking: NodeJS.Timeout;
  readonly #left = Promise.withResolvers<void>();
  readonly #isEncrypted: boolean;
  #resolving: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(options: GossipNodeOptions, { stored, opened, sockets }: GossipNodeParts) {
    const security: PoolSecurity = { keyring: stored?.keyring, label: Buffer.alloc(0) };
    this.#options = options;
    this.#log = new GossipLog(options.log);
    this.#opened = opened;
    this.#keyService = new KeyService(stored);
    this.#isEncrypted = stored !== undefined;
    this.address = sockets.address;
    this.#gossip = new Gossip({
      name: options.name,
      endpoint: advertisedEndpoint(sockets.address),
      tags: options.tags,
      settings: { ...profile, packetOverheadBytes: packetOverheadBytes(security) },
      random: Math.random,
      now: performance.now(),
      ...(opened === undefined ? {} : { restored: opened.restored }),
    });
    // Nothing is read from the sockets before this constructor returns (serf-wire pitfall 14).
    this.#transport = new GossipTransport(
      {
        security,
        tcpTimeoutMs: profile.tcpTimeoutMs,
        receiver: {
          messagesReceived: (from, messages) => this.#messagesReceived(from, messages),
          pushPullReceived: (request) =>
            this.#input((now) => this.#gossip.pushPullServed(request, now)),
          pingReceived: (ping) => this.#gossip.tcpPingServed(ping),
          userReceived: (user, from) => this.#messagesReceived(from, [encodeMessage(user)]),
        },
        onEvent: (event) => this.#log.transportEvent(event),
      },
      sockets,
    );
    this.#ticking = setInterval(
      () => this.#react((now) => this.#gossip.tick(now)),
      clockLimits.tickIntervalMs,
    );
    void this.#joinAll(options.seeds);
  }

  /** As Serf sees them, this node included. */
  members(): readonly Member[] {
    return this.#gossip.members();
  }

  status(): GossipStatus {
    return this.#gossip.status();
  }

  transportStats(): GossipTransportStats {
    return this.#transport.stats();
  }

  get isEncrypted(): boolean {
    return this.#isEncrypted;
  }

  /** Round-trip time between two members in milliseconds; undefined when it cannot be known. */
  estimatedRttMs(from: string, to: string): number | undefined {
    return this.#gossip.estimatedRttMs(from, to);
  }

  /**
   * Joins the member there; how that ends comes as a `joined` or `joinFailed` event for each of the
   * endpoints that it gives. Rejects with UNAVAILABLE when the host name is unknown.
   */
  async join(seed: HostPort): Promise<readonly Endpoint[]> {
    const endpoints = await endpointsOf(seed, this.address.host);
    this.#react((now) => this.#gossip.join(endpoints, now));
    return endpoints;
  }

  /** Throws INVALID_ARGUMENT when they need more than 512 bytes. */
  setTags(tags: ReadonlyMap<string, string>): void {
    this.#input((now) => this.#gossip.setTags(tags, now));
  }

  /** Makes a failed member left; with `prune` it is forgotten at once. */
  forceLeave(name: string, prune: boolean): void {
    this.#input((now) => this.#gossip.forceLeave(name, { prune }, now));
  }

  /** To all members, this one included. Throws INVALID_ARGUMENT when it is too long. */
  userEvent(event: Omit<UserEvent, 'type' | 'ltime'>): void {
    this.#input((now) => this.#gossip.userEvent(event, now));
  }

  /** Asks the members; what they say comes to `onEvent` under the returned id. See startQuery. */
  query(request: QueryRequest): number {
    return this.#input((now) => this.#gossip.query(request, now));
  }

  /** Answers a `query` event; tells why that is no longer possible. */
  respond(queryId: number, payload: Uint8Array): 'sent' | 'tooLate' | 'tooLong' {
    return this.#input((now) => this.#gossip.respond(queryId, payload, now));
  }

  /** Asks all members to change or list their keys; resolves when all have answered or time is up. */
  queryKeys(operation: KeyOperation, key: Uint8Array): Promise<KeyReport> {
    const { alive } = this.#gossip.status().members;
    // Nobody answers before this turn of the event loop is over: keys change in files.
    const id = this.#input((now) => this.#gossip.queryKeys(operation, key, now));
    return this.#keyAnswers.await(id, alive);
  }

  /** Tells the pool that this node goes for good. Stopping alone is not leaving. */
  async leave(): Promise<void> {
    this.#input((now) => this.#gossip.leave(now));
    const deadline = setTimeout(() => this.#left.resolve(), limits.leaveMs);
    await this.#left.promise;
    clearTimeout(deadline);
  }

  /** Closes the sockets and the snapshot; others will see this node fail unless it has left. */
  async stop(): Promise<void> {
    if (this.#isStopped) return;
    this.#isStopped = true;
    clearInterval(this.#ticking);
    clearTimeout(this.#resolving);
    this.#keyAnswers.close();
    await this.#transport.close();
    await this.#opened?.snapshot.close();
  }

  async #joinAll(seeds: readonly HostPort[]): Promise<void> {
    const found = await Promise.allSettled(
      seeds.map((seed) => endpointsOf(seed, this.address.host)),
    );
    if (this.#isStopped) return;
    const endpoints = found.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
    this.#react((now) => this.#gossip.join(endpoints, now));
    const unknown = seeds.filter((_, index) => found[index]?.status === 'rejected');
    if (unknown.length === 0) return;
    const facts = { seeds: unknown.map(formatHostPort) };
    this.#options.log.warn(facts, 'host names of the gossip pool are unknown');
    this.#resolving = setTimeout(() => void this.#joinAll(unknown), limits.resolveAgainMs);
  }

  #messagesReceived(from: Endpoint, messages: readonly Uint8Array[]): void {
    this.#react((now) => {
      for (const message of messages) this.#gossip.packet(from, message, now);
    });
  }

  /** An input of the network or the clock: nobody is there to catch what it throws. */
  #react(work: (now: number) => void): void {
    if (this.#isStopped) return;
    try {
      this.#input(work);
    } catch (error) {
      this.#options.onFailure(error);
    }
  }

  /** Every input goes through here, so that its output is carried out at once. */
  #input<T>(work: (now: number) => T): T {
    const result = work(performance.now());
    this.#carryOut(this.#gossip.takeOutput());
    return result;
  }

  #carryOut({ packets, exchanges, events, records }: GossipOutput): void {
    for (const packet of packets) this.#transport.send(packet);
    for (const exchange of exchanges) void this.#exchange(exchange);
    if (records.length > 0) this.#opened?.snapshot.append(records);
    for (const event of events) this.#report(event);
  }

  async #exchange(exchange: Exchange): Promise<void> {
    const { id } = exchange;
    const done = await this.#transport.exchange(exchange).then(
      (answer) => (now: number) => this.#gossip.streamAnswered(id, answer, now),
      (error: unknown) => (now: number) => {
        if (!(error instanceof MokvError)) throw error;
        this.#gossip.streamFailed(id, error.message, now);
      },
    );
    this.#react(done);
  }

  #report(event: GossipEvent): void {
    this.#log.gossipEvent(event);
    if (event.type === 'leaveFinished') this.#left.resolve();
    // Two nodes of one name keep refuting each other: who loses the vote goes (serf-wire §6.7).
    if (event.type === 'nameLost') void this.stop();
    if (event.type === 'keyQuery') void this.#serveKeys(event);
    else this.#keyAnswers.take(event);
    this.#options.onEvent(event);
  }

  async #serveKeys(query: KeyQuery): Promise<void> {
    const { operation, sourceNode } = query;
    const response = await this.#keyService.serve(query);
    const { result, message } = response;
    const facts = { operation, by: sourceNode, result, message };
    this.#options.log.info(facts, 'gossip keys asked for or changed');
    this.#react((now) => this.#gossip.respondKeys(query.queryId, response, now));
  }
}
