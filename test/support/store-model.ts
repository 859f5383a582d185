import type { KeyEvent, RevisionChange } from '../../src/node/kv/change.ts';
import type {
  Command,
  CommandOutcome,
  Compare,
  Condition,
  TransactionOperation,
  TransactionResult,
} from '../../src/node/kv/command.ts';
import { encodeRound } from '../../src/node/kv/command-codec.ts';
import type { StoreImage } from '../../src/node/kv/image.ts';
import type { Item } from '../../src/node/kv/item.ts';
import type { Lease } from '../../src/node/kv/lease.ts';
import type { Store } from '../../src/node/kv/store.ts';
import { type ByteString, byteStringOf, bytesOf } from '../../src/shared/byte-string.ts';

type CommandOf<Type extends Command['type']> = Extract<Command, { type: Type }>;
type Written = Exclude<TransactionResult, { type: 'get' }>;
type Ttl = Pick<Item, 'expiresAtMs' | 'leaseId'>;

/**
 * The state machine in its most obvious form: what the real one is compared with. It forgets nothing,
 * whatever the limits of the real one are.
 */
export class StoreModel {
  items = new Map<ByteString, Item>();
  revision = 0;
  timeMs = 0;
  /** Since the last restore. */
  changes: RevisionChange[] = [];
  /** The items at every revision since the last restore. */
  past = new Map([[0, new Map<ByteString, Item>()]]);
  #leases = new Map<number, Omit<Lease, 'keys'>>();
  #lastLeaseId = 0;
  readonly #answered = new Map<string, { command: string; outcome: CommandOutcome }>();
  readonly #firstOpen = new Map<ByteString, number>();
  #staged = new Map<ByteString, Item>();
  #restoreId = '';
  /** Keys that the command at work changed, in order. */
  #touched: ByteString[] = [];

  applyRound(timeMs: number, commands: readonly Command[]): readonly CommandOutcome[] {
    this.timeMs = Math.max(this.timeMs, timeMs);
    return commands.map((command) => this.execute(command));
  }

  execute(command: Command): CommandOutcome {
    const { request, ...rest } = command;
    if (request === undefined) return this.#perform(command);
    const { client, sequence } = request;
    const firstOpen = Math.max(this.#firstOpen.get(client) ?? 0, request.firstOpen);
    this.#firstOpen.set(client, firstOpen);
    if (sequence < firstOpen) return { type: 'requestForgotten' };
    const id = JSON.stringify([client, sequence]);
    const text = JSON.stringify(rest);
    const known = this.#answered.get(id);
    if (known !== undefined) {
      return known.command === text ? known.outcome : { type: 'requestReused' };
    }
    const outcome = this.#perform(command);
    this.#answered.set(id, { command: text, outcome });
    return outcome;
  }

  /** In the byte order of the keys, computed from bytes. */
  entries(items: ReadonlyMap<ByteString, Item> = this.items): [ByteString, Item][] {
    return [...items].sort(([a], [b]) => Buffer.compare(bytesOf(a), bytesOf(b)));
  }

  bytes(): number {
    let sum = 0;
    for (const [key, { value }] of this.items) sum += key.length + value.length;
    return sum;
  }

  leases(): Lease[] {
    return [...this.#leases.values()].map((lease) => ({
      ...lease,
      keys: new Set(this.#keysOf(lease.id)),
    }));
  }

  outcomeOf(client: ByteString, sequence: number): CommandOutcome | undefined {
    if (sequence < (this.#firstOpen.get(client) ?? 0)) return undefined;
    return this.#answered.get(JSON.stringify([client, sequence]))?.outcome;
  }

  nextExpiryMs(): number | undefined {
    return this.#endings()[0]?.timeMs;
  }

  get #next(): number {
    return this.revision + 1;
  }

  get #after(): number {
    return this.#touched.length > 0 ? this.#next : this.revision;
  }

