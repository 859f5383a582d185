import type { WatchEvent } from '../../src/client/kv-api.ts';

/** What a client asked for, of one key. Every value is written once. */
export interface Attempt {
  readonly key: string;
  /** Undefined: a delete. */
  readonly value: string | undefined;
  /** Of the key, where it is a condition; 0: absent. */
  readonly expected: number | undefined;
  readonly outcome: Outcome;
}

/** Acknowledged at a revision, without effect, or not known. A delete of what is absent takes no revision. */
export type Outcome =
  | { readonly type: 'applied'; readonly revision: number }
  | { readonly type: 'refused' | 'unknown' };

/** What a read found: the revision of the store, and that of the key, 0 when it was absent. */
export interface Sighting {
  readonly key: string;
  readonly revision: number;
  readonly modRevision: number;
  readonly value: string | undefined;
}

interface Change {
  readonly revision: number;
  readonly value: string | undefined;
  readonly expired: boolean;
}

/**
 * What clients did and saw, against every change as a watch told it: acknowledged writes are there once and
 * as their conditions had it, refused ones are not, and reads saw what was.
 */
export class KeyHistory {
  readonly wrong: string[] = [];
  readonly #changes = new Map<string, Change[]>();
  readonly #attempts: Attempt[] = [];
  readonly #sightings: Sighting[] = [];
  #lastRevision = 0;
  /** The highest revision that anybody was told. */
  #acknowledgedRevision = 0;

  /** To be asked before a call, and given to `answered` after it. */
  get floor(): number {
    return this.#acknowledgedRevision;
  }

  /** The store cannot be older than what was acknowledged before the call. */
  answered(what: string, floor: number, revision: number): void {
    if (revision < floor)
      this.wrong.push(`${what}: at ${revision}, ${floor} was acknowledged before`);
    this.#acknowledgedRevision = Math.max(this.#acknowledgedRevision, revision);
  }

  attempted(attempt: Attempt): void {
    this.#attempts.push(attempt);
  }

  saw(sighting: Sighting): void {
    this.#sightings.push(sighting);
  }

  /** The changes of the next revision that changed something. */
  changed(revision: number, events: readonly WatchEvent[]): void {
    if (revision <= this.#lastRevision) {
      this.wrong.push(`the watch told ${revision} behind ${this.#lastRevision}`);
    }
    this.#lastRevision = revision;
    for (const event of events) {
      const key = event.type === 'set' ? event.item.key : event.key;
      const value = event.type === 'set' ? Buffer.from(event.item.value).toString() : undefined;
      const expired = event.type === 'delete' && event.expired;
      const changes = this.#changes.get(key) ?? [];
      this.#changes.set(key, changes);
      changes.push({ revision, value, expired });
    }
  }

  get lastRevision(): number {
    return this.#lastRevision;
  }

  get changes(): number {
    return [...this.#changes.values()].reduce((sum, { length }) => sum + length, 0);
  }

  check(): readonly string[] {
    const written = new Map<string, Attempt>();
    for (const attempt of this.#attempts) {
      if (attempt.value !== undefined) written.set(attempt.value, attempt);
      this.#checkAttempt(attempt);
    }
    for (const [key, changes] of this.#changes) this.#checkChanges(key, changes, written);
    for (const sighting of this.#sightings) this.#checkSighting(sighting);
    return this.wrong;
  }

  #checkAttempt({ key, value, expected, outcome }: Attempt): void {
    const what = `${key} = ${value} (${expected})`;
    const changes = this.#changes.get(key) ?? [];
    const found = value === undefined ? [] : changes.filter((change) => change.value === value);
    if (found.length > 1) this.wrong.push(`${what}: applied ${found.length} times`);
    if (outcome.type === 'refused' && found.length > 0) {
      this.wrong.push(`${what}: refused, but applied`);
    }
    if (outcome.type !== 'applied') return;
    const at = changes.findIndex(({ revision }) => revision === outcome.revision);
    if (at === -1 || changes[at]?.value !== value) {
      this.wrong.push(`${what}: not what is at ${outcome.revision}: ${changes[at]?.value}`);
    }
    const before = changes[at - 1];
    const revisionBefore = before?.value === undefined ? 0 : before.revision;
    if (expected !== undefined && revisionBefore !== expected) {
      this.wrong.push(`${what}: at ${outcome.revision} the key was of ${revisionBefore}`);
    }
  }

  #checkChanges(key: string, changes: readonly Change[], written: Map<string, Attempt>): void {
    for (const { revision, value } of changes) {
      if (value !== undefined && written.get(value)?.key !== key) {
        this.wrong.push(`${key}: ${value} at ${revision} was never written`);
      }
    }
  }

  /** The last change through the revision of the store is what a read sees. */
  #checkSighting({ key, revision, modRevision, value }: Sighting): void {
    const changes = this.#changes.get(key) ?? [];
    const last = changes.findLast((change) => change.revision <= revision);
    const isThere = last?.value !== undefined;
    if ((isThere ? last.revision : 0) !== modRevision || last?.value !== value) {
      const was = `${last?.value} of ${last?.revision}`;
      this.wrong.push(`${key}: read ${value} of ${modRevision} at ${revision}, there was ${was}`);
    }
  }
}
