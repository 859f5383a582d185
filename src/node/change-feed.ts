import type { RevisionChange } from './kv/change.ts';
import type { ChangeListener } from './server/node-port.ts';

/** Hands on what the state machine changed. */
export class ChangeFeed {
  readonly #listeners = new Set<ChangeListener>();

  follow(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed(changes: readonly RevisionChange[]): void {
    for (const listener of this.#listeners) listener.changed(changes);
  }

  storeReplaced(): void {
    for (const listener of this.#listeners) listener.restored();
  }
}