  #perform(command: Command): CommandOutcome {
    const before = new Map(this.items);
    this.#touched = [];
    const outcome = this.#do(command);
    if (this.#touched.length === 0) return outcome;
    this.revision += 1;
    const expired = command.type === 'expire' || command.type === 'revokeLease';
    const lastTouches = [...new Set(this.#touched.toReversed())].toReversed();
    const events = lastTouches
      .map((key): KeyEvent => {
        return { key, item: this.items.get(key), previous: before.get(key), expired };
      })
      .filter(({ item, previous }) => item !== undefined || previous !== undefined);
    this.changes.push({ revision: this.revision, events });
    this.past.set(this.revision, new Map(this.items));
    return outcome;
  }

  #do(command: Command): CommandOutcome {
    switch (command.type) {
      case 'set':
      case 'delete':
      case 'touch': {
        const current = this.items.get(command.key);
        if (command.condition !== undefined && !holds(command.condition, current)) {
          return { type: 'conditionFailed', revision: this.revision, current };
        }
        return this.#write(command);
      }
      case 'deleteRange':
        return this.#write(command);
      case 'txn':
        return this.#transact(command);
      case 'grantLease': {
        const { ttlMs, owner } = command;
        this.#lastLeaseId += 1;
        const id = this.#lastLeaseId;
        this.#leases.set(id, { id, owner, ttlMs, expiresAtMs: this.timeMs + ttlMs });
        return { type: 'lease', revision: this.revision, leaseId: id, ttlMs };
      }
      case 'keepLease': {
        const lease = this.#leases.get(command.leaseId);
        if (lease === undefined) return { type: 'notFound', what: 'lease' };
        this.#leases.set(lease.id, { ...lease, expiresAtMs: this.timeMs + lease.ttlMs });
        return { type: 'lease', revision: this.revision, leaseId: lease.id, ttlMs: lease.ttlMs };
      }
      case 'revokeLease': {
        if (!this.#leases.has(command.leaseId)) return { type: 'notFound', what: 'lease' };
        const deleted = this.#endLease(command.leaseId);
        return { type: 'revoked', revision: this.#after, deleted };
      }
      case 'expire':
        return this.#expire(command.keysMax);
      case 'stageRestore':
        return this.#stage(command);
      case 'finishRestore':
        return this.#finishRestore(command);
    }
  }

  #write(write: CommandOf<'set' | 'delete' | 'touch' | 'deleteRange'>): Written {
    switch (write.type) {
      case 'set':
        return this.#set(write);
      case 'delete':
        return this.#delete(write);
      case 'touch':
        return this.#touch(write);
      case 'deleteRange':
        return this.#deleteRange(write);
    }
  }

  #set(write: CommandOf<'set'>): Written {
    const { key, value, leaseId, returnPrevious } = write;
    const previous = this.items.get(key);
    if (!this.#knowsLease(leaseId)) return { type: 'notFound', what: 'lease' };
    this.#put(key, byteStringOf(value), this.#ttlOf(write, previous));
    const created = previous === undefined;
    const shown = returnPrevious && previous ? { previous } : {};
    return { type: 'set', revision: this.#after, created, ...shown };
  }

  #delete({ key, returnPrevious }: CommandOf<'delete'>): Written {
    const previous = this.items.get(key);
    const existed = this.#remove(key);
    const shown = returnPrevious && previous ? { previous } : {};
    return { type: 'delete', revision: this.#after, existed, ...shown };
  }

  #touch({ key, ttlMs }: CommandOf<'touch'>): Written {
    const previous = this.items.get(key);
    if (previous === undefined) return { type: 'notFound', what: 'key' };
    const expiresAtMs = ttlMs === 0 ? 0 : this.timeMs + ttlMs;
    const leaseId = ttlMs === 0 ? 0 : previous.leaseId;
    this.#put(key, previous.value, { expiresAtMs, leaseId });
    return { type: 'touch', revision: this.#after, expiresAtMs };
  }

  #deleteRange({ start, end }: CommandOf<'deleteRange'>): Written {
    const keys = this.entries()
      .map(([key]) => key)
      .filter((key) => key >= start && (end === undefined || key < end));
    for (const key of keys) this.#remove(key);
    return { type: 'deleteRange', revision: this.#after, deleted: keys.length };
  }

  #ttlOf({ ttlMs, keepTtl, leaseId }: CommandOf<'set'>, previous: Item | undefined): Ttl {
    const kept = keepTtl && previous ? previous : { expiresAtMs: 0, leaseId: 0 };
    return {
      expiresAtMs: ttlMs === undefined ? kept.expiresAtMs : this.timeMs + ttlMs,
      leaseId: leaseId ?? kept.leaseId,
    };
  }

  #knowsLease(leaseId: number | undefined): boolean {
    return leaseId === undefined || this.#leases.has(leaseId);
  }

  #put(key: ByteString, value: ByteString, ttl: Ttl): void {
    const previous = this.items.get(key);
    const isAgain = previous?.modRevision === this.#next;
    this.items.set(key, {
      value,
      createRevision: previous?.createRevision ?? this.#next,
      modRevision: this.#next,
      version: previous === undefined ? 1 : previous.version + (isAgain ? 0 : 1),
      ...ttl,
    });
    this.#touched.push(key);
  }

