import type { HardState } from '../../../src/node/raft/durable.ts';
import type { Entry } from '../../../src/node/raft/entry.ts';
import type { RoleName } from '../../../src/node/raft/output.ts';
import type { LogView } from './log-view.ts';
import { Promises } from './promises.ts';
import { check } from './violation.ts';

/** What one process has done since it started: I5 (in order, once) and I6 (nothing goes back). */
export class ProcessView {
  readonly node: string;
  readonly promises: Promises;
  /** Everything that was handed to the disk, durable or not. */
  readonly issued: LogView;
  /** 0 while it does not lead. */
  leaderTerm = 0;
  isCandidate = false;
  hasWrittenOwn = false;
  comparedIndex = 0;
  /** The last entry of the snapshot that its store began with, 0 for none. */
  snapshotIndex = 0;
  /** When it last had a sign of a leader, or led, by its own clock. */
  leaderSignMs = Number.NEGATIVE_INFINITY;
  #appliedIndex = 0;
  #isFirst = true;
  #commitIndex = 0;
  readonly #reads = new Map<number, number>();

  constructor(node: string, issued: LogView) {
    this.node = node;
    this.issued = issued;
    this.promises = new Promises(node);
  }

  get appliedIndex(): number {
    return this.#appliedIndex;
  }

  changesRole(role: RoleName, term: number): void {
    this.leaderTerm = role === 'leader' ? term : 0;
    this.isCandidate = role === 'candidate';
    this.hasWrittenOwn = false;
  }

  applies({ index }: Entry): void {
    check(
      this.#isFirst || index === this.#appliedIndex + 1,
      'I5',
      () => `${this.node} applies entry ${index} after entry ${this.#appliedIndex}`,
    );
    this.#isFirst = false;
    this.#appliedIndex = index;
  }

  restores(index: number): void {
    check(
      index > this.#appliedIndex,
      'I12',
      () => `${this.node} goes back from ${this.#appliedIndex} to snapshot ${index}`,
    );
    this.#isFirst = false;
    this.#appliedIndex = index;
    this.snapshotIndex = index;
  }

  commits(index: number): void {
    check(
      index >= this.#commitIndex,
      'I6',
      () => `the commit index of ${this.node} goes back from ${this.#commitIndex} to ${index}`,
    );
    this.#commitIndex = index;
  }

  adopts({ term, votedFor }: HardState): void {
    const before = this.issued.hardState;
    check(
      term >= before.term,
      'I6',
      () => `${this.node} goes back from term ${before.term} to ${term}`,
    );
    check(
      term > before.term || before.votedFor === '' || votedFor === before.votedFor,
      'I7',
      () => `${this.node} votes for ${votedFor} after ${before.votedFor} in term ${term}`,
    );
  }

  readAsked(id: number, floor: number): void {
    this.#reads.set(id, floor);
  }

  /** What had been answered to clients when this read was asked for. */
  readAnswered(id: number): number {
    const floor = this.#reads.get(id) ?? 0;
    this.#reads.delete(id);
    return floor;
  }
}
