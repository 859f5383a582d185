import { api, mokv } from '../api/gen/messages.js';
import type {
  Compare,
  Condition,
  DeleteOptions,
  KeyRange,
  Operation,
  RangeOptions,
  ReadOptions,
  SetOptions,
  Transaction,
  WatchOptions,
} from './kv-api.ts';

const relations = {
  equal: mokv.v1.Compare.Relation.EQUAL,
  notEqual: mokv.v1.Compare.Relation.NOT_EQUAL,
  less: mokv.v1.Compare.Relation.LESS,
  greater: mokv.v1.Compare.Relation.GREATER,
} as const;

/** Nothing for the default: mökv's own requests have no such fields. */
export function consistencyFields({
  consistency,
  maxLagMs,
}: Pick<ReadOptions, 'consistency' | 'maxLagMs'>): api.IListRequest {
  if (consistency !== 'stale') return {};
  return {
    consistency: api.Consistency.CONSISTENCY_STALE,
    ...(maxLagMs === undefined ? {} : { maxLagMs }),
  };
}

export function getRequest(key: string, options: ReadOptions): api.IGetRequest {
  const { revision, consistency } = options;
  const request: api.IGetRequest = { key };
  if (consistency === 'stale') Object.assign(request, consistencyFields(options));
  if (revision !== undefined) request.revision = revision;
  return request;
}

export function setRequest(
  key: string,
  value: Uint8Array,
  { condition, ttlMs, keepTtl, leaseId, returnPrevious }: SetOptions,
): api.ISetRequest {
  const request: api.ISetRequest = { key, value };
  if (condition !== undefined) request.condition = conditionMessage(condition);
  if (ttlMs !== undefined) request.ttlMs = ttlMs;
  if (keepTtl !== undefined) request.keepTtl = keepTtl;
  if (leaseId !== undefined) request.leaseId = leaseId;
  if (returnPrevious !== undefined) request.returnPrevious = returnPrevious;
  return request;
}

export function deleteRequest(
  key: string,
  { condition, returnPrevious }: DeleteOptions,
): api.IDeleteRequest {
  const request: api.IDeleteRequest = { key };
  if (condition !== undefined) request.condition = conditionMessage(condition);
  if (returnPrevious !== undefined) request.returnPrevious = returnPrevious;
  return request;
}

export function touchRequest(
  key: string,
  ttlMs: number,
  { condition }: { readonly condition?: Condition | undefined },
): mokv.v1.ITouchRequest {
  return { key, ttlMs, ...conditionField(condition) };
}

export function rangeField({ prefix, start, end }: KeyRange): mokv.v1.IKeyRange {
  return {
    ...(prefix === undefined ? {} : { prefix }),
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
  };
}

export function rangeRequest(
  range: KeyRange,
  options: RangeOptions & { readonly countOnly?: true },
): mokv.v1.IRangeRequest {
  const { limit, reverse, keysOnly, countOnly, delimiter, revision } = options;
  return {
    range: rangeField(range),
    ...consistencyFields(options),
    ...(limit === undefined ? {} : { limit }),
    ...(reverse === undefined ? {} : { reverse }),
    ...(keysOnly === undefined ? {} : { keysOnly }),
    ...(countOnly === undefined ? {} : { countOnly }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(revision === undefined ? {} : { revision }),
  };
}

export function txnRequest({ compares, success, failure }: Transaction): mokv.v1.ITxnRequest {
  return {
    compares: compares.map(compareMessage),
    success: success.map(operationMessage),
    failure: failure.map(operationMessage),
  };
}

export function operationMessage(operation: Operation): mokv.v1.IOperation {
  switch (operation.type) {
    case 'get':
      return { get: getRequest(operation.key, {}) };
    case 'set':
      return { set: setRequest(operation.key, operation.value, operation) };
    case 'delete':
      return { delete: deleteRequest(operation.key, operation) };
    case 'deleteRange':
      return { deleteRange: { range: rangeField(operation.range) } };
    case 'touch':
      return { touch: touchRequest(operation.key, operation.ttlMs, {}) };
  }
}

export function watchRequest(
  range: KeyRange,
  { keysOnly, previous, progressIntervalMs }: WatchOptions,
  from: { readonly fromRevision: number } | { readonly initial: true } | undefined,
): mokv.v1.IWatchRequest {
  return {
    range: rangeField(range),
    ...from,
    ...(keysOnly === undefined ? {} : { keysOnly }),
    ...(previous === undefined ? {} : { previous }),
    ...(progressIntervalMs === undefined ? {} : { progressIntervalMs }),
  };
}

function compareMessage({ key, relation, target }: Compare): mokv.v1.ICompare {
  return { key, relation: relations[relation], ...targetField(target) };
}

function targetField(target: Compare['target']): mokv.v1.ICompare {
  switch (target.type) {
    case 'modRevision':
      return { modRevision: target.number };
    case 'createRevision':
      return { createRevision: target.number };
    case 'version':
      return { version: target.number };
    case 'value':
      return { value: target.value };
  }
}

function conditionField(condition: Condition | undefined): { condition?: api.ICondition } {
  return condition === undefined ? {} : { condition: conditionMessage(condition) };
}

function conditionMessage(condition: Condition): api.ICondition {
  switch (condition.type) {
    case 'absent':
      return { absent: true };
    case 'exists':
      return { exists: true };
    case 'revision':
      return { revision: condition.revision };
    case 'value':
      return { value: condition.value };
  }
}
