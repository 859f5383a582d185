/**
 * How healthy this node believes itself to be: 0 is healthy (Lifeguard, local health multiplier;
 * serf-wire §4.2). A node that misses answers doubts itself first and gives the others more time.
 */
export class Awareness {
  readonly #max: number;
  #score = 0;

  constructor(max: number) {
    this.#max = max;
  }

  get score(): number {
    return this.#score;
  }

  apply(delta: number): void {
    this.#score = Math.min(Math.max(this.#score + delta, 0), this.#max - 1);
  }

  scale(timeoutMs: number): number {
    return timeoutMs * (this.#score + 1);
  }
}