  #remove(key: ByteString): boolean {
    const existed = this.items.delete(key);
    if (existed) this.#touched.push(key);
    return existed;
  }

  #transact({ compares, success, failure }: CommandOf<'txn'>): CommandOutcome {
    const succeeded = compares.every((compare) => matches(compare, this.items.get(compare.key)));
    const operations = succeeded ? success : failure;
    const leaseIds = operations.map((each) => (each.type === 'set' ? each.leaseId : undefined));
    if (!leaseIds.every((id) => this.#knowsLease(id))) return { type: 'notFound', what: 'lease' };
    const results = operations.map((operation) => this.#operate(operation));
    return { type: 'txn', revision: this.#after, succeeded, results };
  }

  #operate(operation: TransactionOperation): TransactionResult {
    return operation.type === 'get'
      ? { type: 'get', item: this.items.get(operation.key) }
      : this.#write(operation);
  }

  #keysOf(leaseId: number): ByteString[] {
    return this.entries()
      .filter(([, item]) => item.leaseId === leaseId)
      .map(([key]) => key);
  }

  #endLease(leaseId: number): number {
    const keys = this.#keysOf(leaseId);
    for (const key of keys) this.#remove(key);
    this.#leases.delete(leaseId);
    return keys.length;
  }

  /** Everything that ends some time, first things first: keys in byte order, then leases. */
  #endings(): { timeMs: number; keys: ByteString[]; leaseId: number }[] {
    const ofKeys = this.entries()
      .filter(([, { expiresAtMs }]) => expiresAtMs > 0)
      .map(([key, { expiresAtMs }]) => ({ timeMs: expiresAtMs, keys: [key], leaseId: 0 }));
    const ofLeases = [...this.#leases.values()].map(({ id, expiresAtMs }) => {
      return { timeMs: expiresAtMs, keys: this.#keysOf(id), leaseId: id };
    });
    return [...ofKeys, ...ofLeases].sort((a, b) => a.timeMs - b.timeMs);
  }

  #expire(keysMax: number): CommandOutcome {
    let deleted = 0;
    for (let ended = 0; ended < keysMax; ended += 1) {
      const [first] = this.#endings();
      if (first === undefined || first.timeMs > this.timeMs) break;
      if (ended > 0 && deleted + first.keys.length > keysMax) break;
      for (const key of first.keys) this.#remove(key);
      this.#leases.delete(first.leaseId);
      deleted += first.keys.length;
    }
    return { type: 'expired', revision: this.#after, deleted };
  }

  #stage({ restoreId, keys }: CommandOf<'stageRestore'>): CommandOutcome {
    if (restoreId !== this.#restoreId) this.#staged = new Map();
    this.#restoreId = restoreId;
    for (const { key, value, expiresAtMs } of keys) {
      this.#staged.set(key, {
        value: byteStringOf(value),
        createRevision: 0,
        modRevision: 0,
        version: 1,
        expiresAtMs,
        leaseId: 0,
      });
    }
    return { type: 'staged', keys: this.#staged.size };
  }

  #finishRestore({ restoreId, keys, revision }: CommandOf<'finishRestore'>): CommandOutcome {
    if (restoreId !== this.#restoreId) {
      return { type: 'rejected', reason: 'no such restore is staged' };
    }
    const { size } = this.#staged;
    if (size !== keys) {
      return { type: 'rejected', reason: `${size} keys are staged, not ${keys}` };
    }
    this.revision = Math.max(this.revision, revision) + 1;
    const revisions = { createRevision: this.revision, modRevision: this.revision };
    this.items = new Map([...this.#staged].map(([key, item]) => [key, { ...item, ...revisions }]));
    this.#leases = new Map();
    this.#staged = new Map();
    this.#restoreId = '';
    this.changes = [];
    this.past = new Map([[this.revision, new Map(this.items)]]);
    return { type: 'restored', revision: this.revision, keys };
  }
}

/** Everything that an image says, to compare with another. */
export function contentOf(image: StoreImage): unknown {
  const { appliedIndex, revision, keys, appliedHash } = image;
  return { appliedIndex, revision, keys, appliedHash, entries: [...image.entries()] };
}

export function applyRounds(store: Store, rounds: readonly (readonly Command[])[]): void {
  for (const commands of rounds) {
    store.apply({ index: store.appliedIndex + 1, data: encodeRound(0, commands) });
  }
}

function holds(condition: Condition, item: Item | undefined): boolean {
  switch (condition.type) {
    case 'absent':
      return item === undefined;
    case 'exists':
      return item !== undefined;
    case 'revision':
      return item !== undefined && item.modRevision === condition.revision;
    case 'value':
      return item !== undefined && bytesOf(item.value).equals(condition.value);
  }
}

function matches({ relation, target }: Compare, item: Item | undefined): boolean {
  if (target.type === 'value' && item === undefined) return relation === 'notEqual';
  const order =
    target.type === 'value'
      ? Buffer.compare(bytesOf(item?.value ?? ('' as ByteString)), target.value)
      : Math.sign((item?.[target.type] ?? 0) - target.number);
  const orders = { equal: [0], notEqual: [-1, 1], less: [-1], greater: [1] };
  return orders[relation].includes(order);
}
