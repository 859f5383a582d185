import { invariant } from '../../shared/invariant.ts';
import { originAt, type Position } from './log-record.ts';

/** Indices to delete, both inclusive; empty when `to` is below `from`. */
export interface IndexRange {
  readonly from: number;
  readonly to: number;
}

/** Which entries the disk holds after the write under way, by term and chain value: twelve bytes each. */
export class StoredLog {
  #base: Position;
  #terms: number[] = [];
  #chains: number[] = [];

  constructor(base: Position) {
    this.#base = base;
  }

  get base(): Position {
    return this.#base;
  }

  get last(): Position {
    return this.positionOf(this.#base.index + this.#terms.length);
  }

  /** `index` is the base's or an entry's. */
  positionOf(index: number): Position {
    const offset = index - this.#base.index - 1;
    if (offset === -1) return this.#base;
    const term = this.#terms[offset];
    const chain = this.#chains[offset];
    invariant(term !== undefined && chain !== undefined, `index ${index} is not in the stored log`);
    return { index, term, chain };
  }

  append(position: Position): void {
    const { last } = this;
    invariant(position.index === last.index + 1, `entry ${position.index} follows ${last.index}`);
    invariant(position.term >= last.term, `term ${position.term} follows ${last.term}`);
    this.#terms.push(position.term);
    this.#chains.push(position.chain);
  }

  /** Forgets everything and starts anew behind a snapshot. */
  reset(index: number, term: number): IndexRange {
    const range = { from: this.#base.index + 1, to: this.last.index };
    this.#base = originAt(index, term);
    this.#terms = [];
    this.#chains = [];
    return range;
  }

  truncate(from: number): IndexRange {
    invariant(from > this.#base.index, `truncation from ${from} reaches into the snapshot`);
    const range = { from, to: this.last.index };
    const kept = from - this.#base.index - 1;
    if (kept < this.#terms.length) {
      this.#terms.length = kept;
      this.#chains.length = kept;
    }
    return range;
  }

  /** Moves the base towards `to`, over at most `entriesMax` entries. */
  compact(to: number, entriesMax: number): IndexRange {
    const from = this.#base.index + 1;
    const end = Math.min(to, this.last.index, this.#base.index + entriesMax);
    if (end < from) return { from, to: end };
    const base = this.positionOf(end);
    this.#terms.splice(0, end - from + 1);
    this.#chains.splice(0, end - from + 1);
    this.#base = base;
    return { from, to: end };
  }
}
