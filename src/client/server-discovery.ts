import { kvService } from '../api/services.ts';
import { errorOfCall, readErrorOf } from './call-errors.ts';
import type { Connections } from './connections.ts';
import type { ServerTable } from './server-table.ts';

const limits = {
  /** After the first answer: a program that makes one call and ends needs no list. */
  firstMs: 250,
  everyMs: 30_000,
  /** While nobody names a leader. */
  leaderlessMs: 2000,
  /** Between two that failures ask for. */
  pauseMs: 200,
  answerMs: 1000,
} as const;

interface Answer {
  readonly address: string;
  readonly servers: readonly { readonly address: string; readonly isLeader: boolean }[];
}

/**
 * Keeps the table of servers true: asks all of them at once who the servers are, in the background, and
 * measures how long each takes. What the leader says of itself counts more than what the others say.
 */
export class ServerDiscovery {
  readonly #table: ServerTable;
  readonly #connections: Connections;
  #timer: NodeJS.Timeout | undefined;
  #isAsking = false;
  #isClosed = false;
  #askedAt = Number.NEGATIVE_INFINITY;
  #isStarted = false;
  /** Servers that were not asked yet. */
  #hasNew = false;

  constructor(table: ServerTable, connections: Connections) {
    this.#table = table;
    this.#connections = connections;
  }

  /** The cluster has answered for the first time. */
  start(): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.#schedule(limits.firstMs);
  }

  /** Something is not as it was. */
  soon(): void {
    if (!this.#isStarted || this.#isAsking) return;
    this.#schedule(Math.max(this.#askedAt + limits.pauseMs - performance.now(), 0));
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  #schedule(ms: number): void {
    if (this.#isClosed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), ms).unref();
  }

  async #askAll(): Promise<void> {
    const addresses = this.#table.servers(() => 0).map(({ address }) => address);
    let isFromLeader = false;
    const ask = async (address: string): Promise<void> => {
      const answer = await this.#askOne(address);
      if (answer === undefined || this.#isClosed) return;
      const isLeader = answer.servers.some((one) => one.isLeader && one.address === address);
      if (isFromLeader || answer.servers.length === 0) return;
      isFromLeader = isLeader;
      if (this.#table.list(answer.servers)) this.#hasNew = true;
    };
    await Promise.all(addresses.map(ask));
  }

  #ask(): void {
    this.#isAsking = true;
    this.#askedAt = performance.now();
    const done = (): void => {
      this.#isAsking = false;
      if (this.#isClosed) return;
      const known = this.#table.servers(() => 0).map(({ address }) => address);
      this.#connections.keepOnly(new Set(known));
      const isKnown = this.#table.leader !== undefined;
      if (this.#hasNew) this.#schedule(limits.pauseMs);
      else this.#schedule(isKnown ? limits.everyMs : limits.leaderlessMs);
      this.#hasNew = false;
    };
    // Nothing above throws but a bug, and that ends the process as an unhandled rejection.
    void this.#askAll().then(done);
  }

  async #askOne(address: string): Promise<Answer | undefined> {
    const endpoint = this.#table.endpointOf(address);
    if (endpoint === undefined) return undefined;
    const call = { deadline: Date.now() + limits.answerMs };
    try {
      const connection = await this.#connections.open(endpoint, call);
      const asked = performance.now();
      const { servers } = await connection.unary(kvService.getServers, {}, call);
      this.#table.measured(address, performance.now() - asked);
      this.#table.reached(address);
      const list = servers.map(({ rpcAddr, isLeader }) => ({
        address: rpcAddr ?? '',
        isLeader: isLeader ?? false,
      }));
      return { address, servers: list };
    } catch (error) {
      // Who may not ask, or asks a server that is down, does without.
      errorOfCall(error, readErrorOf);
      this.#table.failed(address);
      return undefined;
    }
  }
}
