/** So many at once, and so many a second in the long run. It has no clock: it is told the time. */
export class RateLimit {
  readonly #burst: number;
  readonly #perMs: number;
  #left: number;
  #atMs = 0;

  constructor(burst: number, perSecond: number) {
    this.#burst = burst;
    this.#perMs = perSecond / 1000;
    this.#left = burst;
  }

  /** Counts one. @returns whether it is still within the limit. */
  take(nowMs: number): boolean {
    const regained = Math.max(nowMs - this.#atMs, 0) * this.#perMs;
    this.#left = Math.min(this.#left + regained, this.#burst);
    this.#atMs = nowMs;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
