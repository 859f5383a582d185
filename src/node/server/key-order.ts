import type { ByteString } from '../../shared/byte-string.ts';
import { contains, type KeyBounds } from './key-bounds.ts';

/** What a write may change. */
export interface WriteScope {
  readonly keys: readonly ByteString[];
  readonly ranges: readonly KeyBounds[];
}

/** What is under way on a key; the promises never reject. */
interface KeyState {
  /** All writes are answered. */
  writes: Promise<void> | undefined;
  /** All reads are answered. */
  reads: Promise<void> | undefined;
}

interface RangeState {
  readonly bounds: KeyBounds;
  readonly answered: Promise<void>;
}

/**
 * Which operations of one caller have to wait for which. Writes go to the log in their order and need not
 * wait for each other; a read waits for the writes of its key before it, and a write for the reads.
 */
export class KeyOrder {
  readonly #keys = new Map<ByteString, KeyState>();
  readonly #ranges = new Set<RangeState>();
  /** What the last write that had to wait waits for: no later one may overtake it. */
  #waiting: Promise<void> | undefined;

  /** Resolves when a read of the key sees all writes before it; undefined: it does now. */
  beforeRead(key: ByteString): Promise<void> | undefined {
    let before = this.#keys.get(key)?.writes;
    for (const { bounds, answered } of this.#ranges) {
      if (contains(bounds, key)) before = both(before, answered);
    }
    return before;
  }

  /** Resolves when a write overtakes nothing; undefined: it does not now. */
  beforeWrite({ keys, ranges }: WriteScope): Promise<void> | undefined {
    let before = this.#waiting;
    for (const key of keys) before = both(before, this.#keys.get(key)?.reads);
    for (const range of ranges) {
      for (const [key, { reads }] of this.#keys) {
        if (contains(range, key)) before = both(before, reads);
      }
    }
    if (before !== undefined && before !== this.#waiting) this.#waitFor(before);
    return before;
  }

  /** Resolves when the writes of these keys before are answered. */
  writesOf({ keys }: WriteScope): Promise<void> | undefined {
    let writes: Promise<void> | undefined;
    for (const key of keys) writes = both(writes, this.#keys.get(key)?.writes);
    return writes;
  }

  /** Until `ended` with the same promise. */
  addRead(key: ByteString, answered: Promise<void>): void {
    const state = this.#stateOf(key);
    state.reads = this.#joined(key, state.reads, answered);
  }

  /** Its keys until `ended` with the same promise. */
  addWrite(scope: WriteScope, answered: Promise<void>): void {
    for (const key of scope.keys) {
      const state = this.#stateOf(key);
      state.writes = this.#joined(key, state.writes, answered);
    }
    for (const bounds of scope.ranges) {
      const range: RangeState = { bounds, answered };
      this.#ranges.add(range);
      void answered.then(() => this.#ranges.delete(range));
    }
  }

  ended(key: ByteString, answered: Promise<void>): void {
    const state = this.#keys.get(key);
    if (state === undefined) return;
    if (state.writes === answered) state.writes = undefined;
    if (state.reads === answered) state.reads = undefined;
    if (state.writes === undefined && state.reads === undefined) this.#keys.delete(key);
  }

  #waitFor(before: Promise<void>): void {
    this.#waiting = before;
    // Behind the write itself, which is about to wait for the same promise.
    queueMicrotask(() => {
      void before.then(() => {
        if (this.#waiting === before) this.#waiting = undefined;
      });
    });
  }

  #stateOf(key: ByteString): KeyState {
    let state = this.#keys.get(key);
    if (state === undefined) {
      state = { writes: undefined, reads: undefined };
      this.#keys.set(key, state);
    }
    return state;
  }

  #joined(
    key: ByteString,
    earlier: Promise<void> | undefined,
    answered: Promise<void>,
  ): Promise<void> {
    if (earlier === undefined || earlier === answered) return answered;
    const joined = Promise.all([earlier, answered]).then(() => {});
    void joined.then(() => this.ended(key, joined));
    return joined;
  }
}

function both(
  a: Promise<void> | undefined,
  b: Promise<void> | undefined,
): Promise<void> | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  return Promise.all([a, b]).then(() => {});
}
