import type { ByteString } from '../../shared/byte-string.ts';
import { invariant } from '../../shared/invariant.ts';
import type { CommandOutcome } from './command.ts';
import { decodeCommands, type LoggedCommand } from './command-codec.ts';
import type { StoreImage } from './image.ts';
import type { Item } from './item.ts';
import { noItems, type OrderedItems } from './ordered-items.ts';
import { emptyHash, extendHash } from './running-hash.ts';

/** Where a store starts: empty, or as a snapshot left it. */
interface StoreState {
  readonly items: OrderedItems;
  /** Of all keys and values in `items`. */
  readonly bytes: number;
  readonly revision: number;
  readonly appliedIndex: number;
  readonly appliedHash: number;
}

/**
 * The replicated state machine: the same log makes the same store on every node. One revision for
 * each mutation; a command that changes nothing takes none.
 */
export class Store {
  readonly #items: OrderedItems;
  #bytes: number;
  #revision: number;
  #appliedIndex: number;
  #appliedHash: number;

  constructor(state: StoreState = emptyState()) {
    this.#items = state.items;
    this.#bytes = state.bytes;
    this.#revision = state.revision;
    this.#appliedIndex = state.appliedIndex;
    this.#appliedHash = state.appliedHash;
  }

  get revision(): number {
    return this.#revision;
  }

  get keys(): number {
    return this.#items.size;
  }

  /** Of all keys and values, without what holding them costs. */
  get bytes(): number {
    return this.#bytes;
  }

  get appliedIndex(): number {
    return this.#appliedIndex;
  }

  get(key: ByteString): Item | undefined {
    return this.#items.get(key);
  }

  /**
   * Applies the next entry of the log: one outcome for each command, or one rejection when the bytes
   * cannot be decoded. Deterministic, and total over `data`; only a gap in the indices is a bug.
   */
  apply(entry: { readonly index: number; readonly data: Uint8Array }): readonly CommandOutcome[] {
    this.noteApplied(entry.index);
    this.#appliedHash = extendHash(this.#appliedHash, entry.index, entry.data);
    return decodeCommands(entry.data).map((command) => this.#execute(command));
  }

  /** The next entry of the log carries no command: a no-op, a barrier or a configuration. */
  noteApplied(index: number): void {
    invariant(
      index === this.#appliedIndex + 1,
      `entry ${index} was applied right after entry ${this.#appliedIndex}`,
    );
    this.#appliedIndex = index;
  }

  /** O(1): later writes copy the nodes that they touch. */
  image(): StoreImage {
    const items = this.#items.clone();
    return {
      appliedIndex: this.#appliedIndex,
      revision: this.#revision,
      keys: items.size,
      appliedHash: BigInt(this.#appliedHash),
      entries: (start) => items.entries(start),
    };
  }

  #execute(command: LoggedCommand): CommandOutcome {
    switch (command.type) {
      case 'set':
        return this.#set(command.key, command.value);
      case 'delete':
        return this.#delete(command.key);
      case 'rejected':
        return command;
    }
  }

  #set(key: ByteString, value: ByteString): CommandOutcome {
    const previous = this.#items.get(key);
    const revision = this.#revision + 1;
    this.#revision = revision;
    this.#bytes += value.length - (previous === undefined ? -key.length : previous.value.length);
    this.#items.set(key, {
      value,
      createRevision: previous?.createRevision ?? revision,
      modRevision: revision,
      version: (previous?.version ?? 0) + 1,
    });
    return { type: 'set', revision, created: previous === undefined };
  }

  #delete(key: ByteString): CommandOutcome {
    const previous = this.#items.get(key);
    if (previous === undefined) return { type: 'delete', revision: this.#revision, existed: false };
    this.#revision += 1;
    this.#bytes -= key.length + previous.value.length;
    this.#items.delete(key);
    return { type: 'delete', revision: this.#revision, existed: true };
  }
}

function emptyState(): StoreState {
  return { items: noItems(), bytes: 0, revision: 0, appliedIndex: 0, appliedHash: emptyHash };
}
