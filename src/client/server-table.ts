import { formatHostPort, type HostPort, parseHostPort } from '../shared/host-port.ts';
import type { KnownServer } from './server-order.ts';

const limits = {
  /** How long one that failed is spared: doubled at each failure in a row. */
  restMs: 100,
  restMaxMs: 5000,
  /** Servers of one cluster that a client keeps. */
  serversMax: 64,
} as const;

/** The share of a new measurement in the mean. */
const rttShare = 0.3;

interface Facts {
  readonly endpoint: HostPort;
  isListed: boolean;
  isReached: boolean;
  failures: number;
  restsUntil: number;
  rttMs: number | undefined;
}

/**
 * What a client knows of the servers of its cluster: the seeds it was given, and those that the cluster
 * listed last. Time comes from `now`, in milliseconds.
 */
export class ServerTable {
  /** host:port of the server that answered last. */
  answered: string | undefined;
  /** A connection has come about once: the addresses and the certificates are right. */
  wasReached = false;
  readonly #seeds: ReadonlySet<string>;
  readonly #servers = new Map<string, Facts>();
  readonly #now: () => number;
  #leader: string | undefined;

  constructor(seeds: readonly HostPort[], now: () => number) {
    this.#now = now;
    for (const seed of seeds) this.#add(seed);
    this.#seeds = new Set(this.#servers.keys());
  }

  get size(): number {
    return this.#servers.size;
  }

  get leader(): string | undefined {
    return this.#leader;
  }

  /** Listed ones first: a seed may be another name of one of them. `inFlight` tells the open calls of each. */
  servers(inFlight: (address: string) => number): readonly KnownServer[] {
    const now = this.#now();
    const all = [...this.#servers].sort(([, a], [, b]) => Number(b.isListed) - Number(a.isListed));
    return all.map(([address, { isReached, restsUntil, rttMs }]) => ({
      address,
      isLeader: address === this.#leader,
      isReached,
      isResting: restsUntil > now,
      rttMs,
      inFlight: inFlight(address),
    }));
  }

  endpointOf(address: string): HostPort | undefined {
    return this.#servers.get(address)?.endpoint;
  }

  /** The cluster's own list. What is not on it and no seed is forgotten. True when there are new ones. */
  list(servers: readonly { readonly address: string; readonly isLeader: boolean }[]): boolean {
    const { size } = this.#servers;
    const addresses = new Set<string>();
    for (const { address, isLeader } of servers.slice(0, limits.serversMax)) {
      const endpoint = parseHostPort(address);
      if (endpoint === undefined) continue;
      addresses.add(formatHostPort(endpoint));
      this.#add(endpoint).isListed = true;
      if (isLeader) this.#leader = formatHostPort(endpoint);
    }
    const hasNew = this.#servers.size > size;
    for (const [address, facts] of this.#servers) {
      if (addresses.has(address)) continue;
      facts.isListed = false;
      if (!this.#seeds.has(address) && address !== this.#leader) this.#servers.delete(address);
    }
    return hasNew;
  }

  /** As a follower names it. */
  leaderIs(address: string): void {
    const endpoint = parseHostPort(address);
    if (endpoint === undefined) return;
    this.#add(endpoint);
    this.#leader = formatHostPort(endpoint);
  }

  /** It said so itself, or cannot be reached. */
  leadsNoMore(address: string): void {
    if (this.#leader === address) this.#leader = undefined;
  }

  reached(address: string): void {
    this.wasReached = true;
    const facts = this.#servers.get(address);
    if (facts === undefined) return;
    facts.isReached = true;
    facts.failures = 0;
    facts.restsUntil = 0;
  }

  failed(address: string): void {
    this.leadsNoMore(address);
    const facts = this.#servers.get(address);
    if (facts === undefined) return;
    facts.isReached = false;
    facts.restsUntil =
      this.#now() + Math.min(limits.restMs * 2 ** facts.failures, limits.restMaxMs);
    facts.failures += 1;
  }

  measured(address: string, rttMs: number): void {
    const facts = this.#servers.get(address);
    if (facts === undefined) return;
    const before = facts.rttMs ?? rttMs;
    facts.rttMs = before + (rttMs - before) * rttShare;
  }

  #add(endpoint: HostPort): Facts {
    const address = formatHostPort(endpoint);
    const known = this.#servers.get(address);
    if (known !== undefined) return known;
    const facts = {
      endpoint,
      isListed: false,
      isReached: false,
      failures: 0,
      restsUntil: 0,
      rttMs: undefined,
    };
    this.#servers.set(address, facts);
    return facts;
  }
}
