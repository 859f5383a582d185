export interface ScheduledEvent {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/** What happens when, the earliest first; of those at one time the first scheduled. */
export class EventHeap {
  readonly #items: ScheduledEvent[] = [];
  #order = 0;

  push(at: number, run: () => void): void {
    const item = { at, order: this.#order, run };
    this.#order += 1;
    let index = this.#items.length;
    this.#items.push(item);
    while (index > 0) {
      const parent = (index - 1) >>> 1;
      const above = this.#items[parent];
      if (above === undefined || !isBefore(item, above)) break;
      this.#items[index] = above;
      index = parent;
    }
    this.#items[index] = item;
  }

  popUntil(time: number): ScheduledEvent | undefined {
    const [first] = this.#items;
    if (first === undefined || first.at > time) return undefined;
    const last = this.#items.pop();
    if (last !== undefined && last !== first) this.#sink(last);
    return first;
  }

  #sink(item: ScheduledEvent): void {
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      const left = this.#items[child];
      if (left === undefined) break;
      const right = this.#items[child + 1];
      if (right !== undefined && isBefore(right, left)) child += 1;
      const smaller = this.#items[child];
      if (smaller === undefined || !isBefore(smaller, item)) break;
      this.#items[index] = smaller;
      index = child;
    }
    this.#items[index] = item;
  }
}

function isBefore(a: ScheduledEvent, b: ScheduledEvent): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
