import type { History, KeyEvent, RevisionChange } from './change.ts';

const limits = {
  revisionsMax: 100_000,
  /** Of their events. */
  bytesMax: 64 * 1024 * 1024,
  /** What an event costs beside keys and values, about. */
  eventBytes: 200,
} as const;

/**
 * The changes of the last revisions, as many as the limits allow. A ring: the revisions are
 * consecutive, so that each has its place.
 */
export class RecentChanges implements History {
  #ring: Events[] = [];
  #bytesOfRing: number[] = [];
  /** The revision before the one at place 0. */
  #origin: number;
  #compactedRevision: number;
  #revision: number;
  #bytes = 0;

  /** Nothing is known of this revision and those before it. */
  constructor(compactedRevision: number) {
    this.#origin = compactedRevision;
    this.#compactedRevision = compactedRevision;
    this.#revision = compactedRevision;
  }

  get compactedRevision(): number {
    return this.#compactedRevision;
  }

  /** To be read before the next change is added. */
  *since(revision: number): Generator<RevisionChange, void, undefined> {
    const last = this.#revision;
    for (let at = Math.max(revision, this.#compactedRevision + 1); at <= last; at += 1) {
      const events = this.#ring[this.#placeOf(at)] ?? forgotten;
      yield { revision: at, events: 'key' in events ? [events] : events };
    }
  }

  /** The change of the next revision. */
  add(change: RevisionChange): void {
    const bytes = changeBytes(change);
    if (bytes > limits.bytesMax) {
      this.#forgetAll(change.revision);
      return;
    }
    if (change.revision - this.#compactedRevision > limits.revisionsMax) this.#forgetOldest();
    const place = this.#placeOf(change.revision);
    this.#revision = change.revision;
    this.#ring[place] = leanest(change.events);
    this.#bytesOfRing[place] = bytes;
    this.#bytes += bytes;
    while (this.#bytes > limits.bytesMax) this.#forgetOldest();
  }

  /** At once, for one revision of so many events is slow enough. */
  #forgetAll(revision: number): void {
    this.#ring = [];
    this.#bytesOfRing = [];
    this.#bytes = 0;
    this.#origin = revision;
    this.#compactedRevision = revision;
    this.#revision = revision;
  }

  #forgetOldest(): void {
    this.#compactedRevision += 1;
    const place = this.#placeOf(this.#compactedRevision);
    this.#bytes -= this.#bytesOfRing[place] ?? 0;
    this.#ring[place] = forgotten;
  }

  #placeOf(revision: number): number {
    return (revision - this.#origin - 1) % limits.revisionsMax;
  }
}

/** Of a revision. The one that most have is held bare: the arrays around them would be half of all that is held. */
type Events = KeyEvent | readonly KeyEvent[];

/** In the place of what is to be collected as garbage. */
const forgotten: Events = [];

function leanest(events: readonly KeyEvent[]): Events {
  const [first] = events;
  return first !== undefined && events.length === 1 ? first : events;
}

/** Not counted on once there are too many. */
function changeBytes({ events }: RevisionChange): number {
  let bytes = 0;
  for (const event of events) {
    bytes += eventBytes(event);
    if (bytes > limits.bytesMax) break;
  }
  return bytes;
}

function eventBytes({ key, item, previous }: KeyEvent): number {
  const values = (item?.value.length ?? 0) + (previous?.value.length ?? 0);
  return limits.eventBytes + key.length + values;
}
