const limits = { intervalMs: 10_000, keysMax: 256 } as const;

/** Lets one event of a kind through in ten seconds, so that nobody can flood the log. */
export class EventLimiter {
  readonly #events = new Map<string, { readonly since: number; suppressed: number }>();

  /** How many equal events were left out before this one, or undefined when it is to be left out. */
  admit(key: string, now: number): number | undefined {
    const last = this.#events.get(key);
    if (last !== undefined && now - last.since < limits.intervalMs) {
      last.suppressed += 1;
      return undefined;
    }
    if (this.#events.size >= limits.keysMax) this.#forgetOldest();
    this.#events.delete(key);
    this.#events.set(key, { since: now, suppressed: 0 });
    return last?.suppressed ?? 0;
  }

  #forgetOldest(): void {
    const [oldest] = this.#events.keys();
    if (oldest !== undefined) this.#events.delete(oldest);
  }
}
