import type { KeyEvent, RevisionChange } from '../kv/change.ts';
import type { KeyBounds } from './key-bounds.ts';
import { changeMessages, eventBytesOf, type WatchView } from './watch-messages.ts';

/** A change of a key, and at which revision it happened. */
type Allows = (event: KeyEvent) => boolean;

/** Whoever hears of the changes of a group; watcher.ts has the real one. */
export interface GroupMember {
  deliver(batch: ChangeBatch): void;
  /** A batch grew beyond what may wait for delivery. */
  overrun(): void;
  /** A snapshot took the place of the store. */
  restored(): void;
  /** The policy has changed. */
  recheck(): void;
}

/** Watchers of the same keys that want to know the same of them: what they get is encoded once. */
export class WatchGroup {
  readonly bounds: KeyBounds;
  readonly view: WatchView;
  readonly members = new Set<GroupMember>();
  #changes: { readonly revision: number; readonly events: KeyEvent[] }[] = [];
  #bytes = 0;

  constructor(bounds: KeyBounds, view: WatchView) {
    this.bounds = bounds;
    this.view = view;
  }

  /** Of what waits for delivery. */
  get waitingBytes(): number {
    return this.#bytes;
  }

  add(revision: number, event: KeyEvent): void {
    const last = this.#changes.at(-1);
    if (last?.revision === revision) last.events.push(event);
    else this.#changes.push({ revision, events: [event] });
    this.#bytes += eventBytesOf(event, this.view);
  }

  /** Everything that has happened since the last batch was taken; at least one event. */
  takeBatch(): ChangeBatch {
    const batch = new ChangeBatch(this.#changes, this.view);
    this.#changes = [];
    this.#bytes = 0;
    return batch;
  }
}

/** Changes on their way to the watchers of a group. */
export class ChangeBatch {
  readonly #changes: readonly RevisionChange[];
  readonly #view: WatchView;
  #messages: readonly Buffer[] | undefined;

  constructor(changes: readonly RevisionChange[], view: WatchView) {
    this.#changes = changes;
    this.#view = view;
  }

  get firstRevision(): number {
    return this.#changes[0]?.revision ?? 0;
  }

  get lastRevision(): number {
    return this.#changes.at(-1)?.revision ?? 0;
  }

  /** For all who may know of everything. */
  messages(): readonly Buffer[] {
    this.#messages ??= changeMessages(this.#changes, this.#view);
    return this.#messages;
  }

  /** What happened after a revision, as far as it is allowed. */
  messagesAfter(revision: number, allows: Allows): readonly Buffer[] {
    const changes = this.#changes
      .filter((change) => change.revision > revision)
      .map((change) => ({ ...change, events: change.events.filter(allows) }))
      .filter(({ events }) => events.length > 0);
    return changeMessages(changes, this.#view);
  }
}
