import type { ByteString } from '../../shared/byte-string.ts';
import type { KeyEvent, RevisionChange } from './change.ts';
import type { Refused, WriteOutcome } from './command.ts';
import { conditionHolds } from './condition.ts';
import type { Item } from './item.ts';
import type { Cell } from './items.ts';
import type { Keyspace } from './keyspace.ts';
import type { Leases } from './leases.ts';
import type { LoggedOf, LoggedWrite } from './logged-command.ts';
import { netEffect } from './net-effect.ts';

type NotFound = Extract<Refused, { type: 'notFound' }>;
type ConditionFailed = Extract<Refused, { type: 'conditionFailed' }>;

/** Changes keys. Everything between two commits happens at one revision. */
export class KeyWriter {
  readonly #keys: Keyspace;
  readonly #leases: Leases;
  #revision: number;
  #timeMs: number;
  /** Since the last commit. */
  #events: KeyEvent[] | undefined;

  constructor(keys: Keyspace, leases: Leases, at: { revision: number; timeMs: number }) {
    this.#keys = keys;
    this.#leases = leases;
    this.#revision = at.revision;
    this.#timeMs = at.timeMs;
  }

  /** Of the last change. */
  get revision(): number {
    return this.#events !== undefined ? this.#revision + 1 : this.#revision;
  }

  /** The clock of the state machine. */
  get timeMs(): number {
    return this.#timeMs;
  }

  /** It never goes back. */
  advance(timeMs: number): void {
    if (timeMs > this.#timeMs) this.#timeMs = timeMs;
  }

  /** What was done since the last commit; undefined when nothing was. */
  commit(): RevisionChange | undefined {
    const events = this.#events;
    if (events === undefined) return undefined;
    this.#revision += 1;
    this.#events = undefined;
    return { revision: this.#revision, events };
  }

  /** One event for each key that is not as it was at the last commit, in the order of the last changes. */
  keepNetEffect(): void {
    if (this.#events !== undefined) this.#events = netEffect(this.#events);
  }

  /** If its condition holds. */
  write(write: LoggedWrite): WriteOutcome | NotFound | ConditionFailed {
    switch (write.type) {
      case 'set':
        return this.#set(write);
      case 'delete':
        return this.#delete(write);
      case 'deleteRange':
        return this.#deleteRange(write);
      case 'touch':
        return this.#touch(write);
    }
  }

  /** Deletes a key that exists because its time, or that of its lease, is over. */
  expire(key: ByteString): void {
    const cell = this.#keys.cell(key);
    if (cell !== undefined) this.#remove(cell, true);
  }

  /** When something that lasts so long from now on ends. */
  endOf(ttlMs: number): number {
    return Math.min(this.#timeMs + ttlMs, Number.MAX_SAFE_INTEGER);
  }

  #set(write: LoggedOf<'set'>): WriteOutcome | NotFound | ConditionFailed {
    const { key, value, condition } = write;
    const cell = this.#keys.cell(key);
    const previous = cell?.item;
    if (condition !== undefined && !conditionHolds(condition, previous)) {
      return this.#failed(previous);
    }
    let expiresAtMs = 0;
    let leaseId = 0;
    if (write.keepTtl === true && previous !== undefined) ({ expiresAtMs, leaseId } = previous);
    if (write.ttlMs !== undefined) expiresAtMs = this.endOf(write.ttlMs);
    if (write.leaseId !== undefined) {
      if (!this.#leases.has(write.leaseId)) return { type: 'notFound', what: 'lease' };
      leaseId = write.leaseId;
    }
    this.#put(key, cell, { value, expiresAtMs, leaseId });
    const created = previous === undefined;
    const { revision } = this;
    return write.returnPrevious === true && previous !== undefined
      ? { type: 'set', revision, created, previous }
      : { type: 'set', revision, created };
  }

  #delete(write: LoggedOf<'delete'>): WriteOutcome | ConditionFailed {
    const { key, condition } = write;
    const cell = this.#keys.cell(key);
    if (condition !== undefined && !conditionHolds(condition, cell?.item)) {
      return this.#failed(cell?.item);
    }
    if (cell === undefined) return { type: 'delete', revision: this.revision, existed: false };
    this.#remove(cell, false);
    const { revision } = this;
    return write.returnPrevious === true
      ? { type: 'delete', revision, existed: true, previous: cell.item }
      : { type: 'delete', revision, existed: true };
  }

  #deleteRange({ start, end }: LoggedOf<'deleteRange'>): WriteOutcome {
    const deleted = this.#keys.deleteRange(start, end, (key, previous) =>
      this.#note({ key, item: undefined, previous, expired: false }),
    );
    return { type: 'deleteRange', revision: this.revision, deleted };
  }

  #touch({ key, condition, ttlMs }: LoggedOf<'touch'>): WriteOutcome | NotFound | ConditionFailed {
    const cell = this.#keys.cell(key);
    const previous = cell?.item;
    if (condition !== undefined && !conditionHolds(condition, previous)) {
      return this.#failed(previous);
    }
    if (previous === undefined) return { type: 'notFound', what: 'key' };
    const expiresAtMs = ttlMs === 0 ? 0 : this.endOf(ttlMs);
    const leaseId = ttlMs === 0 ? 0 : previous.leaseId;
    this.#put(key, cell, { value: previous.value, expiresAtMs, leaseId });
    return { type: 'touch', revision: this.revision, expiresAtMs };
  }

  #put(
    key: ByteString,
    cell: Cell | undefined,
    { value, expiresAtMs, leaseId }: Pick<Item, 'value' | 'expiresAtMs' | 'leaseId'>,
  ): void {
    const previous = cell?.item;
    const revision = this.#revision + 1;
    const item: Item = {
      value,
      createRevision: previous === undefined ? revision : previous.createRevision,
      modRevision: revision,
      version: previous === undefined ? 1 : previous.version + stepOf(previous, revision),
      expiresAtMs,
      leaseId,
    };
    if (cell === undefined) this.#keys.add(key, item);
    else this.#keys.replace(cell, item);
    // The key as it is held already: another copy of it would live as long as the event.
    this.#note({ key: cell?.key ?? key, item, previous, expired: false });
  }

  #remove(cell: Cell, expired: boolean): void {
    this.#keys.delete(cell);
    this.#note({ key: cell.key, item: undefined, previous: cell.item, expired });
  }

  #note(event: KeyEvent): void {
    // Most revisions have one event: an array that is pushed to has room for 17.
    if (this.#events === undefined) this.#events = [event];
    else this.#events.push(event);
  }

  #failed(current: Item | undefined): ConditionFailed {
    return { type: 'conditionFailed', revision: this.revision, current };
  }
}

/** A transaction that changes a key twice makes one version of it. */
function stepOf({ modRevision }: Item, revision: number): number {
  return modRevision === revision ? 0 : 1;
}
