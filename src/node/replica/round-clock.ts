interface Times {
  /** Of the state machine, Unix milliseconds. */
  readonly storeMs: number;
  /** Unix milliseconds. */
  readonly wallMs: number;
  /** Monotonic milliseconds. */
  readonly now: number;
}

/**
 * The time of the rounds that a leader proposes, Unix milliseconds. The time of the state machine never goes
 * back; when the wall clock of a leader is behind it, time goes on from there. Otherwise nothing would end
 * until that clock has made up for what the one of an earlier leader was ahead.
 */
export class RoundClock {
  #origin: Pick<Times, 'storeMs' | 'now'> | undefined;

  timeMs({ storeMs, wallMs, now }: Times): number {
    const timeMs = Math.max(wallMs, this.#timeSinceOrigin(now));
    if (timeMs >= storeMs) return timeMs;
    this.#origin = { storeMs, now };
    return storeMs;
  }

  #timeSinceOrigin(now: number): number {
    const origin = this.#origin;
    return origin === undefined ? 0 : Math.floor(origin.storeMs + now - origin.now);
  }
}
