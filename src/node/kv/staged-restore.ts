import { type ByteString, byteStringOfText } from '../../shared/byte-string.ts';
import { Items, type ItemsImage } from './items.ts';
import type { LoggedOf } from './logged-command.ts';
import { type StagedItem, stagedItem } from './staged-items.ts';

/** Keys of a restore that has not finished; those of one restore at a time. */
export class StagedRestore {
  #restoreId: ByteString;
  #items: Items<StagedItem>;
  #bytes = 0;

  constructor(restoreId: ByteString, items: Items<StagedItem>) {
    this.#restoreId = restoreId;
    this.#items = items;
    items.forEach((key, { value }) => {
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
      const item = stagedItem(value, expiresAtMs);
      const cell = this.#items.cell(key);
      this.#bytes += value.length - (cell === undefined ? -key.length : cell.item.value.length);
      if (cell === undefined) this.#items.add(key, item);
      else this.#items.replace(cell, item);
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
  take(revision: number): Items {
    const items = this.#items;
    // In place, for they are many: who holds an image reads no revisions of staged keys.
    items.forEach((_, item) => {
      item.createRevision = revision;
      item.modRevision = revision;
    });
    this.#reset(noRestore);
    return items;
  }

  /** O(1). */
  image(): ItemsImage<StagedItem> {
    return this.#items.image();
  }

  #reset(restoreId: ByteString): void {
    this.#restoreId = restoreId;
    this.#items = new Items();
    this.#bytes = 0;
  }
}

const noRestore = byteStringOfText('');
