interface Event {
  readonly time: number;
  readonly sequence: number;
  readonly run: () => void;
}

/**
 * Virtual time: events run one after the other in the order of their time, and of their scheduling
 * where the times are equal. Nothing else decides an order in the simulator. Milliseconds.
 */
export class Scheduler {
  #now = 0;
  #sequence = 0;
  #executed = 0;
  readonly #heap: Event[] = [];

  get now(): number {
    return this.#now;
  }

  get executed(): number {
    return this.#executed;
  }

  after(delayMs: number, run: () => void): void {
    this.#sequence += 1;
    this.#push({ time: this.#now + Math.max(0, delayMs), sequence: this.#sequence, run });
  }

  /** Runs what is due up to this time, which is the time afterwards. */
  runUntil(time: number): void {
    for (;;) {
      const next = this.#heap[0];
      if (next === undefined || next.time > time) break;
      this.#pop();
      this.#now = next.time;
      this.#executed += 1;
      next.run();
    }
    this.#now = time;
  }

  #push(event: Event): void {
    const heap = this.#heap;
    let position = heap.length;
    heap.push(event);
    while (position > 0) {
      const parent = (position - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !isBefore(event, above)) break;
      heap[position] = above;
      position = parent;
    }
    heap[position] = event;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let position = 0;
    for (;;) {
      const left = 2 * position + 1;
      const child = earlierOf(heap, left, left + 1);
      const below = heap[child];
      if (below === undefined || !isBefore(below, last)) break;
      heap[position] = below;
      position = child;
    }
    heap[position] = last;
  }
}

function earlierOf(heap: readonly Event[], left: number, right: number): number {
  const a = heap[left];
  const b = heap[right];
  return a !== undefined && b !== undefined && isBefore(b, a) ? right : left;
}

function isBefore(a: Event, b: Event): boolean {
  return a.time < b.time || (a.time === b.time && a.sequence < b.sequence);
}
