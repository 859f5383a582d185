const limits = { eventsMax: 10_000 } as const;

/** What kinds of things a node tells of; part of the API (ClusterEvent.type). */
export type JournalType =
  | 'start'
  | 'stop'
  | 'leader'
  | 'election'
  | 'step-down'
  | 'transfer'
  | 'configuration'
  | 'snapshot'
  | 'restore'
  | 'member-join'
  | 'member-failed'
  | 'member-left'
  | 'denied'
  | 'reload'
  | 'drain'
  | 'slow'
  | 'alarm';

export interface JournalEntry {
  readonly type: JournalType;
  /** One line for people. */
  readonly text: string;
  readonly cause?: string | undefined;
  readonly fields?: Readonly<Record<string, string>>;
}

export interface JournalEvent extends JournalEntry {
  /** From 1 since the node started. */
  readonly cursor: number;
  /** Unix milliseconds. */
  readonly timeMs: number;
}

/** What happened on this node since it started, the newest events only, for operators who ask why. */
export class Journal {
  readonly #now: () => number;
  readonly #events: JournalEvent[] = [];
  readonly #followers = new Set<(event: JournalEvent) => void>();
  #cursor = 0;

  /** @param now Unix milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  record(entry: JournalEntry): void {
    this.#cursor += 1;
    const event = { ...entry, cursor: this.#cursor, timeMs: this.#now() };
    this.#events.push(event);
    // A tenth at once: shifting the array for each event would cost more than all the rest.
    if (this.#events.length > limits.eventsMax * 1.1) {
      this.#events.splice(0, this.#events.length - limits.eventsMax);
    }
    for (const follower of this.#followers) follower(event);
  }

  /** What is remembered behind this cursor, oldest first. */
  after(cursor: number): readonly JournalEvent[] {
    const first = this.#events.findIndex((event) => event.cursor > cursor);
    return first === -1
      ? []
      : this.#events.slice(Math.max(first, this.#events.length - limits.eventsMax));
  }

  /** Until the returned function is called. The follower must not throw. */
  follow(follower: (event: JournalEvent) => void): () => void {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }
}
