import type { Item, Operation, Transaction } from '../client/kv-api.ts';

const limits = {
  /** Of a transaction, as servers have it. */
  operationsMax: 128,
  /** Of the values of a transaction: what one message takes. */
  bytesMax: 2 * 1024 * 1024,
} as const;

/** One step from what a cluster has to what it is to have. */
export type PlannedChange =
  | { readonly action: 'create'; readonly key: string; readonly after: Uint8Array }
  | {
      readonly action: 'update';
      readonly key: string;
      readonly before: Item;
      readonly after: Uint8Array;
    }
  | { readonly action: 'delete'; readonly key: string; readonly before: Item };

export type Values = ReadonlyMap<string, Uint8Array>;

/** What to change so that all desired keys have their values, in byte order of the keys. */
export function planChanges(desired: Values, current: ReadonlyMap<string, Item>): PlannedChange[] {
  const changes: PlannedChange[] = [];
  for (const [key, after] of desired) {
    const before = current.get(key);
    if (before === undefined) changes.push({ action: 'create', key, after });
    else if (!sameBytes(before.value, after))
      changes.push({ action: 'update', key, before, after });
  }
  return sorted(changes);
}

/** What to delete so that nothing but the desired keys is left. The keys of leases come and go by themselves. */
export function planPruning(desired: Values, current: ReadonlyMap<string, Item>): PlannedChange[] {
  const changes: PlannedChange[] = [];
  for (const before of current.values()) {
    const { key, leaseId } = before;
    if (!desired.has(key) && leaseId === 0) changes.push({ action: 'delete', key, before });
  }
  return sorted(changes);
}

/** Transactions that do it, each only while nothing of what it changes was changed since. */
export function transactionsOf(plan: readonly PlannedChange[]): Transaction[] {
  return partsOf(plan).map((part) => ({
    compares: part.map((change) => ({
      key: change.key,
      relation: 'equal',
      target: {
        type: 'modRevision',
        number: change.action === 'create' ? 0 : change.before.modRevision,
      },
    })),
    success: part.map(operationOf),
    failure: [],
  }));
}

function partsOf(plan: readonly PlannedChange[]): PlannedChange[][] {
  const parts: PlannedChange[][] = [];
  let bytes = 0;
  for (const change of plan) {
    const part = parts.at(-1);
    const size = change.action === 'delete' ? 0 : change.after.length;
    bytes += size;
    if (part !== undefined && part.length < limits.operationsMax && bytes <= limits.bytesMax) {
      part.push(change);
      continue;
    }
    parts.push([change]);
    bytes = size;
  }
  return parts;
}

function operationOf(change: PlannedChange): Operation {
  const { action, key } = change;
  if (action === 'delete') return { type: 'delete', key };
  return { type: 'set', key, value: change.after };
}

function sorted(changes: PlannedChange[]): PlannedChange[] {
  return changes.sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
