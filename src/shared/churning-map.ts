const limits = {
  /** Keys that come in before the table is made anew, beside those that it holds then. */
  comingMin: 1024,
} as const;

/**
 * A Map of what comes and goes all the time, in the order in which it came. V8 links each table of a Map to
 * the one that takes its place: once one of them is old, everything that was in those after it survives
 * every scavenge until the next full collection, which costs more than all else that is done with a small
 * object. So this one moves, now and then, to a Map that no other one leads to.
 */
export class ChurningMap<Key, Value> {
  #map = new Map<Key, Value>();
  #coming: number = limits.comingMin;

  get size(): number {
    return this.#map.size;
  }

  get(key: Key): Value | undefined {
    return this.#map.get(key);
  }

  /** Not while the map is iterated over. */
  set(key: Key, value: Value): void {
    if (this.#coming === 0) {
      this.#map = new Map(this.#map);
      this.#coming = limits.comingMin + this.#map.size;
    }
    this.#coming -= 1;
    this.#map.set(key, value);
  }

  delete(key: Key): boolean {
    return this.#map.delete(key);
  }

  values(): MapIterator<Value> {
    return this.#map.values();
  }

  [Symbol.iterator](): MapIterator<[Key, Value]> {
    return this.#map.entries();
  }
}
