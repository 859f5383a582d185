import type { DurableState, HardState, Write } from '../../src/node/raft/durable.ts';
import type { Entry, SnapshotMeta } from '../../src/node/raft/entry.ts';
import { invariant } from '../../src/shared/invariant.ts';

/** A disk that holds what was written and nothing else. Snapshot files become durable by themselves. */
export class RaftDisk implements DurableState {
  hardState: HardState = { term: 0, votedFor: '', votedForAddress: '' };
  snapshot: SnapshotMeta | undefined;
  entries: Entry[] = [];

  /** Also checks that the write fits what the disk holds. */
  apply(write: Write): void {
    if (write.hardState !== undefined) this.hardState = write.hardState;
    if (write.resetTo !== undefined) {
      invariant((this.snapshot?.index ?? 0) >= write.resetTo.index, 'a reset has its snapshot');
      this.entries = [];
    }
    if (write.truncateFrom !== undefined) {
      const { truncateFrom } = write;
      this.entries = this.entries.filter((entry) => entry.index < truncateFrom);
    }
    for (const entry of write.entries) {
      const last = this.entries.at(-1)?.index ?? write.resetTo?.index;
      const fits = last === undefined || entry.index === last + 1;
      invariant(fits, `entry ${entry.index} written behind ${last}`);
      this.entries.push(entry);
    }
    if (write.compactTo !== undefined) {
      const { compactTo } = write;
      invariant(
        (this.snapshot?.index ?? 0) >= compactTo,
        'only what a snapshot covers is compacted',
      );
      this.entries = this.entries.filter((entry) => entry.index > compactTo);
    }
  }

  /** Whether it holds this entry, be it inside a snapshot. */
  holds(index: number, term: number): boolean {
    if (index <= (this.snapshot?.index ?? 0)) return true;
    const first = this.entries[0]?.index ?? 0;
    return this.entries[index - first]?.term === term;
  }

  /** Whether the log goes on behind this entry, and nothing in it contradicts the entry. */
  logHolds(index: number, term: number): boolean {
    const first = this.entries[0];
    if (first === undefined || first.index > index) return index <= (this.snapshot?.index ?? 0);
    return this.entries[index - first.index]?.term === term;
  }

  copy(): RaftDisk {
    const copy = new RaftDisk();
    copy.hardState = this.hardState;
    copy.snapshot = this.snapshot;
    copy.entries = [...this.entries];
    return copy;
  }
}
