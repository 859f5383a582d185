import type { api, mokv } from '../api/gen/messages.js';
import { errorCodes, MokvError } from '../shared/errors.ts';
import type {
  DeleteRangeResult,
  DeleteResult,
  Item,
  ItemRead,
  LeaseInfo,
  OperationResult,
  RangeEntry,
  SetResult,
  TouchResult,
  TxnResult,
} from './kv-api.ts';

const noBytes = new Uint8Array(0);

export function itemOf(item: api.IItem): Item {
  return {
    key: item.key ?? '',
    value: item.value ?? noBytes,
    createRevision: item.createRevision ?? 0,
    modRevision: item.modRevision ?? 0,
    version: item.version ?? 0,
    expiresAtMs: item.expiresAtMs ?? undefined,
    leaseId: item.leaseId ?? 0,
  };
}

export function itemReadOf(response: api.IGetResponse): ItemRead {
  return {
    ...itemOf(response),
    revision: response.revision ?? 0,
    ageMs: response.ageMs ?? undefined,
  };
}

export function setResultOf({ revision, created, previous }: api.ISetResponse): SetResult {
  return { revision: revision ?? 0, created: created ?? false, previous: previousOf(previous) };
}

export function deleteResultOf({ revision, deleted, previous }: api.IDeleteResponse): DeleteResult {
  return { revision: revision ?? 0, deleted: deleted ?? false, previous: previousOf(previous) };
}

export function deleteRangeResultOf(response: mokv.v1.IDeleteRangeResponse): DeleteRangeResult {
  return { revision: response.revision ?? 0, deleted: response.deleted ?? 0 };
}

export function touchResultOf({ revision, expiresAtMs }: mokv.v1.ITouchResponse): TouchResult {
  return { revision: revision ?? 0, expiresAtMs: expiresAtMs ?? undefined };
}

export function txnResultOf({ succeeded, revision, results }: mokv.v1.ITxnResponse): TxnResult {
  return {
    succeeded: succeeded ?? false,
    revision: revision ?? 0,
    results: (results ?? []).map(operationResultOf),
  };
}

export function operationResultOf(result: mokv.v1.IOperationResult): OperationResult {
  if (result.get) return { type: 'get', ...itemReadOf(result.get) };
  if (result.set) return { type: 'set', ...setResultOf(result.set) };
  if (result.delete) return { type: 'delete', ...deleteResultOf(result.delete) };
  if (result.deleteRange) {
    return { type: 'deleteRange', ...deleteRangeResultOf(result.deleteRange) };
  }
  if (result.touch) return { type: 'touch', ...touchResultOf(result.touch) };
  return { type: 'failure', error: failureOf(result.failure ?? {}) };
}

/** What a call of its own would have ended with. */
export function failureOf({ code, message, hint, metadata }: mokv.v1.IFailure): MokvError {
  const known = errorCodes.find((candidate) => candidate === code) ?? 'INTERNAL';
  return new MokvError(known, message || 'the server gave no result', {
    hint: hint || undefined,
    metadata: metadata ?? {},
  });
}

/** Items and groups of a message in key order, the last first when the range is reversed. */
export function entriesOf(
  { items, groups }: mokv.v1.IRangeResponse,
  reverse: boolean,
): RangeEntry[] {
  const entries: RangeEntry[] = (items ?? []).map((item) => ({ type: 'item', ...itemOf(item) }));
  if (!groups?.length) return entries;
  for (const { prefix, keys } of groups) {
    entries.push({ type: 'group', prefix: prefix ?? '', keys: keys ?? 0 });
  }
  const order = entries.map((entry) => ({ entry, bytes: Buffer.from(nameOf(entry)) }));
  order.sort((a, b) =>
    reverse ? Buffer.compare(b.bytes, a.bytes) : Buffer.compare(a.bytes, b.bytes),
  );
  return order.map(({ entry }) => entry);
}

function nameOf(entry: RangeEntry): string {
  return entry.type === 'item' ? entry.key : entry.prefix;
}

export function leaseOf(lease: mokv.v1.ILease): LeaseInfo {
  return {
    id: lease.id ?? 0,
    owner: lease.owner ?? '',
    ttlMs: lease.ttlMs ?? 0,
    expiresAtMs: lease.expiresAtMs ?? 0,
    keysCount: lease.keysCount ?? 0,
    keys: lease.keys ?? [],
  };
}

function previousOf(previous: api.IItem | null | undefined): Item | undefined {
  return previous ? itemOf(previous) : undefined;
}
