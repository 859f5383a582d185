import { mokv } from '../../api/gen/messages.js';
import { MokvError } from '../../shared/errors.ts';
import type { Compare, Transaction, TransactionOperation } from '../kv/command.ts';
import { checkValueSize } from './check-sizes.ts';
import {
  deleteRangeWriteOf,
  deleteWriteOf,
  keyOf,
  setWriteOf,
  touchWriteOf,
} from './command-of-request.ts';

const limits = {
  /** Comparisons, and operations of each of the two lists. */
  listMax: 128,
  /** All keys and values: one entry of the log holds them, and every peer takes it whole. */
  bytesMax: 2 * 1024 * 1024,
} as const;

/** @throws INVALID_ARGUMENT; RESOURCE_EXHAUSTED when it is too large. */
export function transactionOf(request: mokv.v1.ITxnRequest): Transaction {
  const { compares, success, failure } = request;
  checkCount('comparisons', compares);
  checkCount('operations for success', success);
  checkCount('operations for failure', failure);
  const transaction: Transaction = {
    type: 'txn',
    compares: (compares ?? []).map(compareOf),
    success: (success ?? []).map(operationOf),
    failure: (failure ?? []).map(operationOf),
  };
  checkBytes(transaction);
  return transaction;
}

function checkCount(what: string, list: readonly unknown[] | null | undefined): void {
  if (list && list.length > limits.listMax) {
    throw new MokvError(
      'INVALID_ARGUMENT',
      `${list.length} ${what} in a transaction, at most ${limits.listMax} are allowed`,
    );
  }
}

const relations = {
  [mokv.v1.Compare.Relation.EQUAL]: 'equal',
  [mokv.v1.Compare.Relation.NOT_EQUAL]: 'notEqual',
  [mokv.v1.Compare.Relation.LESS]: 'less',
  [mokv.v1.Compare.Relation.GREATER]: 'greater',
} as const;

function compareOf(compare: mokv.v1.ICompare): Compare {
  const relation = relations[compare.relation ?? mokv.v1.Compare.Relation.EQUAL];
  // The wire may carry numbers that this version has no name for.
  if (relation === undefined) throw new MokvError('INVALID_ARGUMENT', 'an unknown relation');
  return { key: keyOf(compare.key), relation, target: targetOf(compare) };
}

function targetOf(compare: mokv.v1.ICompare): Compare['target'] {
  const { modRevision, createRevision, version, value } = compare;
  if (typeof modRevision === 'number') return { type: 'modRevision', number: modRevision };
  if (typeof createRevision === 'number') return { type: 'createRevision', number: createRevision };
  if (typeof version === 'number') return { type: 'version', number: version };
  if (value) {
    checkValueSize(value);
    return { type: 'value', value };
  }
  throw new MokvError('INVALID_ARGUMENT', 'a comparison without a target');
}

function operationOf(operation: mokv.v1.IOperation): TransactionOperation {
  const write = operation.set ?? operation.delete ?? operation.touch;
  if (write?.condition || (write ?? operation.deleteRange)?.requestId) {
    throw new MokvError(
      'INVALID_ARGUMENT',
      'an operation of a transaction has neither condition nor request id of its own',
    );
  }
  if (operation.set) return setWriteOf(operation.set);
  if (operation.delete) return deleteWriteOf(operation.delete);
  if (operation.touch) return touchWriteOf(operation.touch);
  if (operation.get) return { type: 'get', key: getKeyOf(operation.get) };
  if (operation.deleteRange) return rangeWriteOf(operation.deleteRange);
  throw new MokvError('INVALID_ARGUMENT', 'an operation of no kind that a transaction can hold');
}

function getKeyOf({ key, revision, consistency }: mokv.v1.IOperation['get'] & object) {
  if (revision || consistency) {
    throw new MokvError('INVALID_ARGUMENT', 'a get of a transaction reads what is, as it is');
  }
  return keyOf(key);
}

function rangeWriteOf(request: mokv.v1.IDeleteRangeRequest): TransactionOperation {
  if (request.dryRun) throw new MokvError('INVALID_ARGUMENT', 'a transaction has no dry run');
  return deleteRangeWriteOf(request);
}

function checkBytes({ compares, success, failure }: Transaction): void {
  let bytes = 0;
  for (const { key, target } of compares) {
    bytes += key.length + (target.type === 'value' ? target.value.length : 0);
  }
  for (const operation of [...success, ...failure]) {
    if (operation.type === 'deleteRange') continue;
    bytes += operation.key.length + (operation.type === 'set' ? operation.value.length : 0);
  }
  if (bytes > limits.bytesMax) {
    throw new MokvError(
      'RESOURCE_EXHAUSTED',
      `a transaction of ${bytes} bytes, at most ${limits.bytesMax} are allowed`,
    );
  }
}
