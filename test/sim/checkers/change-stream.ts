import type { KeyEvent, RevisionChange } from '../../../src/node/kv/change.ts';
import type { StateHistory } from './state-history.ts';
import { check } from './violation.ts';

/**
 * I17, for one watcher over all its connections: it hears of every change of the log, of each once, in
 * order; or it is told that what it lacks is forgotten, by a node that has indeed not seen it happen.
 */
export class ChangeStream {
  readonly #watcher: string;
  readonly #log: StateHistory;
  #revision = 0;

  constructor(watcher: string, log: StateHistory) {
    this.#watcher = watcher;
    this.#log = log;
  }

  /** Of the last change that it has heard of, or of the state that it began with. */
  get revision(): number {
    return this.#revision;
  }

  beganAnew(revision: number): void {
    check(
      revision >= this.#revision,
      'I17',
      () => `${this.#watcher} begins anew at ${revision}, it was at ${this.#revision}`,
    );
    this.#revision = revision;
  }

  delivered({ revision, events }: RevisionChange): void {
    check(
      revision === this.#revision + 1,
      'I17',
      () => `${this.#watcher} hears of revision ${revision} after revision ${this.#revision}`,
    );
    const expected = this.#log.changeAt(revision)?.events ?? [];
    const isSame =
      events.length === expected.length &&
      events.every((event, position) => isSameEvent(event, expected[position]));
    check(
      isSame,
      'I17',
      () => `${this.#watcher} hears something else of revision ${revision} than the log has`,
    );
    this.#revision = revision;
  }

  /** `snapshotIndex`: where the node's own memory begins. */
  compacted(node: string, compactedRevision: number, snapshotIndex: number): void {
    const known = this.#log.revisionAt(snapshotIndex) ?? 0;
    check(
      compactedRevision <= known,
      'I17',
      () => `${node} has forgotten revision ${compactedRevision}, and started from ${known}`,
    );
  }
}

function isSameEvent(one: KeyEvent, other: KeyEvent | undefined): boolean {
  return (
    one.key === other?.key &&
    one.expired === other.expired &&
    one.item?.modRevision === other.item?.modRevision &&
    one.item?.value === other.item?.value &&
    one.previous?.modRevision === other.previous?.modRevision
  );
}
