import { promises as timers } from 'node:timers';

const limits = {
  /** How long a slice may hold the event loop. */
  sliceMs: 2,
  /** Steps between two looks at the clock. */
  stepsPerLook: 64,
} as const;

/** Cuts long work into slices between which others are served. */
export class Slices {
  #steps = 0;
  #endMs = performance.now() + limits.sliceMs;

  /** To be asked at each step: whether to await `next` before the following one. */
  isOver(): boolean {
    this.#steps += 1;
    return this.#steps % limits.stepsPerLook === 0 && performance.now() >= this.#endMs;
  }

  async next(): Promise<void> {
    await timers.setImmediate();
    this.#endMs = performance.now() + limits.sliceMs;
  }
}
