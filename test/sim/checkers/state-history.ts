import type { RevisionChange } from '../../../src/node/kv/change.ts';
import type { Item } from '../../../src/node/kv/item.ts';

interface Version {
  readonly revision: number;
  /** undefined: deleted. */
  readonly item: Item | undefined;
}

/** What the committed log made of the keys, at every index and revision. */
export class StateHistory {
  /** Of revision 1, 2, ... */
  readonly #changes: RevisionChange[] = [];
  /** After index 0, 1, ... */
  readonly #revisions: number[] = [0];
  readonly #versions = new Map<string, Version[]>();

  get revision(): number {
    return this.#changes.length;
  }

  applied(index: number, changes: readonly RevisionChange[]): void {
    for (const change of changes) {
      this.#changes.push(change);
      for (const { key, item } of change.events) {
        const version = { revision: change.revision, item };
        const versions = this.#versions.get(key);
        if (versions === undefined) this.#versions.set(key, [version]);
        else versions.push(version);
      }
    }
    this.#revisions[index] = this.revision;
  }

  /** Of the store that has applied everything up to this index. */
  revisionAt(index: number): number | undefined {
    return this.#revisions[index];
  }

  changeAt(revision: number): RevisionChange | undefined {
    return this.#changes[revision - 1];
  }

  itemAt(key: string, revision: number): Item | undefined {
    const versions = this.#versions.get(key) ?? [];
    return versions.findLast((version) => version.revision <= revision)?.item;
  }
}
