import type { Lease } from './lease.ts';
import { numberOrder, type OrderedMap, orderedMap } from './ordered-map.ts';
import { TimeOrder } from './time-order.ts';

/** A lease without its keys: these say themselves which lease they have. */
export type LeaseTerm = Omit<Lease, 'keys'>;

/** By id. */
export type OrderedLeases = OrderedMap<number, LeaseTerm>;

export function noLeases(): OrderedLeases {
  return orderedMap(numberOrder);
}

/** The leases that somebody was granted and that have not ended. */
export class Leases {
  readonly #terms: OrderedLeases;
  readonly #ending = new TimeOrder<number>();
  #lastId: number;

  constructor(terms: OrderedLeases, lastId: number) {
    this.#terms = terms;
    this.#lastId = lastId;
    for (const { id, expiresAtMs } of terms.values()) this.#ending.add(expiresAtMs, id);
  }

  get lastId(): number {
    return this.#lastId;
  }

  /** The one that ends first. */
  get firstEnding(): LeaseTerm | undefined {
    const first = this.#ending.first;
    return first && this.#terms.get(first.id);
  }

  has(id: number): boolean {
    return this.#terms.has(id);
  }

  get(id: number): LeaseTerm | undefined {
    return this.#terms.get(id);
  }

  grant(term: Omit<LeaseTerm, 'id'>): LeaseTerm {
    this.#lastId += 1;
    const granted = { id: this.#lastId, ...term };
    this.#set(granted);
    return granted;
  }

  /** From now on it ends then. */
  keep(term: LeaseTerm, expiresAtMs: number): void {
    this.#ending.delete(term.expiresAtMs, term.id);
    this.#set({ ...term, expiresAtMs });
  }

  end({ id, expiresAtMs }: LeaseTerm): void {
    this.#terms.delete(id);
    this.#ending.delete(expiresAtMs, id);
  }

  /** As they are now; unaffected by later changes. O(1). */
  image(): OrderedLeases {
    return this.#terms.clone();
  }

  #set(term: LeaseTerm): void {
    this.#terms.set(term.id, term);
    this.#ending.add(term.expiresAtMs, term.id);
  }
}
