import { MokvError, messageOf } from '../shared/errors.ts';
import { type HostPort, parseHostPort } from '../shared/host-port.ts';
import { quoted } from '../shared/quoted.ts';
import type { Member } from './gossip/member.ts';
import type { GossipEvent } from './gossip/output.ts';
import type { GossipNode } from './gossip-node/gossip-node.ts';
import { askPool } from './gossip-query.ts';
import type {
  GossipPort,
  JoinOutcome,
  PoolChange,
  PoolKeyAnswer,
  PoolKeyOperation,
  PoolListener,
  PoolMember,
  PoolQueryListener,
} from './server/gossip-port.ts';
import { endpointText } from './transport/gossip/ip-address.ts';

const limits = {
  /** For a member to answer a join; the exchange itself gives up after 10 s (serf-wire §3.1). */
  joinMs: 11_000,
} as const;

interface Opened {
  readonly pool: GossipNode;
  /** Out of the pool and of the cluster. */
  readonly leave: () => Promise<void>;
}

/** What the services see of the pool. Gossip starts after they listen, so it is opened later. */
export class GossipAccess implements GossipPort {
  readonly id: string;
  readonly #onLeft: () => void;
  readonly #listeners = new Set<PoolListener>();
  readonly #takers = new Set<(event: GossipEvent) => void>();
  #opened: Opened | undefined;
  #leaving: Promise<void> | undefined;

  /** `onLeft` ends the process. */
  constructor(id: string, onLeft: () => void) {
    this.id = id;
    this.#onLeft = onLeft;
  }

  open(opened: Opened): void {
    this.#opened = opened;
  }

