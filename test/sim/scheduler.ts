/** Something that will run; undefined once it was cancelled. */
export interface Event {
  readonly time: number;
  readonly sequence: number;
  run: (() => void) | undefined;
}

const limits = {
  /** What happens "soon", next in a turn of the event loop or behind a socket, in milliseconds. */
  soonMs: 0.01,
  /** Places at the start of the queue that are given back together. */
  usedMax: 1024,
} as const;

/**
 * Virtual time: events run one after the other in the order of their time, and of their scheduling
 * where the times are equal. Nothing else decides an order in the simulator. Milliseconds.
 */
export class Scheduler {
  #now = 0;
  #sequence = 0;
  #executed = 0;
  readonly #heap: Event[] = [];
  /** In order, because all of it waits equally long: half of all events need no heap. */
  readonly #soon: Event[] = [];
  #soonDone = 0;

  get now(): number {
    return this.#now;
  }

  get executed(): number {
    return this.#executed;
  }

  after(delayMs: number, run: () => void): Event {
    this.#sequence += 1;
    const time = this.#now + Math.max(0, delayMs);
    const event: Event = { time, sequence: this.#sequence, run };
    this.#push(event);
    return event;
  }

  soon(run: () => void): void {
    this.#sequence += 1;
    this.#soon.push({ time: this.#now + limits.soonMs, sequence: this.#sequence, run });
  }

  cancel(event: Event): void {
    event.run = undefined;
  }

  /** Runs what is due up to this time, which is the time afterwards. */
  runUntil(time: number): void {
    for (let next = this.#take(time); next !== undefined; next = this.#take(time)) {
      if (next.run === undefined) continue;
      this.#now = next.time;
      this.#executed += 1;
      next.run();
    }
    this.#now = time;
  }

  /** The next event, if it is due by then. */
  #take(time: number): Event | undefined {
    const timed = this.#heap.length > 0 ? this.#heap[0] : undefined;
    const soon = this.#soonDone < this.#soon.length ? this.#soon[this.#soonDone] : undefined;
    if (soon !== undefined && (timed === undefined || isBefore(soon, timed))) {
      if (soon.time > time) return undefined;
      this.#soonDone += 1;
      if (this.#soonDone === this.#soon.length || this.#soonDone > limits.usedMax) {
        this.#soon.splice(0, this.#soonDone);
        this.#soonDone = 0;
      }
      return soon;
    }
    if (timed === undefined || timed.time > time) return undefined;
    this.#pop();
    return timed;
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
      if (left >= heap.length) break;
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
  if (right >= heap.length) return left;
  const a = heap[left];
  const b = heap[right];
  return a !== undefined && b !== undefined && isBefore(b, a) ? right : left;
}

function isBefore(a: Event, b: Event): boolean {
  return a.time < b.time || (a.time === b.time && a.sequence < b.sequence);
}
