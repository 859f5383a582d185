import type { Scheduler } from './scheduler.ts';

/** One machine's clocks: the monotonic one may run too fast or too slow, the other one jumps besides. */
export class Clock {
  readonly #scheduler: Scheduler;
  #rate = 1;
  #read: number;
  #readAt = 0;
  #jumpMs = 0;

  constructor(scheduler: Scheduler, startMs: number) {
    this.#scheduler = scheduler;
    this.#read = startMs;
    this.#readAt = scheduler.now;
  }

  get rate(): number {
    return this.#rate;
  }

  now(): number {
    return this.#read + (this.#scheduler.now - this.#readAt) * this.#rate;
  }

  wall(): number {
    return Math.round(epochMs + this.#scheduler.now + this.#jumpMs);
  }

  setRate(rate: number): void {
    this.#read = this.now();
    this.#readAt = this.#scheduler.now;
    this.#rate = rate;
  }

  jump(byMs: number): void {
    this.#jumpMs += byMs;
  }
}

const epochMs = 1_700_000_000_000;
