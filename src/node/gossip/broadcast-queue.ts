import { invariant } from '../../shared/invariant.ts';

export interface Broadcast {
  /** Grows with every broadcast. */
  readonly id: number;
  /** An encoded memberlist message. */
  readonly bytes: Uint8Array;
  /** The node that it is about: a newer broadcast about the same node replaces it. */
  readonly about: string | undefined;
  transmits: number;
}

/**
 * Messages on their way to everybody: each is sent a limited number of times, to whomever the next
 * packets go (serf-wire §4.4). Of those sent least often the longest goes first, then the newest.
 */
export class BroadcastQueue {
  /** By transmits, each in sending order. */
  readonly #tiers: Broadcast[][] = [];
  readonly #byNode = new Map<string, Broadcast>();
  readonly #queued = new Set<number>();
  #nextId = 1;

  get length(): number {
    return this.#queued.size;
  }

  /** Whether it still has to be sent; never for the number 0. */
  has(id: number): boolean {
    return this.#queued.has(id);
  }

  /** The number of what is queued about the node; 0 when nothing is. */
  idAbout(node: string): number {
    return this.#byNode.get(node)?.id ?? 0;
  }

  push(bytes: Uint8Array, about?: string): number {
    invariant(bytes.length > 0, 'an empty message kills memberlist 0.2.2 (pitfall 3)');
    const broadcast: Broadcast = { id: this.#nextId, bytes, about, transmits: 0 };
    this.#nextId += 1;
    if (about !== undefined) {
      const replaced = this.#byNode.get(about);
      if (replaced !== undefined) this.#remove(replaced);
      this.#byNode.set(about, broadcast);
    }
    this.#insert(broadcast);
    this.#queued.add(broadcast.id);
    return broadcast.id;
  }

  /** What fits into `budget` bytes, `overhead` for each included; counts as sent. */
  take({ budget, overhead, transmitsMax, countMax }: Fill): Uint8Array[] {
    const taken: Broadcast[] = [];
    let free = budget;
    for (const tier of this.#tiers) {
      let at = firstFitting(tier, free - overhead);
      while (at < tier.length && taken.length < countMax) {
        const [broadcast] = tier.splice(at, 1);
        invariant(broadcast !== undefined, 'a broadcast within its tier');
        taken.push(broadcast);
        free -= broadcast.bytes.length + overhead;
        at = Math.max(at, firstFitting(tier, free - overhead));
      }
    }
    for (const broadcast of taken) this.#sent(broadcast, transmitsMax);
    return taken.map(({ bytes }) => bytes);
  }

  /** Drops what was sent most often until at most `countMax` are left; tells how many. */
  prune(countMax: number): number {
    let dropped = 0;
    for (let transmits = this.#tiers.length - 1; this.length > countMax; transmits -= 1) {
      const tier = this.#tiers[transmits];
      invariant(tier !== undefined, 'every queued broadcast is in a tier');
      for (const broadcast of tier.splice(Math.max(0, tier.length - (this.length - countMax)))) {
        this.#forget(broadcast);
        dropped += 1;
      }
    }
    return dropped;
  }

  #sent(broadcast: Broadcast, transmitsMax: number): void {
    broadcast.transmits += 1;
    if (broadcast.transmits >= transmitsMax) this.#forget(broadcast);
    else this.#insert(broadcast);
  }

  #insert(broadcast: Broadcast): void {
    while (this.#tiers.length <= broadcast.transmits) this.#tiers.push([]);
    const tier = this.#tiers[broadcast.transmits];
    invariant(tier !== undefined, 'a tier for every number of transmits');
    tier.splice(placeOf(tier, broadcast), 0, broadcast);
  }

  #remove(broadcast: Broadcast): void {
    const tier = this.#tiers[broadcast.transmits] ?? [];
    const at = placeOf(tier, broadcast);
    invariant(tier[at] === broadcast, 'a queued broadcast is in its tier');
    tier.splice(at, 1);
    this.#forget(broadcast);
  }

  #forget(broadcast: Broadcast): void {
    this.#queued.delete(broadcast.id);
    const { about } = broadcast;
    if (about !== undefined && this.#byNode.get(about) === broadcast) this.#byNode.delete(about);
  }
}

export interface Fill {
  readonly budget: number;
  readonly overhead: number;
  readonly transmitsMax: number;
  readonly countMax: number;
}

/** The first in the tier that is not longer than `length`. */
function firstFitting(tier: readonly Broadcast[], length: number): number {
  return firstWhere(tier, ({ bytes }) => bytes.length <= length);
}

function placeOf(tier: readonly Broadcast[], { id, bytes }: Broadcast): number {
  return firstWhere(tier, (other) => {
    if (other.bytes.length !== bytes.length) return other.bytes.length < bytes.length;
    return other.id <= id;
  });
}

/** The predicate is false up to some place in the tier and true from there on. */
function firstWhere(tier: readonly Broadcast[], predicate: (item: Broadcast) => boolean): number {
  let low = 0;
  let high = tier.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = tier[middle];
    invariant(item !== undefined, 'a place within the tier');
    if (predicate(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}
