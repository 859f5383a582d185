import { type OrderedMap, orderedMap } from './ordered-map.ts';

interface Timed<Id> {
  readonly timeMs: number;
  readonly id: Id;
}

/** What happens when: by time, at the same time by id. Its clone is O(1). */
export class TimeOrder<Id extends string | number> {
  readonly #entries: OrderedMap<Timed<Id>, undefined>;

  constructor(entries: OrderedMap<Timed<Id>, undefined> = orderedMap(byTimeAndId)) {
    this.#entries = entries;
  }

  get first(): Timed<Id> | undefined {
    return this.#entries.minKey();
  }

  /** The one behind this one. */
  after(timed: Timed<Id>): Timed<Id> | undefined {
    return this.#entries.nextHigherKey(timed);
  }

  add(timeMs: number, id: Id): void {
    this.#entries.set({ timeMs, id }, undefined);
  }

  delete(timeMs: number, id: Id): void {
    this.#entries.delete({ timeMs, id });
  }

  entries(): Iterable<Timed<Id>> {
    return this.#entries.keys();
  }

  clone(): TimeOrder<Id> {
    return new TimeOrder(this.#entries.clone());
  }
}

function byTimeAndId<Id extends string | number>(one: Timed<Id>, other: Timed<Id>): number {
  if (one.timeMs !== other.timeMs) return one.timeMs - other.timeMs;
  if (one.id === other.id) return 0;
  return one.id < other.id ? -1 : 1;
}
