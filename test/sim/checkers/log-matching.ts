import type { Entry } from '../../../src/node/raft/entry.ts';
import { check } from './violation.ts';

interface Known {
  readonly data: Uint8Array;
  readonly type: number;
  readonly previousTerm: number | undefined;
}

/**
 * I3: entries with the same index and term hold the same bytes and follow the same entry, and so have
 * the same log before them.
 */
export class LogMatching {
  /** By term, then by index. */
  readonly #terms = new Map<number, Map<number, Known>>();

  /** `previousTerm` is undefined when the writer cannot tell. */
  wrote(node: string, entry: Entry, previousTerm: number | undefined): void {
    const known = this.#terms.get(entry.term)?.get(entry.index);
    if (known === undefined) {
      this.#add(entry, previousTerm);
      return;
    }
    const place = (): string => `entry ${entry.index} of term ${entry.term} on ${node}`;
    const isSame = known.type === entry.type && Buffer.compare(known.data, entry.data) === 0;
    check(isSame, 'I3', () => `${place()} has other bytes than elsewhere`);
    const follows =
      previousTerm === undefined ||
      known.previousTerm === undefined ||
      known.previousTerm === previousTerm;
    check(follows, 'I3', () => `${place()} follows another entry than elsewhere`);
  }

  #add({ term, index, data, type }: Entry, previousTerm: number | undefined): void {
    const entries = this.#terms.get(term) ?? new Map<number, Known>();
    this.#terms.set(term, entries);
    entries.set(index, { data, type, previousTerm });
  }
}
