import { messageOf } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import { findDeadServer } from './dead-server.ts';
import type { Member } from './gossip/member.ts';
import {
  gossipTags,
  joinedTokens,
  joinTokenOf,
  joinTokens,
  nextStep,
  type Step,
} from './gossip-steps.ts';
import type { Membership } from './membership.ts';
import { isVoter } from './raft/configuration.ts';
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
  /** Members that are proved or changed, or wait for that, at the same time. */
  stepsMax: 16,
} as const;

export interface GossipPool {
  members(): readonly Member[];
  setTags(tags: ReadonlyMap<string, string>): void;
}

/** What the pool is told about this node. */
export interface NodeTags {
  readonly rpcAddress: string;
  readonly version: string;
  /** Of a blank node, which wants to be a voter; new at each start. */
  readonly joinToken: string | undefined;
  /** It wants to join, and to stay a non-voter. */
  readonly nonVoter?: boolean;
}

export interface GossipMembershipOptions {
  readonly id: string;
  readonly tags: NodeTags;
  readonly pool: GossipPool;
  readonly raft: () => RaftStatus;
  readonly membership: Pick<Membership, 'prove' | 'addProved' | 'remove'>;
  /** When a server that has failed is removed; undefined for never. */
  readonly removeDeadAfterMs: number | undefined;
  readonly log: Logger;
}

/**
 * Brings the Raft configuration in line with gossip, on whichever node leads, one change at a time and
 * until it is done. Only what somebody means changes it: a new node asks to join by a tag, and a member
 * that has left is removed. One that merely failed stays, unless `removeDeadAfterMs` says otherwise.
 */
export class GossipMembership {
  readonly #options: GossipMembershipOptions;
  readonly #retries = new Map<string, { readonly at: number; readonly delayMs: number }>();
  readonly #timer: NodeJS.Timeout;
  /** Since when a voter has asked to join, as only a blank one does. */
  readonly #emptySince = new Map<string, number>();
  readonly #failedSince = new Map<string, number>();
  readonly #underWay = new Set<string>();
  #leadingSince: number | undefined;
  #joinToken: string | undefined;
  #joined: readonly string[] = [];
  /** Ends with the last change that was begun. */
  #turn: Promise<void> = Promise.resolve();

  constructor(options: GossipMembershipOptions) {
    this.#options = options;
    this.#joinToken = options.tags.joinToken;
    this.#timer = setInterval(() => this.#poll(), limits.pollMs);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #poll(): void {
    const { pool, raft } = this.#options;
    const members = pool.members();
    const status = raft();
    const now = performance.now();
    this.#updateTags(members, status);
    this.#noteFailures(members, now);
    if (status.role !== 'leader') {
      this.#emptySince.clear();
      this.#leadingSince = undefined;
      return;
    }
    this.#leadingSince ??= now;
    this.#takeSteps(members, now);
    if (this.#underWay.size === 0) this.#removeDead(members, status, now - this.#leadingSince);
  }

  #takeSteps(members: readonly Member[], now: number): void {
    const isDue = (step: Step): boolean =>
      now >= (this.#retries.get(step.id)?.at ?? 0) &&
      !this.#underWay.has(step.id) &&
      this.#hasSettled(step, now);
    while (this.#underWay.size < limits.stepsMax) {
      const step = this.#nextStep(members, isDue);
      if (step === undefined) return;
      void this.#carryOut(step.id, step.type, () => this.#take(step, members));
    }
  }

  #nextStep(members: readonly Member[], isDue: (step: Step) => boolean): Step | undefined {
    const { id, raft } = this.#options;
    return nextStep(members, id, raft().configuration, isDue);
  }

