import { encodePushPull, PushPullDecoder } from '../../src/node/gossip/codec/push-pull-codec.ts';
import { Gossip } from '../../src/node/gossip/gossip.ts';
import type { MemberStatus } from '../../src/node/gossip/member.ts';
import type { Endpoint, PushPull } from '../../src/node/gossip/messages.ts';
import type {
  Exchange,
  ExchangeAnswer,
  GossipEvent,
  GossipOutput,
  RestoredGossip,
  SnapshotRecord,
} from '../../src/node/gossip/output.ts';
import { type GossipSettings, gossipProfiles } from '../../src/node/gossip/settings.ts';
import { type Random, seededRandom } from '../../src/shared/random.ts';
import { EventHeap } from './event-heap.ts';

const limits = {
  tickMs: 50,
  /** What a socket's buffer holds while its process stands still. */
  socketBufferMax: 2000,
} as const;

export const lanSettings: GossipSettings = { ...gossipProfiles.lan, packetOverheadBytes: 0 };

export interface PoolOptions {
  readonly seed: number;
  readonly settings?: GossipSettings;
  /** Share of the UDP packets that get lost. */
  readonly loss?: number;
  readonly latencyMeanMs?: number;
}

export interface NodeOptions {
  readonly tags?: ReadonlyMap<string, string>;
  readonly restored?: RestoredGossip;
  /** By default an address of its own, the same in each of its lives. */
  readonly endpoint?: Endpoint;
}

export interface PoolNode {
  readonly name: string;
  readonly endpoint: Endpoint;
  readonly gossip: Gossip;
  isRunning: boolean;
  /** While it stands still: what its sockets hold. */
  stalledUntil: number;
  readonly socket: (() => void)[];
  readonly records: SnapshotRecord[];
}

export interface PoolEvent {
  readonly at: number;
  readonly node: string;
  readonly event: GossipEvent;
}

/** Gossip cores on a simulated network, from a seed: messages go through the real codec. */
export class GossipPool {
  readonly events: PoolEvent[] = [];
  now = 0;
  packets = 0;
  bytes = 0;
  readonly #options: Required<PoolOptions>;
  readonly #random: Random;
  readonly #heap = new EventHeap();
  readonly #nodes = new Map<string, PoolNode>();
  readonly #addresses = new Map<string, number>();
  #isReachable: (from: string, to: string) => boolean = () => true;

  constructor(options: PoolOptions) {
    this.#options = { settings: lanSettings, loss: 0, latencyMeanMs: 1, ...options };
    this.#random = seededRandom(options.seed);
  }

