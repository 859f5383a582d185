import type { Random } from '../../shared/random.ts';

const limits = { delayMsMin: 10, delayMsMax: 1000 } as const;

/** How long to leave a peer alone: exponential, with jitter so that a cluster does not dial in step. */
export class ReconnectDelay {
  readonly #random: Random;
  #delayMs: number = limits.delayMsMin;
  #until = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  isOver(now: number): boolean {
    return now >= this.#until;
  }

  /** After another failure: between half and all of the delay, which doubles. */
  extend(now: number): void {
    this.#until = now + this.#delayMs * (0.5 + this.#random() / 2);
    this.#delayMs = Math.min(this.#delayMs * 2, limits.delayMsMax);
  }

  reset(): void {
    this.#delayMs = limits.delayMsMin;
    this.#until = 0;
  }
}
