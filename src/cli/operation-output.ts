import type { Item, Operation, OperationResult } from '../client/kv-api.ts';
import type { OutputStream } from './command-context.ts';
import { escapeLine } from './escape-control.ts';
import { metaFields } from './item-fields.ts';
import { renderValue, valueFields } from './value-output.ts';
import { doneText } from './write-options.ts';

/** What became of one operation, as JSON. */
export function recordOfResult(operation: Operation, result: OperationResult): object {
  return { ...subjectOf(operation), ...outcomeFields(result) };
}

/** What became of an operation, without the operation. */
export function outcomeFields(result: OperationResult): object {
  switch (result.type) {
    case 'get':
      return { ...valueFields(result.value), ...metaFields(result) };
    case 'set':
      return { rev: result.revision, created: result.created, ...previousField(result.previous) };
    case 'delete':
      return { rev: result.revision, deleted: result.deleted ? 1 : 0 };
    case 'deleteRange':
      return { rev: result.revision, deleted: result.deleted };
    case 'touch':
      return { rev: result.revision };
    case 'failure': {
      const { code, message } = result.error;
      return { error: { code, message } };
    }
  }
}

/** The same as a line of text: the value of a get, OK, or ERR with the code. */
export function lineOfResult(result: OperationResult, stdout: OutputStream): Uint8Array {
  const end = Buffer.from('\n');
  if (result.type === 'get') {
    return Buffer.concat([Buffer.from(renderValue(result.value, {}, stdout)), end]);
  }
  return Buffer.from(`${textOfResult(result)}\n`);
}

export function textOfResult(result: Exclude<OperationResult, { type: 'get' }>): string {
  switch (result.type) {
    case 'failure':
      return `ERR ${result.error.code} ${escapeLine(result.error.message)}`;
    case 'set':
    case 'delete':
    case 'deleteRange':
    case 'touch':
      return doneText(result.revision);
  }
}

function subjectOf(operation: Operation): object {
  if (operation.type === 'deleteRange') return { op: 'delete_range' };
  return { op: operation.type, key: operation.key };
}

function previousField(previous: Item | undefined): object {
  return previous === undefined ? {} : { previous: valueFields(previous.value) };
}
