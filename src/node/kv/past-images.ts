import type { ByteString } from '../../shared/byte-string.ts';
import type { History } from './change.ts';
import type { StoreImage } from './image.ts';
import type { Item } from './item.ts';
import { byteOrder, type OrderedMap, orderedMap } from './ordered-map.ts';

const limits = {
  /** Revisions that are paged through at the same time without starting anew for each page. */
  overlaysMax: 4,
} as const;

type Entry = readonly [ByteString, Item];
/** null: absent. */
type PastEntry = readonly [ByteString, Item | null];

/** What is different at a revision from some later one. */
interface Overlay {
  readonly revision: number;
  /** The later one. */
  until: number;
  /** How many keys more there are at the later one. */
  keysAdded: number;
  /** As the keys were; null: absent. */
  readonly items: OrderedMap<ByteString, Item | null>;
}

/** The store as it was, made of the store as it is and the changes since. */
export class PastImages {
  /** Last asked for last. */
  #overlays: Overlay[] = [];

  /** At a revision that `history` reaches back to. Applied index and hash are those of `current`. */
  at(revision: number, current: StoreImage, history: History): StoreImage {
    if (revision === current.revision) return current;
    const overlay = this.#overlayOf(revision);
    extend(overlay, current.revision, history);
    return imageOf(overlay, current);
  }

  /** What is different at revisions that nobody can ask for any more. */
  forgetBefore(revision: number): void {
    if (this.#overlays.length === 0) return;
    this.#overlays = this.#overlays.filter((overlay) => overlay.revision >= revision);
  }

  #overlayOf(revision: number): Overlay {
    const known = this.#overlays.find((overlay) => overlay.revision === revision);
    const items: Overlay['items'] = orderedMap(byteOrder);
    const overlay = known ?? { revision, until: revision, keysAdded: 0, items };
    const others = this.#overlays.filter((other) => other !== overlay);
    this.#overlays = [...others.slice(1 - limits.overlaysMax), overlay];
    return overlay;
  }
}

function extend(overlay: Overlay, until: number, history: History): void {
  for (const { events } of history.since(overlay.until + 1)) {
    for (const { key, item, previous } of events) {
      overlay.items.setIfNotPresent(key, previous ?? null);
      overlay.keysAdded += (item === undefined ? 0 : 1) - (previous === undefined ? 0 : 1);
    }
  }
  overlay.until = until;
}

function imageOf(overlay: Overlay, current: StoreImage): StoreImage {
  const { appliedIndex, appliedHash } = current;
  const past = overlay.items.clone();
  return {
    appliedIndex,
    appliedHash,
    revision: overlay.revision,
    keys: current.keys - overlay.keysAdded,
    get: (key) => {
      const item = past.get(key);
      return item === undefined ? current.get(key) : (item ?? undefined);
    },
    entries: (start) => merged(current.entries(start), past.entries(start), 1),
    entriesReversed: (end) =>
      merged(current.entriesReversed(end), past.entriesReversed(end, undefined, true), -1),
  };
}

/** In the order of both, `direction` being its sign; where both have a key the past counts. */
function* merged(
  current: Iterable<Entry>,
  past: Iterable<PastEntry>,
  direction: 1 | -1,
): Generator<Entry, void, undefined> {
  const changed = past[Symbol.iterator]();
  let next = changed.next();
  for (const entry of current) {
    while (!next.done && direction * byteOrder(next.value[0], entry[0]) < 0) {
      yield* existing(next.value);
      next = changed.next();
    }
    if (next.done || next.value[0] !== entry[0]) yield entry;
  }
  for (; !next.done; next = changed.next()) yield* existing(next.value);
}

function existing([key, item]: PastEntry): readonly Entry[] {
  return item === null ? [] : [[key, item]];
}
