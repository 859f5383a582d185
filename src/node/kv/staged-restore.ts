import { type ByteString, byteStringOfText } from '../../shared/byte-string.ts';
import type { LoggedOf } from './logged-command.ts';
import type { OrderedItems } from './ordered-items.ts';
import { noStagedItems, type StagedItems, stagedItem } from './staged-items.ts';

/** Keys of a restore that has not finished; those of one restore at a time. */
export class StagedRestore {
  #restoreId: ByteString;
  #items: StagedItems;
  #bytes = 0;

  constructor(restoreId: ByteString, items: StagedItems) {
    this.#restoreId = restoreId;
    this.#items = items;
    items.forEachPair((key, { value }) => {
      this.#bytes += key.length + value.length;
    });
  }

  get restoreId(): ByteString {
    return this.#restoreId;
  }

  /** Of all keys and values. */
  get bytes(): number {
    return this.#bytes;
  }

  /** How many keys are staged then. */
  add({ restoreId, keys }: LoggedOf<'stageRestore'>): number {
    if (restoreId !== this.#restoreId) this.#reset(restoreId);
    for (const { key, value, expiresAtMs } of keys) {
      const earlier = this.#items.get(key);
      this.#bytes += value.length - (earlier === undefined ? -key.length : earlier.value.length);
      this.#items.set(key, stagedItem(value, expiresAtMs));
    }
    return this.#items.size;
  }

  /** Why this is not what is staged. */
  flawOf(restoreId: ByteString, keys: number): string | undefined {
    if (restoreId === noRestore || restoreId !== this.#restoreId)
      return 'no such restore is staged';
    const { size } = this.#items;
    return size === keys ? undefined : `${size} keys are staged, not ${keys}`;
  }

  /** The staged keys as items of this revision; nothing is staged then. */
  take(revision: number): OrderedItems {
    const items = this.#items;
    // In place, for they are many: who holds an image reads no revisions of staged keys.
    items.forEachPair((_, item) => {
      item.createRevision = revision;
      item.modRevision = revision;
    });
    this.#reset(noRestore);
    return items;
  }

  /** O(1). */
  image(): StagedItems {
    return this.#items.clone();
  }

  #reset(restoreId: ByteString): void {
    this.#restoreId = restoreId;
    this.#items = noStagedItems();
    this.#bytes = 0;
  }
}

const noRestore = byteStringOfText('');
