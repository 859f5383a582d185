import type { News } from '../actions.ts';
import type { DashboardStore } from '../dashboard-store.ts';
import type { EventRow, LoadBucket } from '../facts.ts';

const limits = {
  tickMs: 250,
  /** What can wait comes with the seconds, so that an idle screen is drawn once in each. */
  secondMs: 1000,
  /** Between two ticks: what is more than the store remembers is not handed on. */
  eventsMax: 1000,
  bucketsMax: 900,
} as const;

/** Keeps what comes in until the next tick, the newest of each kind: however much comes, the store changes four times a second. */
export class Inbox {
  readonly #store: DashboardStore;
  /** By what each replaces; in the order in which they came. */
  readonly #latest = new Map<string, News>();
  readonly #load = new Map<string, LoadBucket[]>();
  #events: EventRow[] = [];
  #isSoon = false;
  #flushedMs = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(store: DashboardStore) {
    this.#store = store;
  }

  start(): void {
    this.#timer = setInterval(() => this.#tick(), limits.tickMs);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** At the next tick, or with the next second. */
  add(news: Exclude<News, { type: 'load' | 'events' }>, when: 'soon' | 'later'): void {
    const slot = slotOf(news);
    this.#latest.delete(slot);
    this.#latest.set(slot, news);
    if (when === 'soon') this.#isSoon = true;
  }

  addBucket(nodeId: string, bucket: LoadBucket): void {
    const waiting = this.#load.get(nodeId) ?? [];
    waiting.push(bucket);
    if (waiting.length > limits.bucketsMax) waiting.shift();
    this.#load.set(nodeId, waiting);
  }

  addEvent(event: EventRow): void {
    this.#events.push(event);
    // Half at once: shifting for each event would cost more than all the rest.
    if (this.#events.length > 2 * limits.eventsMax) this.#events = this.#recentEvents();
    this.#isSoon = true;
  }

  #tick(): void {
    const nowMs = Date.now();
    if (!this.#isSoon && nowMs - this.#flushedMs < limits.secondMs) return;
    const news: News[] = [...this.#latest.values()];
    for (const [nodeId, buckets] of this.#load) news.push({ type: 'load', nodeId, buckets });
    if (this.#events.length > 0) news.push({ type: 'events', events: this.#recentEvents() });
    this.#latest.clear();
    this.#load.clear();
    this.#events = [];
    this.#isSoon = false;
    this.#flushedMs = nowMs;
    this.#store.dispatch({ type: 'arrived', nowMs, news });
  }

  #recentEvents(): EventRow[] {
    return this.#events.slice(-limits.eventsMax);
  }
}

/** The last word on a pane is either what it shows or what keeps it from it. */
function slotOf(news: Exclude<News, { type: 'load' | 'events' }>): string {
  switch (news.type) {
    case 'trouble':
      return news.part;
    case 'picture':
      return 'cluster';
    case 'connected':
    case 'disconnected':
      return 'connection';
    case 'keys':
    case 'raft':
    case 'nodeDetail':
    case 'keyDetail':
      return news.type;
  }
}
