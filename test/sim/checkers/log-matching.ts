import type { Entry } from '../../../src/node/raft/entry.ts';
import { check } from './violation.ts';

interface Known {
  readonly data: Buffer;
  readonly type: number;
  readonly previousTerm: number | undefined;
}

/**
 * I3: entries with the same index and term hold the same bytes and follow the same entry, and so have
 * the same log before them.
 */
export class LogMatching {
  readonly #entries = new Map<number, Known>();

  /** `previousTerm` is undefined when the writer cannot tell. */
  wrote(node: string, entry: Entry, previousTerm: number | undefined): void {
    const key = entry.term * termStride + entry.index;
    const known = this.#entries.get(key);
    const data = Buffer.from(entry.data.buffer, entry.data.byteOffset, entry.data.byteLength);
    if (known === undefined) {
      this.#entries.set(key, { data, type: entry.type, previousTerm });
      return;
    }
    const place = (): string => `entry ${entry.index} of term ${entry.term} on ${node}`;
    const isSame = known.type === entry.type && known.data.equals(data);
    check(isSame, 'I3', () => `${place()} has other bytes than elsewhere`);
    const follows =
      previousTerm === undefined ||
      known.previousTerm === undefined ||
      known.previousTerm === previousTerm;
    check(follows, 'I3', () => `${place()} follows another entry than elsewhere`);
  }
}

const termStride = 2 ** 32;
