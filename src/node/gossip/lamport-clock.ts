import { invariant } from '../../shared/invariant.ts';
import type { LTime } from './messages.ts';

/** Orders what has no common clock (serf-wire §6.2). It starts at 1 and saturates at 2^53-1. */
export class LamportClock {
  #time: LTime = 1;

  get time(): LTime {
    return this.#time;
  }

  /** Claims the current time for a message of our own; the next message gets a later one. */
  claim(): LTime {
    const time = this.#time;
    this.witness(time);
    return time;
  }

  /** Somebody used this time: ours is later from now on. */
  witness(time: LTime): void {
    invariant(Number.isSafeInteger(time) && time >= 0, `${time} is no Lamport time`);
    if (time >= this.#time) this.#time = Math.min(time + 1, Number.MAX_SAFE_INTEGER);
  }
}
