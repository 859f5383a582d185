import { messageOf } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import type { Member } from './gossip/member.ts';
import { gossipTags, joinedTokens, joinTokens, nextStep, type Step } from './gossip-steps.ts';
import type { Membership } from './membership.ts';
import type { RaftStatus } from './raft/output.ts';

const limits = {
  pollMs: 250,
  /** A member that could not be added or removed is tried again after this long, doubled each time. */
  retryMsMin: 1000,
  retryMsMax: 30_000,
  /** By then a new leader has heard whom the one before it has made a voter. */
  emptyVoterMs: 3000,
  /** A tag of them stays within the 512 bytes that a member has for all of its tags. */
  joinedTokensMax: 16,
} as const;

export interface GossipPool {
  members(): readonly Member[];
  setTags(tags: ReadonlyMap<string, string>): void;
}

/** What the pool is told about this node. */
export interface NodeTags {
  readonly rpcAddress: string;
  readonly version: string;
  /** Of a node without data that wants to be a voter; new at each start. */
  readonly joinToken: string | undefined;
}

export interface GossipMembershipOptions {
  readonly id: string;
  readonly tags: NodeTags;
  readonly pool: GossipPool;
  readonly raft: () => RaftStatus;
  readonly membership: Pick<Membership, 'add' | 'remove'>;
  readonly log: Logger;
}

/**
 * Brings the Raft configuration in line with gossip, on whichever node leads, one member at a time and
 * until it is done. Only what somebody means changes it: a new node asks to join by a tag, and a member
 * that has left is removed. One that merely failed stays: a failure never removes a voter.
 */
export class GossipMembership {
  readonly #options: GossipMembershipOptions;
  readonly #retries = new Map<string, { readonly at: number; readonly delayMs: number }>();
  readonly #timer: NodeJS.Timeout;
  /** Since when a voter has asked to join, as only one without data does. */
  readonly #emptySince = new Map<string, number>();
  #joinToken: string | undefined;
  #joined: readonly string[] = [];
  #busy = false;

  constructor(options: GossipMembershipOptions) {
    this.#options = options;
    this.#joinToken = options.tags.joinToken;
    this.#timer = setInterval(() => this.#poll(), limits.pollMs);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #poll(): void {
    const { id, pool, raft } = this.#options;
    const members = pool.members();
    this.#updateTags(members);
    const { role, configuration } = raft();
    if (role !== 'leader') this.#emptySince.clear();
    if (role !== 'leader' || this.#busy) return;
    const now = performance.now();
    const step = nextStep(members, id, configuration, (candidate) => {
      return now >= (this.#retries.get(candidate.id)?.at ?? 0) && this.#hasSettled(candidate, now);
    });
    if (step !== undefined) void this.#carryOut(step, members);
  }

  #hasSettled({ type, id }: Step, now: number): boolean {
    if (type !== 'readd') return true;
    const since = this.#emptySince.get(id) ?? now;
    this.#emptySince.set(id, since);
    return now - since >= limits.emptyVoterMs;
  }

  /** The node that asked and the leader that did it take their tags back, in this order. */
  #updateTags(members: readonly Member[]): void {
    const asking = joinTokens(members);
    const joined = this.#joined.filter((token) => asking.has(token));
    const isDone = this.#joinToken !== undefined && joinedTokens(members).has(this.#joinToken);
    if (!isDone && joined.length === this.#joined.length) return;
    if (isDone) this.#joinToken = undefined;
    this.#setTags(joined);
  }

  #setTags(joined: readonly string[]): void {
    this.#joined = joined.slice(-limits.joinedTokensMax);
    const tags = { ...this.#options.tags, joinToken: this.#joinToken };
    this.#options.pool.setTags(tagsOf(tags, this.#joined));
  }

  async #carryOut(step: Step, members: readonly Member[]): Promise<void> {
    const { log, membership } = this.#options;
    const token = members.find(({ name }) => name === step.id)?.tags.get(gossipTags.join);
    this.#busy = true;
    try {
      if (step.type !== 'add') await membership.remove(step.id);
      if (step.type !== 'remove') await membership.add({ ...step, nonVoter: false });
      this.#retries.delete(step.id);
      this.#emptySince.delete(step.id);
      if (token !== undefined) this.#setTags([...this.#joined, token]);
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
  { rpcAddress, version, joinToken }: NodeTags,
  joined: readonly string[],
): ReadonlyMap<string, string> {
  const tags = new Map<string, string>([
    [gossipTags.rpcAddress, rpcAddress],
    [gossipTags.version, version],
  ]);
  if (joinToken !== undefined) tags.set(gossipTags.join, joinToken);
  if (joined.length > 0) tags.set(gossipTags.joined, joined.join(','));
  return tags;
}
