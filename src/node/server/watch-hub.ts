import type { RevisionChange } from '../kv/change.ts';
import type { Authorization } from './authorization.ts';
import type { KeyBounds } from './key-bounds.ts';
import type { NodePort } from './node-port.ts';
import { RangeIndex } from './range-index.ts';
import { Slices } from './slices.ts';
import { type GroupMember, WatchGroup } from './watch-group.ts';
import type { WatchView } from './watch-messages.ts';

const limits = {
  /** Changes that wait to be delivered to one group of watchers. */
  waitingBytesMax: 4 * 1024 * 1024,
  /** How often to look whether the policy has changed. */
  policyLookMs: 1000,
} as const;

export interface Membership extends Disposable {
  /** Whether there are changes that the member has not heard of yet. */
  isBehind(): boolean;
}

/**
 * Brings the changes of the store to those who watch them. It follows the store only while somebody does.
 * A change is put beside the groups of watchers that it matches when it happens; what it takes to reach
 * each watcher is done later, in slices between which the node goes on.
 */
export class WatchHub {
  readonly #node: NodePort;
  readonly #authorization: Pick<Authorization, 'policy'>;
  readonly #index = new RangeIndex<WatchGroup>();
  readonly #groups = new Map<string, WatchGroup>();
  /** Those with changes that wait for delivery. */
  readonly #due = new Set<WatchGroup>();
  /** The group whose members are being told. */
  #telling: WatchGroup | undefined;
  #following: Disposable | undefined;

  constructor(node: NodePort, authorization: Pick<Authorization, 'policy'>) {
    this.#node = node;
    this.#authorization = authorization;
  }

  /** The member hears of every change after the present revision, until the membership is disposed of. */
  join(bounds: KeyBounds, view: WatchView, member: GroupMember): Membership {
    const name = JSON.stringify([bounds.lo, bounds.hi, view.keysOnly, view.previous]);
    const group = this.#groups.get(name) ?? this.#newGroup(name, bounds, view);
    group.members.add(member);
    this.#following ??= this.#follow();
    const isBehind = (): boolean => this.#telling === group || this.#due.has(group);
    return { isBehind, [Symbol.dispose]: () => this.#leave(name, group, member) };
  }

  #newGroup(name: string, bounds: KeyBounds, view: WatchView): WatchGroup {
    const group = new WatchGroup(bounds, view);
    this.#groups.set(name, group);
    this.#index.add(group);
    return group;
  }

  #leave(name: string, group: WatchGroup, member: GroupMember): void {
    group.members.delete(member);
    if (group.members.size > 0) return;
    this.#index.remove(group);
    this.#groups.delete(name);
    this.#due.delete(group);
    if (this.#groups.size > 0) return;
    this.#following?.[Symbol.dispose]();
    this.#following = undefined;
  }

  #follow(): Disposable {
    const unfollow = this.#node.followChanges({
      changed: (changes) => this.#changed(changes),
      restored: () => this.#restored(),
    });
    let { policy } = this.#authorization;
    const timer = setInterval(() => {
      if (this.#authorization.policy === policy) return;
      policy = this.#authorization.policy;
      void this.#recheckAll();
    }, limits.policyLookMs).unref();
    return {
      [Symbol.dispose]: () => {
        clearInterval(timer);
        unfollow();
      },
    };
  }

  #changed(changes: readonly RevisionChange[]): void {
    // Told at the end: one revision may have many more events than it takes to get here.
    const overrun = new Set<WatchGroup>();
    for (const { revision, events } of changes) {
      for (const event of events) {
        this.#index.eachContaining(event.key, (group) => {
          group.add(revision, event);
          this.#due.add(group);
          if (group.waitingBytes > limits.waitingBytesMax) overrun.add(group);
        });
      }
    }
    for (const { members } of overrun) {
      for (const member of [...members]) member.overrun();
    }
    if (this.#telling === undefined && this.#due.size > 0) void this.#deliver();
  }

  async #deliver(): Promise<void> {
    const slices = new Slices();
    for (const group of this.#due) {
      this.#telling = group;
      await slices.next();
      this.#due.delete(group);
      const batch = group.takeBatch();
      for (const member of group.members) {
        member.deliver(batch);
        if (slices.isOver()) await slices.next();
      }
    }
    this.#telling = undefined;
  }

  async #recheckAll(): Promise<void> {
    const slices = new Slices();
    for (const { members } of this.#groups.values()) {
      for (const member of members) {
        member.recheck();
        if (slices.isOver()) await slices.next();
      }
    }
  }

  #restored(): void {
    for (const { members } of [...this.#groups.values()]) {
      for (const member of [...members]) member.restored();
    }
  }
}
