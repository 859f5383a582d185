import type { Item } from '../../../src/node/kv/item.ts';
import type { StateHistory } from './state-history.ts';
import { check } from './violation.ts';

/** What a node answered from its own store, without asking anybody. */
interface StaleRead {
  readonly appliedIndex: number;
  readonly revision: number;
  readonly key: string;
  readonly item: Item | undefined;
  /** What the answer says of its age. */
  readonly ageMs: number;
  /** By the clock of the node, since it heard of a leader at all, or led; it cannot know of anything newer. */
  readonly silenceMs: number;
  /** What had been acknowledged before the node caught up, which it must have done before it answers. */
  readonly floor: number;
}

/**
 * I16, for one life of a node: what it reads never goes back, is a state that the log had, is not older
 * than what it caught up with, and says no younger age than it can know of.
 */
export class StaleReads {
  readonly #node: string;
  readonly #log: StateHistory;
  #appliedIndex = 0;

  constructor(node: string, log: StateHistory) {
    this.#node = node;
    this.#log = log;
  }

  answered({ appliedIndex, revision, key, item, ...rest }: StaleRead): void {
    const { ageMs, silenceMs, floor } = rest;
    const name = (): string => `stale read of ${key} on ${this.#node} at ${appliedIndex}`;
    check(
      appliedIndex >= this.#appliedIndex,
      'I16',
      () => `${name()} goes back from ${this.#appliedIndex}`,
    );
    check(appliedIndex >= floor, 'I16', () => `${name()}: the node had caught up with ${floor}`);
    check(
      this.#log.revisionAt(appliedIndex) === revision,
      'I16',
      () => `${name()}: revision ${revision}, the log has ${this.#log.revisionAt(appliedIndex)}`,
    );
    const expected = this.#log.itemAt(key, revision);
    check(isSame(item, expected), 'I16', () => {
      return `${name()}: revision ${item?.modRevision}, the log has ${expected?.modRevision}`;
    });
    check(
      ageMs >= silenceMs,
      'I16',
      () => `${name()}: ${ageMs} ms old, and the node has heard of no leader for ${silenceMs} ms`,
    );
    this.#appliedIndex = appliedIndex;
  }
}

function isSame(item: Item | undefined, expected: Item | undefined): boolean {
  return item?.modRevision === expected?.modRevision && item?.value === expected?.value;
}
