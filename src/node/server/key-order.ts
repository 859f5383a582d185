import type { ByteString } from '../../shared/byte-string.ts';
import { ChurningMap } from '../../shared/churning-map.ts';
import { Ending } from './ending.ts';
import { contains, type KeyBounds } from './key-bounds.ts';

/** What a write may change. */
export interface WriteScope {
  readonly keys: readonly ByteString[];
  readonly ranges: readonly KeyBounds[];
}

/** What is under way on a key. */
interface KeyState {
  /** All writes are answered. */
  writes: Ending | undefined;
  /** All reads are answered. */
  reads: Ending | undefined;
}

interface RangeState {
  readonly bounds: KeyBounds;
  readonly answered: Ending;
}

/**
 * Which operations of one caller have to wait for which. Writes go to the log in their order and need not
 * wait for each other; a read waits for the writes of its key before it, and a write for the reads.
 */
export class KeyOrder {
  readonly #keys = new ChurningMap<ByteString, KeyState>();
  readonly #ranges = new Set<RangeState>();
  /** What the last write that had to wait waits for: no later one may overtake it. */
  #waiting: Promise<void> | undefined;

  /** Resolves when a read of the key sees all writes before it; undefined: it does now. */
  beforeRead(key: ByteString): Promise<void> | undefined {
    let before = this.#keys.get(key)?.writes?.awaited;
    for (const { bounds, answered } of this.#ranges) {
      if (contains(bounds, key)) before = both(before, answered.awaited);
    }
    return before;
  }

  /** Resolves when a write overtakes nothing; undefined: it does not now. */
  beforeWrite({ keys, ranges }: WriteScope): Promise<void> | undefined {
    let before = this.#waiting;
    for (const key of keys) before = both(before, this.#keys.get(key)?.reads?.awaited);
    for (const range of ranges) {
      for (const [key, { reads }] of this.#keys) {
        if (contains(range, key)) before = both(before, reads?.awaited);
      }
    }
    if (before !== undefined && before !== this.#waiting) this.#waitFor(before);
    return before;
  }

  /** Resolves when the writes of these keys before are answered. */
  writesOf({ keys }: WriteScope): Promise<void> | undefined {
    let writes: Promise<void> | undefined;
    for (const key of keys) writes = both(writes, this.#keys.get(key)?.writes?.awaited);
    return writes;
  }

  /** Until `ended` with the same ending, which is to come after that. */
  addRead(key: ByteString, answered: Ending): void {
    const state = this.#stateOf(key);
    state.reads = this.#joined(key, state.reads, answered);
  }

  /** Its keys until `ended` with the same ending, which is to come after that. */
  addWrite(scope: WriteScope, answered: Ending): void {
    for (const key of scope.keys) {
      const state = this.#stateOf(key);
      state.writes = this.#joined(key, state.writes, answered);
    }
    for (const bounds of scope.ranges) {
      const range: RangeState = { bounds, answered };
      this.#ranges.add(range);
      void answered.awaited.then(() => this.#ranges.delete(range));
    }
  }

  ended(key: ByteString, answered: Ending): void {
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

  #joined(key: ByteString, earlier: Ending | undefined, answered: Ending): Ending {
    if (earlier === undefined || earlier === answered) return answered;
    const joined = Ending.of(Promise.all([earlier.awaited, answered.awaited]));
    void joined.awaited.then(() => this.ended(key, joined));
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
