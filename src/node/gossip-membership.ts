import { messageOf } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import type { Member } from './gossip/member.ts';
import type { Membership } from './membership.ts';
import { type Configuration, isVoter, type Server, serverOf } from './raft/configuration.ts';
import type { RaftStatus } from './raft/output.ts';

const limits = {
  pollMs: 250,
  /** A member that could not be added or removed is tried again after this long, doubled each time. */
  retryMsMin: 1000,
  retryMsMax: 30_000,
  /** A node that has become a voter takes its tag back within about a second. */
  emptyVoterMs: 5000,
} as const;

/** mökv's tag for the address of the RPC port, and ours. */
const gossipTags = {
  rpcAddress: 'rpc_addr',
  version: 'mokv',
  /** Set by a node that is in no cluster yet and wants to be. */
  join: 'join',
} as const;

export interface GossipPool {
  members(): readonly Member[];
  setTags(tags: ReadonlyMap<string, string>): void;
}

export interface GossipMembershipOptions {
  readonly id: string;
  readonly rpcAddress: string;
  readonly version: string;
  readonly pool: GossipPool;
  readonly raft: () => RaftStatus;
  readonly membership: Membership;
  readonly log: Logger;
}

/** A difference between gossip and the Raft configuration that the leader mends. */
type Step =
  | { readonly type: 'add'; readonly id: string; readonly address: string }
  /** Its disk is empty, but it has voted under this name before: it has to begin anew. */
  | { readonly type: 'readd'; readonly id: string; readonly address: string }
  | { readonly type: 'remove'; readonly id: string };

/**
 * Brings the Raft configuration in line with gossip, on whichever node leads, one member at a time and
 * until it is done. Only what somebody means changes it: a new node asks to join by a tag, and a member
 * that has left is removed. One that merely failed stays (reliability: a failure never removes a voter).
 */
export class GossipMembership {
  readonly #options: GossipMembershipOptions;
  readonly #retries = new Map<string, { readonly at: number; readonly delayMs: number }>();
  readonly #timer: NodeJS.Timeout;
  /** Since when a voter has asked to join, as only one without data does. */
  readonly #emptySince = new Map<string, number>();
  #wantsToJoin: boolean;
  #busy = false;

  constructor(options: GossipMembershipOptions) {
    this.#options = options;
    this.#wantsToJoin = options.raft().configuration.servers.length === 0;
    this.#timer = setInterval(() => this.#poll(), limits.pollMs);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #poll(): void {
    const raft = this.#options.raft();
    this.#updateTags(raft.configuration);
    if (raft.role !== 'leader' || this.#busy) return;
    const now = performance.now();
    const step = nextStep(this.#options, raft.configuration, (candidate) => {
      return now >= (this.#retries.get(candidate.id)?.at ?? 0) && this.#hasSettled(candidate, now);
    });
    if (step !== undefined) void this.#carryOut(step);
  }

  #hasSettled({ type, id }: Step, now: number): boolean {
    if (type !== 'readd') {
      this.#emptySince.delete(id);
      return true;
    }
    const since = this.#emptySince.get(id) ?? now;
    this.#emptySince.set(id, since);
    return now - since >= limits.emptyVoterMs;
  }

  #updateTags({ servers }: Configuration): void {
    if (!this.#wantsToJoin || !isVoter({ servers }, this.#options.id)) return;
    this.#wantsToJoin = false;
    this.#options.pool.setTags(tagsOf(this.#options, this.#wantsToJoin));
  }

  async #carryOut(step: Step): Promise<void> {
    const { log, membership } = this.#options;
    this.#busy = true;
    try {
      if (step.type !== 'add') await membership.remove(step.id);
      if (step.type !== 'remove') await membership.add({ ...step, nonVoter: false });
      this.#retries.delete(step.id);
      log.info({ member: step.id, step: step.type }, 'membership follows gossip');
    } catch (error) {
      const delayMs = this.#backOff(step.id);
      const facts = { member: step.id, step: step.type, reason: messageOf(error), delayMs };
      log.warn(facts, 'membership does not follow gossip yet');
    }
    this.#busy = false;
  }

  #backOff(id: string): number {
    const before = this.#retries.get(id)?.delayMs ?? limits.retryMsMin / 2;
    const delayMs = Math.min(before * 2, limits.retryMsMax);
    this.#retries.set(id, { at: performance.now() + delayMs, delayMs });
    return delayMs;
  }
}

/** The tags that this node shows to the pool. */
export function tagsOf(
  { rpcAddress, version }: Pick<GossipMembershipOptions, 'rpcAddress' | 'version'>,
  wantsToJoin: boolean,
): ReadonlyMap<string, string> {
  const tags = new Map<string, string>([
    [gossipTags.rpcAddress, rpcAddress],
    [gossipTags.version, version],
  ]);
  if (wantsToJoin) tags.set(gossipTags.join, 'voter');
  return tags;
}

function nextStep(
  { id: self, pool }: Pick<GossipMembershipOptions, 'id' | 'pool'>,
  configuration: Configuration,
  isDue: (step: Step) => boolean,
): Step | undefined {
  for (const member of pool.members()) {
    if (member.name === self) continue;
    const step = stepFor(member, serverOf(configuration, member.name));
    if (step !== undefined && isDue(step)) return step;
  }
  return undefined;
}

function stepFor(member: Member, server: Server | undefined): Step | undefined {
  const { name: id, status, tags } = member;
  const address = tags.get(gossipTags.rpcAddress);
  if (status === 'left') return server === undefined ? undefined : { type: 'remove', id };
  if (status !== 'alive' || address === undefined) return undefined;
  if (tags.has(gossipTags.join)) {
    return { type: server?.suffrage === 'voter' ? 'readd' : 'add', id, address };
  }
  // A node of mökv has no tag to say that it wants in: being there means it.
  if (server === undefined) {
    return tags.has(gossipTags.version) ? undefined : { type: 'add', id, address };
  }
  // It has moved, and its certificate will prove that it is the same.
  return server.address === address ? undefined : { type: 'add', id, address };
}
