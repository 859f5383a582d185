import type { Command, CommandOutcome } from '../../src/node/kv/command.ts';
import { encodeRound } from '../../src/node/kv/command-codec.ts';
import type { StoreImage } from '../../src/node/kv/image.ts';
import type { Item } from '../../src/node/kv/item.ts';
import type { Store } from '../../src/node/kv/store.ts';
import type { ByteString } from '../../src/shared/byte-string.ts';
import { byteStringOf } from '../../src/shared/byte-string.ts';

/** The state machine in its most obvious form: what the real one is compared with. */
export class StoreModel {
  readonly items = new Map<ByteString, Item>();
  revision = 0;

  execute(command: Command): CommandOutcome {
    const previous = this.items.get(command.key);
    if (command.type === 'delete') {
      if (previous !== undefined) this.revision += 1;
      const existed = this.items.delete(command.key);
      return { type: 'delete', revision: this.revision, existed };
    }
    this.revision += 1;
    this.items.set(command.key, {
      value: byteStringOf(command.value),
      createRevision: previous === undefined ? this.revision : previous.createRevision,
      modRevision: this.revision,
      version: previous === undefined ? 1 : previous.version + 1,
    });
    return { type: 'set', revision: this.revision, created: previous === undefined };
  }

  /** In the byte order of the keys, computed from bytes. */
  entries(): [ByteString, Item][] {
    return [...this.items].sort(([a], [b]) =>
      Buffer.compare(Buffer.from(a, 'latin1'), Buffer.from(b, 'latin1')),
    );
  }

  bytes(): number {
    let sum = 0;
    for (const [key, { value }] of this.items) sum += key.length + value.length;
    return sum;
  }
}

/** Everything that an image says, to compare with another. */
export function contentOf(image: StoreImage): unknown {
  const { appliedIndex, revision, keys, appliedHash } = image;
  return { appliedIndex, revision, keys, appliedHash, entries: [...image.entries()] };
}

export function applyRounds(store: Store, rounds: readonly (readonly Command[])[]): void {
  for (const commands of rounds) {
    store.apply({ index: store.appliedIndex + 1, data: encodeRound(0, commands) });
  }
}
