import type { ByteString } from '../../shared/byte-string.ts';
import type { RevisionChange } from './change.ts';
import type { CommandOutcome, Refused } from './command.ts';
import { compareHolds } from './condition.ts';
import type { Item } from './item.ts';
import { KeyWriter } from './key-writer.ts';
import { Keyspace } from './keyspace.ts';
import type { Lease } from './lease.ts';
import { Leases, type LeaseTerm } from './leases.ts';
import type { LoggedCommand, LoggedOf, LoggedOperation } from './logged-command.ts';
import type { StateImage, StoreState } from './store-state.ts';
import { carryOut } from './transaction.ts';

/** A command that works on keys and leases. */
type ContentsCommand = Exclude<
  LoggedCommand,
  { type: 'rejected' | 'stageRestore' | 'finishRestore' }
>;

type ContentsField = 'items' | 'bytes' | 'leases' | 'lastLeaseId' | 'revision' | 'timeMs';

/** Keys, leases and the clock by which both end, with what commands do to them. */
export class Contents {
  readonly #keys: Keyspace;
  readonly #leases: Leases;
  readonly #writer: KeyWriter;

  constructor(state: Pick<StoreState, ContentsField>) {
    this.#keys = new Keyspace(state.items, state.bytes);
    this.#leases = new Leases(state.leases, state.lastLeaseId);
    this.#writer = new KeyWriter(this.#keys, this.#leases, state);
  }

  get revision(): number {
    return this.#writer.revision;
  }

  get timeMs(): number {
    return this.#writer.timeMs;
  }

  get size(): number {
    return this.#keys.size;
  }

  get bytes(): number {
    return this.#keys.bytes;
  }

  /** When the first key or lease ends. */
  get nextExpiryMs(): number | undefined {
    const nextMs = Math.min(this.#firstKeyMs, this.#firstLeaseMs);
    return nextMs === never ? undefined : nextMs;
  }

  get(key: ByteString): Item | undefined {
    return this.#keys.get(key);
  }

  lease(id: number): Lease | undefined {
    const term = this.#leases.get(id);
    return term && this.#withKeys(term);
  }

  /** By id. */
  *leases(): Generator<Lease, void, undefined> {
    for (const term of this.#leases.image().values()) yield this.#withKeys(term);
  }

  /** As it is now; unaffected by later changes. O(1). */
  image(): Pick<StateImage, ContentsField> {
    return {
      items: this.#keys.image(),
      bytes: this.#keys.bytes,
      leases: this.#leases.image(),
      lastLeaseId: this.#leases.lastId,
      revision: this.revision,
      timeMs: this.timeMs,
    };
  }

  /** The clock never goes back. */
  advance(timeMs: number): void {
    this.#writer.advance(timeMs);
  }

  /** What was done since the last commit, at a revision of its own; undefined when nothing was. */
  commit(): RevisionChange | undefined {
    return this.#writer.commit();
  }

  execute(command: ContentsCommand): CommandOutcome {
    switch (command.type) {
      case 'set':
      case 'delete':
      case 'deleteRange':
      case 'touch':
        return this.#writer.write(command);
      case 'txn':
        return this.#transact(command);
      case 'grantLease':
        return this.#grantLease(command);
      case 'keepLease':
        return this.#keepLease(command.leaseId);
      case 'revokeLease':
        return this.#revokeLease(command.leaseId);
      case 'expire':
        return this.#expire(command.keysMax);
    }
  }

  #transact({ compares, success, failure }: LoggedOf<'txn'>): CommandOutcome {
    const succeeded = compares.every((compare) => compareHolds(compare, this.get(compare.key)));
    const operations = succeeded ? success : failure;
    if (!operations.every((operation) => this.#knowsLeaseOf(operation))) return noLease;
    const results = carryOut(operations, this.#keys, this.#writer);
    this.#writer.keepNetEffect();
    return { type: 'txn', revision: this.revision, succeeded, results };
  }

  #knowsLeaseOf(operation: LoggedOperation): boolean {
    if (operation.type !== 'set' || operation.leaseId === undefined) return true;
    return this.#leases.has(operation.leaseId);
  }

  #grantLease({ ttlMs, owner }: LoggedOf<'grantLease'>): CommandOutcome {
    const expiresAtMs = this.#writer.endOf(ttlMs);
    const { id } = this.#leases.grant({ owner, ttlMs, expiresAtMs });
    return { type: 'lease', revision: this.revision, leaseId: id, ttlMs };
  }

  #keepLease(leaseId: number): CommandOutcome {
    const term = this.#leases.get(leaseId);
    if (term === undefined) return noLease;
    this.#leases.keep(term, this.#writer.endOf(term.ttlMs));
    return { type: 'lease', revision: this.revision, leaseId, ttlMs: term.ttlMs };
  }

  #revokeLease(leaseId: number): CommandOutcome {
    const term = this.#leases.get(leaseId);
    if (term === undefined) return noLease;
    const keys = this.#keys.keysOfLease(leaseId);
    this.#end({ keys, lease: term });
    return { type: 'revoked', revision: this.revision, deleted: keys.length };
  }

  /**
   * In the order in which they end. The keys of a lease end together: only a lease that alone has more
   * than `keysMax` of them makes it more. Leases without keys count, too.
   */
  #expire(keysMax: number): CommandOutcome {
    let deleted = 0;
    for (let ended = 0; ended < keysMax; ended += 1) {
      const next = this.#firstOver();
      if (next === undefined || (ended > 0 && deleted + next.keys.length > keysMax)) break;
      this.#end(next);
      deleted += next.keys.length;
    }
    return { type: 'expired', revision: this.revision, deleted };
  }

  /** What ends first and is over; at the same time keys before leases. */
  #firstOver(): Ending | undefined {
    const keyMs = this.#firstKeyMs;
    const leaseMs = this.#firstLeaseMs;
    if (Math.min(keyMs, leaseMs) > this.timeMs) return undefined;
    const key = this.#keys.firstEnding;
    if (key !== undefined && keyMs <= leaseMs) return { keys: [key.id], lease: undefined };
    const lease = this.#leases.firstEnding;
    return lease && { keys: this.#keys.keysOfLease(lease.id), lease };
  }

  #end({ keys, lease }: Ending): void {
    for (const key of keys) this.#writer.expire(key);
    if (lease !== undefined) this.#leases.end(lease);
  }

  get #firstKeyMs(): number {
    return this.#keys.firstEnding?.timeMs ?? never;
  }

  get #firstLeaseMs(): number {
    return this.#leases.firstEnding?.expiresAtMs ?? never;
  }

  #withKeys(term: LeaseTerm): Lease {
    return { ...term, keys: new Set(this.#keys.keysOfLease(term.id)) };
  }
}

/** What ends at once: a key with a time of its own, or a lease with all its keys. */
interface Ending {
  readonly keys: readonly ByteString[];
  readonly lease: LeaseTerm | undefined;
}

const never = Number.POSITIVE_INFINITY;
const noLease: Refused = { type: 'notFound', what: 'lease' };
