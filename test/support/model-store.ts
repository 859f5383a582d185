import { type api, mokv } from '../../src/api/gen/messages.js';
import { MokvError } from '../../src/shared/errors.ts';

interface Remembered {
  readonly firstOpen: number;
  readonly outcomes: Map<number, mokv.v1.IOperationResult>;
}

interface ModelLease {
  readonly id: number;
  readonly ttlMs: number;
}

/** What a cluster keeps, small and in one place: what a client must see, whichever server it asks. */
export class ModelStore {
  readonly items = new Map<string, api.IItem>();
  readonly history: mokv.v1.IWatchEvent[] = [];
  readonly leases = new Map<number, ModelLease>();
  /** Every write that changed something, in order; one that was sent twice must be here once. */
  readonly applied: string[] = [];
  readonly watchers = new Set<() => void>();
  compactedRevision = 0;
  revision = 0;
  #nextLease = 1;
  readonly #clients = new Map<string, Remembered>();

  get(request: api.IGetRequest): api.IGetResponse {
    const item = this.items.get(request.key ?? '');
    if (item === undefined) throw new MokvError('NOT_FOUND', `key "${request.key}" not found`);
    return { ...item, revision: this.revision };
  }

  /** In byte order, as it was at the revision. */
  range(request: mokv.v1.IRangeRequest): mokv.v1.IRangeResponse {
    const { range, limit, reverse, revision, delimiter } = request;
    if (revision && revision < this.compactedRevision) throw compacted(this.compactedRevision);
    const items = [...this.#itemsAt(revision || this.revision).values()]
      .filter(({ key }) => isIn(key ?? '', range ?? {}))
      .sort((a, b) => Buffer.compare(Buffer.from(a.key ?? ''), Buffer.from(b.key ?? '')));
    if (reverse) items.reverse();
    const { alone, groups } = grouped(items, range?.prefix ?? '', delimiter ?? '');
    const taken = limit ? alone.slice(0, limit) : alone;
    return {
      items: [...taken],
      groups: limit ? groups.slice(0, limit) : [...groups],
      revision: revision || this.revision,
      count: items.length,
      more: taken.length < alone.length,
    };
  }

  /** An operation with an id that was applied answers as it did then. */
  apply(operation: mokv.v1.IOperation): mokv.v1.IOperationResult {
    const write = operation.set ?? operation.delete ?? operation.deleteRange ?? operation.touch;
    const id = write?.requestId ?? operation.txn?.requestId;
    const known = id && this.outcomeOf(id);
    if (known) return known;
    const result = this.#evaluate(operation);
    if (id) this.remember(id, result);
    return result;
  }

  outcomeOf({ client, sequence }: api.IRequestId): mokv.v1.IOperationResult | undefined {
    return this.#clients.get(client ?? '')?.outcomes.get(sequence ?? 0);
  }

  remember(
    { client, sequence, firstOpen }: api.IRequestId,
    result: mokv.v1.IOperationResult,
  ): void {
    const known = this.#clients.get(client ?? '');
    const outcomes = known?.outcomes ?? new Map<number, mokv.v1.IOperationResult>();
    const first = Math.max(known?.firstOpen ?? 0, firstOpen ?? 0);
    if ((sequence ?? 0) < first) throw new MokvError('INTERNAL', 'an id below the first open one');
    outcomes.set(sequence ?? 0, result);
    for (const old of [...outcomes.keys()].filter((number) => number < first)) outcomes.delete(old);
    this.#clients.set(client ?? '', { firstOpen: first, outcomes });
  }

  remembered(client: string): number[] {
    return [...(this.#clients.get(client)?.outcomes.keys() ?? [])];
  }

  grantLease(ttlMs: number): mokv.v1.IGrantLeaseResponse {
    const id = this.#nextLease;
    this.#nextLease += 1;
    this.revision += 1;
    this.leases.set(id, { id, ttlMs });
    return { leaseId: id, ttlMs, revision: this.revision };
  }

  endLease(id: number): mokv.v1.IRevokeLeaseResponse {
    if (!this.leases.delete(id)) throw new MokvError('NOT_FOUND', `there is no lease ${id}`);
    const keys = [...this.items.values()].filter(({ leaseId }) => leaseId === id);
    this.revision += 1;
    for (const { key } of keys) this.#delete(key ?? '');
    this.#changed();
    return { revision: this.revision, deleted: keys.length };
  }

  #evaluate(operation: mokv.v1.IOperation): mokv.v1.IOperationResult {
    try {
      if (operation.get) return { get: this.get(operation.get) };
      if (operation.set) return { set: this.#set(operation.set) };
      if (operation.delete) return { delete: this.#deleteOne(operation.delete) };
      if (operation.touch) return { touch: this.#touch(operation.touch) };
      if (operation.deleteRange) return { deleteRange: this.#deleteRange(operation.deleteRange) };
      if (operation.txn) return { txn: this.#txn(operation.txn) };
      throw new MokvError('INVALID_ARGUMENT', 'an operation without a kind');
    } catch (error) {
      if (!(error instanceof MokvError)) throw error;
      return { failure: { code: error.code, message: error.message, metadata: {} } };
    }
  }

  #set(request: api.ISetRequest): api.ISetResponse {
    const { key, value, condition, leaseId, returnPrevious, ttlMs, keepTtl } = request;
    const before = this.items.get(key ?? '');
    this.#check(before, condition);
    if (leaseId && !this.leases.has(leaseId)) throw new MokvError('NOT_FOUND', 'no such lease');
    this.revision += 1;
    const item = {
      key: key ?? '',
      value: value ?? new Uint8Array(0),
      createRevision: before?.createRevision ?? this.revision,
      modRevision: this.revision,
      version: (before?.version ?? 0) + 1,
      leaseId: leaseId ?? 0,
      ...(ttlMs ? { expiresAtMs: Date.now() + ttlMs } : {}),
      ...(keepTtl && before?.expiresAtMs ? { expiresAtMs: before.expiresAtMs } : {}),
    };
    this.items.set(item.key, item);
    this.history.push({ type: mokv.v1.WatchEvent.Type.SET, item, ...previousField(before) });
    this.applied.push(`set ${key} ${Buffer.from(item.value).toString()}`);
    this.#changed();
    const previous = returnPrevious ? previousField(before) : {};
    return { ok: true, revision: this.revision, created: before === undefined, ...previous };
  }

  #deleteOne({ key, condition, returnPrevious }: api.IDeleteRequest): api.IDeleteResponse {
    const before = this.items.get(key ?? '');
    this.#check(before, condition);
    if (before !== undefined) {
      this.revision += 1;
      this.#delete(key ?? '');
      this.#changed();
    }
    const previous = returnPrevious ? previousField(before) : {};
    return { ok: true, revision: this.revision, deleted: before !== undefined, ...previous };
  }

  #touch({ key, ttlMs, condition }: mokv.v1.ITouchRequest): mokv.v1.ITouchResponse {
    const item = this.items.get(key ?? '');
    if (item === undefined) throw new MokvError('NOT_FOUND', `key "${key}" not found`);
    this.#check(item, condition);
    this.revision += 1;
    const expiry = ttlMs ? { expiresAtMs: ttlMs } : {};
    const { expiresAtMs: _, ...rest } = item;
    this.items.set(key ?? '', { ...rest, modRevision: this.revision, ...expiry });
    return { revision: this.revision, ...expiry };
  }

  #deleteRange({ range, dryRun }: mokv.v1.IDeleteRangeRequest): mokv.v1.IDeleteRangeResponse {
    const keys = [...this.items.keys()].filter((key) => isIn(key, range ?? {}));
    if (keys.length > 0 && !dryRun) {
      this.revision += 1;
      for (const key of keys) this.#delete(key);
      this.#changed();
    }
    return { revision: this.revision, deleted: keys.length };
  }

  #txn({ compares, success, failure }: mokv.v1.ITxnRequest): mokv.v1.ITxnResponse {
    const succeeded = (compares ?? []).every((compare) =>
      holds(compare, this.items.get(compare.key ?? '')),
    );
    const results = ((succeeded ? success : failure) ?? []).map((one) => this.#evaluate(one));
    return { succeeded, revision: this.revision, results };
  }

  #delete(key: string): void {
    const before = this.items.get(key);
    this.items.delete(key);
    this.applied.push(`delete ${key}`);
    this.history.push({
      type: mokv.v1.WatchEvent.Type.DELETE,
      item: { key, modRevision: this.revision },
      ...previousField(before),
    });
  }

  #check(item: api.IItem | undefined, condition: api.ICondition | null | undefined): void {
    if (!condition) return;
    const { absent, exists, revision, value } = condition;
    const isMet =
      (!absent || item === undefined) &&
      (!exists || item !== undefined) &&
      (!revision || item?.modRevision === revision) &&
      (!value || Buffer.from(value).equals(item?.value ?? Buffer.from('no value')));
    if (!isMet) throw new MokvError('CONDITION_FAILED', 'the condition does not hold');
  }

  #itemsAt(revision: number): Map<string, api.IItem> {
    const items = new Map<string, api.IItem>();
    for (const { type, item } of this.history) {
      if ((item?.modRevision ?? 0) > revision) break;
      if (type === mokv.v1.WatchEvent.Type.SET) items.set(item?.key ?? '', item ?? {});
      else items.delete(item?.key ?? '');
    }
    return items;
  }