  start(name: string, { tags = new Map(), restored, endpoint }: NodeOptions = {}): PoolNode {
    const address = endpoint ?? this.endpointOf(name);
    const gossip = new Gossip({
      name,
      endpoint: address,
      tags,
      settings: this.#options.settings,
      random: seededRandom(Math.floor(this.#random() * 2 ** 31)),
      now: this.now,
      ...(restored === undefined ? {} : { restored }),
    });
    const node: PoolNode = {
      name,
      endpoint: address,
      gossip,
      isRunning: true,
      stalledUntil: 0,
      socket: [],
      records: [],
    };
    this.#nodes.set(keyOf(address), node);
    this.drain(node);
    this.#tickForever(node, this.#random() * limits.tickMs);
    return node;
  }

  /** As by kill -9. */
  kill(node: PoolNode): void {
    node.isRunning = false;
    if (this.#nodes.get(keyOf(node.endpoint)) === node) this.#nodes.delete(keyOf(node.endpoint));
  }

  /** As by SIGSTOP, or a garbage collection. */
  stall(node: PoolNode, ms: number): void {
    if (node.stalledUntil > this.now) return;
    node.stalledUntil = this.now + ms;
    // Node runs timers before it reads sockets.
    this.after(ms, () => {
      this.input(node, () => node.gossip.tick(this.now));
      for (const deliver of node.socket.splice(0)) deliver();
    });
  }

  partition(isReachable: (from: string, to: string) => boolean): void {
    this.#isReachable = isReachable;
  }

  heal(): void {
    this.#isReachable = () => true;
  }

  endpointOf(name: string): Endpoint {
    const number = this.#addresses.get(name) ?? this.#addresses.size + 1;
    this.#addresses.set(name, number);
    return { address: Uint8Array.of(10, 0, number >> 8, number & 0xff), port: 7946 };
  }

  join(node: PoolNode, ...others: readonly PoolNode[]): void {
    const endpoints = others.map(({ endpoint }) => endpoint);
    this.input(node, () => node.gossip.join(endpoints, this.now));
  }

  /** Calls the core, then does what it asks for. */
  input(node: PoolNode, call: () => void): void {
    if (!node.isRunning) return;
    call();
    this.drain(node);
  }

  after(ms: number, run: () => void): void {
    this.#heap.push(this.now + ms, run);
  }

  run(ms: number): void {
    const until = this.now + ms;
    for (let next = this.#heap.popUntil(until); next !== undefined; ) {
      this.now = next.at;
      next.run();
      next = this.#heap.popUntil(until);
    }
    this.now = until;
  }

  /** How long it took; undefined when it did not happen in time. */
  runUntil(isDone: () => boolean, msMax: number): number | undefined {
    const begin = this.now;
    while (this.now - begin < msMax) {
      if (isDone()) return this.now - begin;
      this.run(limits.tickMs);
    }
    return isDone() ? this.now - begin : undefined;
  }

  running(): PoolNode[] {
    return [...this.#nodes.values()].filter(({ isRunning }) => isRunning);
  }

  /** Whether all running nodes hold this member to be so. */
  allSee(name: string, status: MemberStatus | undefined): boolean {
    return this.running().every((node) => statusAt(node, name) === status);
  }

  /** Whether all running nodes see all running nodes alive. */
  isConverged(): boolean {
    const names = this.running().map(({ name }) => name);
    return this.running().every((node) => {
      const members = new Map(node.gossip.members().map(({ name, status }) => [name, status]));
      return names.every((name) => members.get(name) === 'alive');
    });
  }

  drain(node: PoolNode): void {
    const { packets, exchanges, events, records }: GossipOutput = node.gossip.takeOutput();
    for (const { to, parts } of packets) this.#sendPacket(node, to, parts);
    for (const exchange of exchanges) this.#exchange(node, exchange);
    for (const event of events) this.events.push({ at: this.now, node: node.name, event });
    for (const record of records) if (!record.type.endsWith('lock')) node.records.push(record);
  }

  #tickForever(node: PoolNode, delayMs: number): void {
    this.after(delayMs, () => {
      if (!node.isRunning) return;
      if (node.stalledUntil <= this.now) this.input(node, () => node.gossip.tick(this.now));
      this.#tickForever(node, limits.tickMs);
    });
  }

  #sendPacket(from: PoolNode, to: Endpoint, parts: readonly Uint8Array[]): void {
    this.packets += 1;
    for (const { length } of parts) this.bytes += length;
    if (this.#random() < this.#options.loss) return;
    this.after(this.#latency(), () => {
      const target = this.#nodes.get(keyOf(to));
      if (target === undefined || !this.#isReachable(from.name, target.name)) return;
      this.#deliver(target, () => {
        for (const part of parts) {
          this.input(target, () => target.gossip.packet(from.endpoint, part, this.now));
        }
      });
    });
  }

  #exchange(from: PoolNode, exchange: Exchange): void {
    const { id, to, timeoutMs } = exchange;
    let isOpen = true;
    const finish = (call: () => void): void => {
      if (!isOpen) return;
      isOpen = false;
      this.#deliver(from, () => this.input(from, call));
    };
    const fail = (reason: string): void =>
      finish(() => from.gossip.streamFailed(id, reason, this.now));
    this.after(timeoutMs, () => fail('timeout'));
    this.after(this.#latency(), () => {
      const target = this.#nodes.get(keyOf(to));
      if (target === undefined) fail('connection refused');
      else if (this.#isReachable(from.name, target.name)) {
        this.#deliver(target, () => {
          const reply = this.#serve(target, exchange);
          if (reply === undefined) fail('closed without an answer');
          else if (this.#isReachable(target.name, from.name)) {
            this.after(this.#latency(), () =>
              finish(() => from.gossip.streamAnswered(id, reply, this.now)),
            );
          }
        });
      }
    });
  }

  #serve(target: PoolNode, exchange: Exchange): ExchangeAnswer | undefined {
    let reply: ExchangeAnswer | undefined;
    this.input(target, () => {
      if (exchange.type === 'tcpPing') reply = target.gossip.tcpPingServed(exchange.request);
      else
        reply = overTheWire(target.gossip.pushPullServed(overTheWire(exchange.request), this.now));
    });
    return reply;
  }

  #deliver(target: PoolNode, deliver: () => void): void {
    if (target.stalledUntil <= this.now) deliver();
    else if (target.socket.length < limits.socketBufferMax) target.socket.push(deliver);
  }

  #latency(): number {
    return -Math.log(1 - this.#random()) * this.#options.latencyMeanMs;
  }
}

export function statusAt(node: PoolNode, name: string): MemberStatus | undefined {
  return node.gossip.members().find((member) => member.name === name)?.status;
}

function overTheWire(state: PushPull): PushPull {
  const decoder = new PushPullDecoder(encodePushPull(state));
  for (;;) {
    const decoded = decoder.step();
    if (decoded !== undefined) return decoded;
  }
}

function keyOf({ address, port }: Endpoint): string {
  return `${address.join('.')}:${port}`;
}
