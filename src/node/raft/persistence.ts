import { invariant } from '../../shared/invariant.ts';
import type { HardState, Write } from './durable.ts';
import type { Entry, SnapshotMeta } from './entry.ts';
import type { Log } from './log.ts';

/**
 * A write's number. What depends on the disk waits for the write that carries it; 0 waits for nothing.
 */
export type WriteSequence = number;

/**
 * What the disk knows, what a write under way tells it, and what the next write must tell it. It is
 * the only one who changes the hard state and the log, so that nothing changes without being written.
 *
 * Entries of the log in memory, from the oldest to the newest:
 *
 *     ... durableIndex | ... underWayIndex | ... handedOverIndex = all that any write carried | ... lastIndex
 *
 * An index below a mark means that the entry that memory holds *now* is covered. A truncation moves
 * all marks down, so a write under way that carries an older entry of the same index proves nothing
 * about the newer one (the ABA race of asynchronous appends).
 */
export class Persistence {
  readonly log: Log;
  #hardState: HardState;
  #hardStateSequence: WriteSequence = 0;
  #nextSequence: WriteSequence = 1;
  #writtenSequence: WriteSequence = 0;
  #durableIndex: number;
  #handedOverIndex: number;
  #underWay:
    | { readonly sequence: WriteSequence; index: number; readonly since: number }
    | undefined;
  #pending: Pending = {};

  constructor(hardState: HardState, log: Log) {
    this.#hardState = hardState.term === 0 ? { ...hardState, blank: true } : hardState;
    this.log = log;
    this.#durableIndex = log.lastIndex;
    this.#handedOverIndex = log.lastIndex;
  }

  get hardState(): HardState {
    return this.#hardState;
  }

  get term(): number {
    return this.#hardState.term;
  }

  /** Every entry up to this one is on disk as it is in memory. */
  get durableIndex(): number {
    return this.#durableIndex;
  }

  /** When the write under way was handed out; undefined when none is. */
  get writingSince(): number | undefined {
    return this.#underWay?.since;
  }

  /** The write that carries the hard state as it is now. */
  get hardStateSequence(): WriteSequence {
    return this.#hardStateSequence;
  }

  /** The write that carries everything that has changed so far. */
  get latestSequence(): WriteSequence {
    if (this.#hasPending()) return this.#nextSequence;
    return this.#underWay?.sequence ?? 0;
  }

  /** The write that carries all entries up to this index as they are now. */
  sequenceOf(index: number): WriteSequence {
    invariant(index <= this.log.lastIndex, `entry ${index} cannot become durable`);
    if (index <= this.#durableIndex) return 0;
    const { sequence, index: underWayIndex } = this.#underWay ?? { sequence: 0, index: 0 };
    return index <= underWayIndex ? sequence : this.#nextSequence;
  }

  isDurable(sequence: WriteSequence): boolean {
    return sequence <= this.#writtenSequence;
  }

  /** Stays blank if it is; see endBlankness. */
  setHardState(next: Omit<HardState, 'blank'>): void {
    const { term, votedFor, blank } = this.#hardState;
    const hardState = blank ? { ...next, blank } : next;
    invariant(hardState.term >= term, `term ${hardState.term} would go back from ${term}`);
    invariant(
      hardState.term > term || votedFor === '' || hardState.votedFor === votedFor,
      `a second vote in term ${term}`,
    );
    this.#replaceHardState(hardState);
  }

  /** Its votes and acknowledgements count from when this is durable: no answer leaves before. */
  endBlankness(): void {
    const { term, votedFor, votedForAddress } = this.#hardState;
    this.#replaceHardState({ term, votedFor, votedForAddress });
  }

  append(entries: readonly Entry[]): void {
    this.log.append(entries);
  }

  truncateFrom(index: number): void {
    this.log.truncateFrom(index);
    if (index <= this.#handedOverIndex) {
      this.#pending.truncateFrom = Math.min(index, this.#pending.truncateFrom ?? index);
    }
    this.#lowerMarks(index - 1);
  }

  compactThrough(index: number): void {
    invariant(index <= this.#durableIndex, 'only durable entries are compacted');
    this.log.compactThrough(index);
    this.#pending.compactTo = index;
  }

  /** Drops the log for a snapshot. Nothing of the log is durable until that is written. */
  restartBehind(snapshot: SnapshotMeta): void {
    this.log.restartBehind(snapshot);
    this.#lowerMarks(0);
    this.#handedOverIndex = snapshot.index;
    this.#pending.resetTo = snapshot;
    delete this.#pending.truncateFrom;
    delete this.#pending.compactTo;
  }

  /** Everything that changed since the last write; undefined when nothing did or one is under way. */
  takeWrite(now: number): Write | undefined {
    if (this.#underWay !== undefined || !this.#hasPending()) return undefined;
    const sequence = this.#nextSequence;
    const { lastIndex } = this.log;
    const entries = this.log.slice(this.#handedOverIndex + 1, lastIndex);
    const write = { sequence, ...this.#pending, entries };
    this.#pending = {};
    this.#nextSequence += 1;
    this.#underWay = { sequence, index: lastIndex, since: now };
    this.#handedOverIndex = lastIndex;
    return write;
  }

  written(sequence: WriteSequence): void {
    invariant(this.#underWay?.sequence === sequence, `write ${sequence} is not the one under way`);
    this.#durableIndex = Math.max(this.#durableIndex, this.#underWay.index);
    this.#writtenSequence = sequence;
    this.#underWay = undefined;
    invariant(this.#durableIndex <= this.log.lastIndex, 'what is durable is in the log');
  }

  #replaceHardState(hardState: HardState): void {
    this.#hardState = hardState;
    this.#hardStateSequence = this.#nextSequence;
    this.#pending.hardState = hardState;
  }

  #hasPending(): boolean {
    return this.#handedOverIndex < this.log.lastIndex || Object.keys(this.#pending).length > 0;
  }

  #lowerMarks(index: number): void {
    this.#durableIndex = Math.min(this.#durableIndex, index);
    this.#handedOverIndex = Math.min(this.#handedOverIndex, index);
    if (this.#underWay !== undefined) this.#underWay.index = Math.min(this.#underWay.index, index);
  }
}

type Pending = {
  -readonly [Name in 'hardState' | 'resetTo' | 'truncateFrom' | 'compactTo']?: NonNullable<
    Write[Name]
  >;
};
