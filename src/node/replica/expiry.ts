import type { Command } from '../kv/command.ts';
import type { Store } from '../kv/store.ts';

const limits = {
  /** Keys that one command ends, so that applying it takes about a millisecond (3-5 ms for 1,000). */
  keysMax: 300,
} as const;

/** Has the leader propose the end of keys and leases whose time is over, one command at a time. */
export class Expiry {
  #isProposed = false;

  /**
   * The command to propose, if one is due at the time of the next round; `settled` is to be called when its
   * fate is known. The state machine decides by the time in its round, so a wrong clock ends keys early or
   * late, but on all nodes alike.
   */
  due(store: Store, timeMs: number): Command | undefined {
    const { nextExpiryMs } = store;
    if (this.#isProposed || nextExpiryMs === undefined || nextExpiryMs > timeMs) {
      return undefined;
    }
    this.#isProposed = true;
    return { type: 'expire', keysMax: limits.keysMax };
  }

  settled(): void {
    this.#isProposed = false;
  }
}
