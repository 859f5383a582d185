import type { LTime } from './messages.ts';

const limits = {
  /** Lamport times back from the clock; the agents' buffers have as many slots. */
  ltimes: 512,
  /** Different messages under one Lamport time: as many nodes would have to speak at once. */
  perLTime: 64,
  /** Of the payloads that are kept for push/pull. */
  bytesMax: 2 * 1024 * 1024,
} as const;

interface Slot<T> {
  readonly ltime: LTime;
  readonly items: T[];
  bytes: number;
}

export type Sighting = 'first' | 'seen' | 'tooOld' | 'tooMany';

/**
 * Which events or queries were seen lately (serf-wire §6.6): a ring of Lamport times. Those before
 * `ignoreBefore` count as seen.
 */
export class SeenBuffer<T> {
  readonly #slots = new Array<Slot<T> | undefined>(limits.ltimes);
  readonly #isSame: (a: T, b: T) => boolean;
  #ignoreBefore: LTime = 0;
  #bytes = 0;

  constructor(isSame: (a: T, b: T) => boolean) {
    this.#isSame = isSame;
  }

  ignoreBefore(ltime: LTime): void {
    this.#ignoreBefore = Math.max(this.#ignoreBefore, ltime);
  }

  /** `clock` is the time after witnessing `ltime`; `bytes` what keeping the item costs. */
  see(item: T, { ltime, clock, bytes }: Sighted): Sighting {
    if (ltime < this.#ignoreBefore || ltime < clock - limits.ltimes) return 'tooOld';
    const at = ltime % limits.ltimes;
    let slot = this.#slots[at];
    // A later time in this place means that `ltime` left the ring.
    if (slot !== undefined && slot.ltime > ltime) return 'tooOld';
    if (slot === undefined || slot.ltime < ltime) {
      this.#bytes -= slot?.bytes ?? 0;
      slot = { ltime, items: [], bytes: 0 };
      this.#slots[at] = slot;
    }
    if (slot.items.some((seen) => this.#isSame(seen, item))) return 'seen';
    if (slot.items.length >= limits.perLTime) return 'tooMany';
    this.#makeRoom(bytes, slot);
    slot.items.push(item);
    slot.bytes += bytes;
    this.#bytes += bytes;
    return 'first';
  }

  recent(): { readonly ltime: LTime; readonly items: readonly T[] }[] {
    return this.#slots.filter((slot) => slot !== undefined);
  }

  /** Forgets the oldest ones: seen again, they are too old or new once more, which does no harm. */
  #makeRoom(bytes: number, keep: Slot<T>): void {
    while (this.#bytes + bytes > limits.bytesMax) {
      const slots = this.#slots.filter((slot) => slot !== undefined);
      const others = slots.filter((slot) => slot !== keep);
      const oldest = others.reduce<Slot<T> | undefined>(
        (least, slot) => (least === undefined || slot.ltime < least.ltime ? slot : least),
        undefined,
      );
      if (oldest === undefined) return;
      this.#slots[oldest.ltime % limits.ltimes] = undefined;
      this.#bytes -= oldest.bytes;
      this.ignoreBefore(oldest.ltime + 1);
    }
  }
}

export interface Sighted {
  readonly ltime: LTime;
  readonly clock: LTime;
  readonly bytes: number;
}
