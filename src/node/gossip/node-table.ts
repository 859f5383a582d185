import { invariant } from '../../shared/invariant.ts';
import type { Random } from '../../shared/random.ts';
import type { Endpoint } from './messages.ts';
import type { Suspicion } from './suspicion.ts';

export const limits = {
  /** Nodes that are known at once, dead ones included; more are not taken in. */
  nodesMax: 8192,
} as const;

/** A node as memberlist sees it (serf-wire §4). */
export interface NodeState {
  readonly name: string;
  endpoint: Endpoint;
  meta: Uint8Array;
  vsn: Uint8Array;
  incarnation: number;
  /** Changed only through NodeTable.setStanding. */
  standing: Standing;
  changedAt: number;
  /** When it was last told, after a message of its past, what is held against it (pitfall 8). */
  accusationSentAt: number;
}

export type Standing =
  | { readonly type: 'alive' }
  | { readonly type: 'suspect'; readonly suspicion: Suspicion }
  | { readonly type: 'dead' }
  | { readonly type: 'left' };

/** All nodes, this one included, and the order in which they are probed. */
export class NodeTable {
  readonly self: NodeState;
  readonly #random: Random;
  readonly #byName = new Map<string, NodeState>();
  readonly #suspects = new Set<NodeState>();
  #probeOrder: NodeState[] = [];
  #probeIndex = 0;

  constructor(self: NodeState, random: Random) {
    this.self = self;
    this.#random = random;
    this.add(self);
  }

  /** Known nodes, dead ones included: the n of every formula. */
  get size(): number {
    return this.#byName.size;
  }

  get isFull(): boolean {
    return this.size >= limits.nodesMax;
  }

  get(name: string): NodeState | undefined {
    return this.#byName.get(name);
  }

  all(): Iterable<NodeState> {
    return this.#byName.values();
  }

  suspects(): ReadonlySet<NodeState> {
    return this.#suspects;
  }

  /** At a random place of the probe order, so that all nodes meet a new one at different times. */
  add(node: NodeState): void {
    invariant(!this.#byName.has(node.name), 'a node is added once');
    this.#byName.set(node.name, node);
    this.#probeOrder.push(node);
    const last = this.#probeOrder.length - 1;
    swap(this.#probeOrder, Math.floor(this.#random() * (last + 1)), last);
  }

  setStanding(node: NodeState, standing: Standing, now: number): void {
    if (node.standing.type !== standing.type) node.changedAt = now;
    node.standing = standing;
    if (standing.type === 'suspect') this.#suspects.add(node);
    else this.#suspects.delete(node);
  }

  /**
   * Round robin over a shuffled order (SWIM §4.3): at each wrap-around nodes that are gone since before
   * `goneBefore` are forgotten, and the order is shuffled anew.
   */
  nextToProbe(goneBefore: number): NodeState | undefined {
    for (let checked = this.#probeOrder.length; checked >= 0; checked -= 1) {
      if (this.#probeIndex >= this.#probeOrder.length) this.#wrapAround(goneBefore);
      const node = this.#probeOrder[this.#probeIndex];
      this.#probeIndex += 1;
      if (node !== undefined && node !== this.self && !isGone(node)) return node;
    }
    return undefined;
  }

  /** Up to `count` different nodes, never this one. */
  pick(count: number, isEligible: (node: NodeState) => boolean): NodeState[] {
    const eligible: NodeState[] = [];
    for (const node of this.#byName.values()) {
      if (node !== this.self && isEligible(node)) eligible.push(node);
    }
    const picked = Math.min(count, eligible.length);
    for (let at = 0; at < picked; at += 1) {
      swap(eligible, at, at + Math.floor(this.#random() * (eligible.length - at)));
    }
    return eligible.slice(0, picked);
  }

  #wrapAround(goneBefore: number): void {
    this.#probeIndex = 0;
    for (const node of this.#byName.values()) {
      if (node !== this.self && isGone(node) && node.changedAt < goneBefore) {
        this.#byName.delete(node.name);
      }
    }
    const order = [...this.#byName.values()];
    for (let at = order.length - 1; at > 0; at -= 1) {
      swap(order, at, Math.floor(this.#random() * (at + 1)));
    }
    this.#probeOrder = order;
  }
}

/** Dead or left. */
export function isGone({ standing }: NodeState): boolean {
  return standing.type === 'dead' || standing.type === 'left';
}

function swap<T>(items: T[], a: number, b: number): void {
  const first = items[a];
  const second = items[b];
  invariant(first !== undefined && second !== undefined, 'places within the list');
  items[a] = second;
  items[b] = first;
}
