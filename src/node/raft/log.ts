import { invariant } from '../../shared/invariant.ts';
import type { Entry } from './entry.ts';

/** The entry before the first one of a log. Its term is unknown when a restart lost sight of it. */
export interface LogBase {
  readonly index: number;
  readonly term: number | undefined;
}

/** How many entries, and how large all together. */
export interface BatchLimit {
  readonly entriesMax: number;
  readonly bytesMax: number;
}

/**
 * The log in memory: every entry behind its base, contiguous, terms never decreasing. What the disk
 * holds of it is the business of Persistence.
 */
export class Log {
  #base: LogBase;
  #entries: Entry[];
  #bytes: number;

  constructor(base: LogBase, entries: readonly Entry[]) {
    this.#base = base;
    this.#entries = [];
    this.#bytes = 0;
    invariant(base.term !== undefined || entries.length > 0, 'an empty log knows its last term');
    this.append(entries);
  }

  get firstIndex(): number {
    return this.#base.index + 1;
  }

  get lastIndex(): number {
    return this.#base.index + this.#entries.length;
  }

  get lastTerm(): number {
    const term = this.termAt(this.lastIndex);
    invariant(term !== undefined, 'the term of the last entry is known');
    return term;
  }

  /** Bytes of entry data. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Undefined for what lies behind the end or was compacted; index 0 is where all logs agree. */
  termAt(index: number): number | undefined {
    if (index === 0) return 0;
    return index === this.#base.index ? this.#base.term : this.entryAt(index)?.term;
  }

  entryAt(index: number): Entry | undefined {
    return this.#entries[index - this.firstIndex];
  }

  some(test: (entry: Entry) => boolean): boolean {
    return this.#entries.some(test);
  }

  /** The entries from one index through another, both included. */
  slice(from: number, through: number): Entry[] {
    invariant(from >= this.firstIndex, `entry ${from} was compacted`);
    invariant(through <= this.lastIndex, `entry ${through} is behind the end of the log`);
    return this.#entries.slice(from - this.firstIndex, through + 1 - this.firstIndex);
  }

  /** What fits into one request, of the entries from one index through another: at least one entry. */
  batch(from: number, through: number, limit: BatchLimit): Entry[] {
    const last = Math.min(through, from + limit.entriesMax - 1);
    let bytes = 0;
    for (let index = from; index <= last; index += 1) {
      bytes += this.entryAt(index)?.data.length ?? 0;
      if (bytes > limit.bytesMax && index > from) return this.slice(from, index - 1);
    }
    return this.slice(from, last);
  }

  /** The first of the newest entries through `last` that stay within the limit; `last` + 1 for none. */
  trailing(last: number, limit: BatchLimit): number {
    if (this.#bytes <= limit.bytesMax)
      return Math.max(last - limit.entriesMax + 1, this.firstIndex);
    let bytes = 0;
    for (let index = last; index >= this.firstIndex; index -= 1) {
      bytes += this.entryAt(index)?.data.length ?? 0;
      if (bytes > limit.bytesMax || last - index >= limit.entriesMax) return index + 1;
    }
    return this.firstIndex;
  }

  append(entries: readonly Entry[]): void {
    for (const entry of entries) {
      invariant(
        entry.index === this.lastIndex + 1,
        `entry ${entry.index} leaves a hole in the log`,
      );
      invariant(entry.term >= (this.termAt(this.lastIndex) ?? 0), 'terms of a log never decrease');
      this.#entries.push(entry);
      this.#bytes += entry.data.length;
    }
  }

  /** Deletes this entry and all behind it. */
  truncateFrom(index: number): void {
    invariant(index >= this.firstIndex && index <= this.lastIndex, `no entry ${index} to truncate`);
    this.#forget(this.#entries.splice(index - this.firstIndex));
  }

  /** Deletes every entry up to and including this one. */
  compactThrough(index: number): void {
    invariant(index <= this.lastIndex, `entry ${index} is behind the end of the log`);
    if (index < this.firstIndex) return;
    const base = { index, term: this.termAt(index) };
    this.#forget(this.#entries.splice(0, index + 1 - this.firstIndex));
    this.#base = base;
  }

  /** Deletes everything: the log starts again behind a snapshot (Raft paper §7). */
  restartBehind(base: { readonly index: number; readonly term: number }): void {
    this.#base = { index: base.index, term: base.term };
    this.#entries = [];
    this.#bytes = 0;
  }

  #forget(entries: readonly Entry[]): void {
    for (const entry of entries) this.#bytes -= entry.data.length;
  }
}