  #hasSettled({ type, id }: Step, now: number): boolean {
    if (type !== 'readd') return true;
    const since = this.#emptySince.get(id) ?? now;
    this.#emptySince.set(id, since);
    return now - since >= limits.emptyVoterMs;
  }

  /** The node that asked and the leader that did it take their tags back, in this order. */
  #updateTags(members: readonly Member[], { configuration, isBlank }: RaftStatus): void {
    const asking = joinTokens(members);
    const joined = this.#joined.filter((token) => asking.has(token));
    const isVoting = !isBlank && isVoter(configuration, this.#options.id);
    const isDone =
      this.#joinToken !== undefined && (isVoting || joinedTokens(members).has(this.#joinToken));
    if (!isDone && joined.length === this.#joined.length) return;
    if (isDone) this.#joinToken = undefined;
    this.#setTags(joined);
  }

  #setTags(joined: readonly string[]): void {
    this.#joined = joined.slice(-limits.joinedTokensMax);
    const tags = { ...this.#options.tags, joinToken: this.#joinToken };
    this.#options.pool.setTags(tagsOf(tags, this.#joined));
  }

  #noteFailures(members: readonly Member[], now: number): void {
    const failed = new Set(
      members.filter(({ status }) => status === 'failed').map(({ name }) => name),
    );
    for (const name of failed) {
      if (!this.#failedSince.has(name)) this.#failedSince.set(name, now);
    }
    for (const name of this.#failedSince.keys()) {
      if (!failed.has(name)) this.#failedSince.delete(name);
    }
  }

  #removeDead(members: readonly Member[], status: RaftStatus, leadingMs: number): void {
    const { removeDeadAfterMs: afterMs, membership, log } = this.#options;
    if (afterMs === undefined) return;
    const now = performance.now();
    const failedMs = (id: string): number => now - (this.#failedSince.get(id) ?? now);
    const dead = findDeadServer(members, status, { failedMs, leadingMs }, afterMs);
    if (dead === undefined || now < (this.#retries.get(dead.id)?.at ?? 0)) return;
    const { id: member, reason } = dead;
    void this.#carryOut(member, 'remove', async () => {
      await this.#inTurn(() => membership.remove(member));
      log.warn({ member, silentMs: afterMs, reason }, 'a dead server was removed');
    });
  }

  /** Proofs run side by side, since a member that hangs must not keep the others waiting. */
  async #take(step: Step, members: readonly Member[]): Promise<void> {
    const { log, membership } = this.#options;
    const proved = step.type === 'remove' ? undefined : await membership.prove(step);
    await this.#inTurn(async () => {
      if (!this.#isStillDue(step)) return;
      if (step.type !== 'add') await membership.remove(step.id);
      if (step.type !== 'remove' && proved !== undefined) await membership.addProved(proved, step);
      this.#emptySince.delete(step.id);
      const member = members.find(({ name }) => name === step.id);
      const token = member && joinTokenOf(member);
      if (token !== undefined) this.#setTags([...this.#joined, token]);
      log.info({ member: step.id, step: step.type }, 'membership follows gossip');
    });
  }

  /** Much may have changed until it was its turn. */
  #isStillDue({ id, type }: Step): boolean {
    const now = this.#nextStep(this.#options.pool.members(), (step) => step.id === id);
    return now?.type === type;
  }

  #inTurn(change: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(change);
    this.#turn = done.catch(() => {});
    return done;
  }

  async #carryOut(member: string, step: Step['type'], work: () => Promise<void>): Promise<void> {
    this.#underWay.add(member);
    try {
      await work();
      this.#retries.delete(member);
    } catch (error) {
      const delayMs = this.#backOff(member);
      const facts = { member, step, reason: messageOf(error), delayMs };
      this.#options.log.warn(facts, 'membership does not follow gossip yet');
    }
    this.#underWay.delete(member);
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
  { rpcAddress, version, joinToken, nonVoter }: NodeTags,
  joined: readonly string[],
): ReadonlyMap<string, string> {
  const tags = new Map<string, string>([
    [gossipTags.rpcAddress, rpcAddress],
    [gossipTags.version, version],
  ]);
  const join = nonVoter ? gossipTags.joinNonVoter : gossipTags.join;
  if (joinToken !== undefined) tags.set(join, joinToken);
  if (joined.length > 0) tags.set(gossipTags.joined, joined.join(','));
  return tags;
}