  #changed(): void {
    for (const watcher of this.watchers) watcher();
  }
}

export function isIn(key: string, { prefix, start, end }: mokv.v1.IKeyRange): boolean {
  return key.startsWith(prefix ?? '') && (!start || key >= start) && (!end || key < end);
}

export function compacted(revision: number): MokvError {
  return new MokvError('COMPACTED', 'that revision is compacted', {
    metadata: { compacted_revision: `${revision}` },
  });
}

function previousField(previous: api.IItem | undefined): { previous?: api.IItem } {
  return previous === undefined ? {} : { previous };
}

/** Of equality and of numbers that are greater. */
function holds(compare: mokv.v1.ICompare, item: api.IItem | undefined): boolean {
  const { modRevision, createRevision, value, relation } = compare;
  if (value) return Buffer.from(value).equals(item?.value ?? Buffer.from('no value'));
  const isOfChange = modRevision !== undefined && modRevision !== null;
  const [actual, wanted] = isOfChange
    ? [item?.modRevision ?? 0, modRevision]
    : [item?.createRevision ?? 0, createRevision ?? 0];
  return relation === mokv.v1.Compare.Relation.GREATER ? actual > wanted : actual === wanted;
}

function grouped(
  items: readonly api.IItem[],
  prefix: string,
  delimiter: string,
): { readonly alone: api.IItem[]; readonly groups: mokv.v1.IKeyGroup[] } {
  const counts = new Map<string, number>();
  const alone = items.filter(({ key }) => {
    const end = delimiter === '' ? -1 : (key ?? '').indexOf(delimiter, prefix.length);
    if (end < 0) return true;
    const group = (key ?? '').slice(0, end + delimiter.length);
    counts.set(group, (counts.get(group) ?? 0) + 1);
    return false;
  });
  return { alone, groups: [...counts].map(([group, keys]) => ({ prefix: group, keys })) };
}