  close(): void {
    this.#opened = undefined;
    for (const listener of this.#listeners) listener.ended();
    this.#listeners.clear();
  }

  /** Everything that the pool reports. */
  take(event: GossipEvent): void {
    for (const take of this.#takers) take(event);
    if (this.#listeners.size === 0) return;
    const change = this.#changeOf(event);
    if (change === undefined) return;
    for (const listener of this.#listeners) listener.changed(change);
  }

  isEncrypted(): boolean {
    return this.#pool.isEncrypted;
  }

  members(): readonly PoolMember[] {
    return this.#pool.members().map((member) => this.#memberOf(member));
  }

  rttMs(from: string, to: string): number {
    this.#member(from);
    this.#member(to);
    const rttMs = this.#pool.estimatedRttMs(from, to);
    if (rttMs !== undefined) return rttMs;
    throw new MokvError('UNAVAILABLE', `no estimate between ${from} and ${to} yet`, {
      hint: 'coordinates come with the probes: try again in some seconds',
    });
  }

  async join(addresses: readonly string[]): Promise<readonly JoinOutcome[]> {
    const targets = addresses.map((address) => ({ address, target: parsed(address) }));
    return Promise.all(
      targets.map(async ({ address, target }) => ({ address, failure: await this.#join(target) })),
    );
  }

  forceLeave(name: string, prune: boolean): void {
    const { status } = this.#member(name);
    if (status === 'alive') {
      throw new MokvError('CONDITION_FAILED', `${name} is alive`, {
        hint: `it would refute that; to have it go: mokv -e ADDR_OF_${name} leave`,
      });
    }
    this.#pool.forceLeave(name, prune);
  }

  leave(): Promise<void> {
    const { leave } = this.#ready();
    this.#leaving ??= leave().then(() => void setImmediate(this.#onLeft));
    return this.#leaving;
  }

  async keys(operation: PoolKeyOperation, key: Uint8Array): Promise<readonly PoolKeyAnswer[]> {
    const pool = this.#pool;
    if (!pool.isEncrypted) {
      throw new MokvError('CONDITION_FAILED', 'gossip is not encrypted: there are no keys', {
        hint: 'start every node with the same gossip-key-file',
      });
    }
    const expected = pool.members().filter(({ status }) => status === 'alive');
    const { answers } = await pool.queryKeys(operation, key);
    const names = new Set([...expected.map(({ name }) => name), ...answers.keys()]);
    return [...names].sort().map((name) => {
      const answer = answers.get(name);
      if (answer === undefined) {
        return { name, ok: false, message: 'no answer in time', keys: [], primaryKey: '' };
      }
      const { result: ok, message, keys, primaryKey } = answer;
      return { name, ok, message, keys, primaryKey };
    });
  }

  sendEvent(name: string, payload: Uint8Array): void {
    this.#pool.userEvent({ name, payload, coalesce: false });
  }

  query(name: string, payload: Uint8Array, listener: PoolQueryListener): () => void {
    return askPool(this.#pool, this.#takers, { name, payload }, listener);
  }

  subscribe(listener: PoolListener): () => void {
    this.#ready();
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get #pool(): GossipNode {
    return this.#ready().pool;
  }

  #ready(): Opened {
    if (this.#opened !== undefined) return this.#opened;
    throw new MokvError('UNAVAILABLE', `${this.id} does not gossip now: it starts or stops`, {
      hint: 'try again in a second',
    });
  }

  #member(name: string): Member {
    const members = this.#pool.members();
    const member = members.find((one) => one.name === name);
    if (member !== undefined) return member;
    const names = members.map((one) => one.name).join(', ');
    throw new MokvError('NOT_FOUND', `${quoted(name)} is not in the pool; there are ${names}`, {
      hint: "'mokv gossip members' shows them",
    });
  }

  /** Why it failed. One of the addresses behind a host name is enough. */
  async #join(target: HostPort): Promise<string | undefined> {
    const own = endpointText(this.#member(this.id));
    const events: GossipEvent[] = [];
    const changed = { notify: (): void => undefined };
    const take = (event: GossipEvent): void => {
      events.push(event);
      changed.notify();
    };
    this.#takers.add(take);
    try {
      const endpoints = (await this.#pool.join(target)).map(endpointText);
      if (endpoints.includes(own)) return 'it is the address of this node';
      return await new Promise((resolve) => {
        const timer = setTimeout(() => resolve('no answer in time'), limits.joinMs);
        changed.notify = () => {
          const outcome = outcomeOf(events, endpoints);
          if (outcome === undefined) return;
          clearTimeout(timer);
          resolve(outcome.failure);
        };
        changed.notify();
      });
    } catch (error) {
      return messageOf(error);
    } finally {
      this.#takers.delete(take);
    }
  }

  #memberOf(member: Member): PoolMember {
    const { name, status, tags, incarnation } = member;
    const rttMs = this.#opened?.pool.estimatedRttMs(this.id, name);
    return { name, address: endpointText(member), status, tags, incarnation, rttMs };
  }

  #changeOf(event: GossipEvent): PoolChange | undefined {
    if (event.type === 'userEvent') {
      return { type: 'user', name: event.name, payload: event.payload };
    }
    if (!('member' in event)) return undefined;
    return { type: changeTypes[event.type], member: this.#memberOf(event.member) };
  }
}

const changeTypes = {
  memberJoin: 'join',
  memberLeave: 'leave',
  memberFailed: 'failed',
  memberUpdate: 'update',
  memberReap: 'reap',
} as const;

function parsed(address: string): HostPort {
  const target = parseHostPort(address);
  if (target !== undefined) return target;
  throw new MokvError('INVALID_ARGUMENT', `${quoted(address)} is no address`, {
    hint: 'host:port of the gossip port (bind-addr) of a member, for example 10.0.0.2:8401',
  });
}

/** Undefined while it is open. */
function outcomeOf(
  events: readonly GossipEvent[],
  endpoints: readonly string[],
): { readonly failure: string | undefined } | undefined {
  const failures = new Map<string, string>();
  for (const event of events) {
    if (event.type !== 'joined' && event.type !== 'joinFailed') continue;
    const endpoint = endpointText(event.endpoint);
    if (!endpoints.includes(endpoint)) continue;
    if (event.type === 'joined') return { failure: undefined };
    failures.set(endpoint, event.reason);
  }
  const isOver = failures.size === new Set(endpoints).size;
  return isOver ? { failure: [...failures.values()].join('; ') } : undefined;
}
