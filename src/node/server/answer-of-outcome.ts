import type { api, mokv } from '../../api/gen/messages.js';
import { textOf } from '../../shared/byte-string.ts';
import { MokvError } from '../../shared/errors.ts';
import { invariant } from '../../shared/invariant.ts';
import { quoted } from '../../shared/quoted.ts';
import type {
  CommandOutcome,
  Refused,
  Transaction,
  TransactionOperation,
  TransactionResult,
} from '../kv/command.ts';
import type { Item } from '../kv/item.ts';
import { itemMessage } from './item-message.ts';

type Outcome<Type extends CommandOutcome['type']> = Extract<CommandOutcome, { type: Type }>;

/** @throws what the state machine refused the command with; `key` is the one that may not exist. */
export function expectOutcome<Type extends CommandOutcome['type']>(
  outcome: CommandOutcome,
  type: Type,
  key?: string,
): Outcome<Type> {
  const refusal = refusalOf(outcome, key);
  if (refusal !== undefined) throw refusal;
  invariant(outcome.type === type, `a ${type} was answered with ${outcome.type}`);
  return outcome as Outcome<Type>;
}

/** @throws as expectOutcome */
export function setResponseOf(key: string, outcome: CommandOutcome): api.ISetResponse {
  return setResponse(key, expectOutcome(outcome, 'set'));
}

/** @throws as expectOutcome */
export function deleteResponseOf(key: string, outcome: CommandOutcome): api.IDeleteResponse {
  return deleteResponse(key, expectOutcome(outcome, 'delete'));
}

/** @throws as expectOutcome */
export function touchResponseOf(key: string, outcome: CommandOutcome): mokv.v1.ITouchResponse {
  return touchResponse(expectOutcome(outcome, 'touch', key));
}

/** @throws as expectOutcome */
export function deleteRangeResponseOf(outcome: CommandOutcome): mokv.v1.IDeleteRangeResponse {
  const { revision, deleted } = expectOutcome(outcome, 'deleteRange');
  return { revision, deleted };
}

/** @throws as expectOutcome */
export function txnResponseOf(
  transaction: Transaction,
  outcome: CommandOutcome,
): mokv.v1.ITxnResponse {
  const { revision, succeeded, results } = expectOutcome(outcome, 'txn');
  const operations = succeeded ? transaction.success : transaction.failure;
  return {
    succeeded,
    revision,
    results: results.map((result, position) => {
      const operation = operations[position];
      invariant(operation !== undefined, 'a transaction answers each of its operations');
      return resultMessage(keyTextOf(operation), result, revision);
    }),
  };
}

/** What a write was answered with, without any value: whose key it was is not known any more. */
export function outcomeResultOf(outcome: CommandOutcome): mokv.v1.IOperationResult | undefined {
  const refusal = refusalOf(outcome);
  if (refusal !== undefined) return { failure: failureOf(refusal) };
  switch (outcome.type) {
    case 'set':
    case 'delete': {
      const { previous: _, ...rest } = outcome;
      return resultMessage('', rest, outcome.revision);
    }
    case 'deleteRange':
    case 'touch':
      return resultMessage('', outcome, outcome.revision);
    case 'txn':
      return { txn: { succeeded: outcome.succeeded, revision: outcome.revision } };
    default:
      return undefined;
  }
}

/** What a call of its own would have ended with. */
export function failureOf(error: MokvError): mokv.v1.IFailure {
  const { code, message, hint = '', metadata } = error;
  return { code, message, hint, metadata: { ...metadata } };
}

export function keyNotFound(key: string): MokvError {
  return new MokvError('NOT_FOUND', `key ${quoted(key)} not found`);
}

export function leaseNotFound(): MokvError {
  return new MokvError('NOT_FOUND', 'the lease does not exist, or has ended');
}

function refusalOf(outcome: CommandOutcome, key?: string): MokvError | undefined {
  switch (outcome.type) {
    case 'rejected':
    case 'conditionFailed':
    case 'notFound':
    case 'requestReused':
    case 'requestForgotten':
      return errorOfRefusal(outcome, key);
    default:
      return undefined;
  }
}

function errorOfRefusal(refused: Refused, key: string | undefined): MokvError {
  switch (refused.type) {
    case 'rejected':
      return new MokvError('INVALID_ARGUMENT', refused.reason);
    case 'conditionFailed':
      return new MokvError('CONDITION_FAILED', whyConditionFailed(refused.current), {
        hint: 'nothing was written; read the key, decide again',
        metadata: {
          revision: String(refused.revision),
          current_revision: String(refused.current?.modRevision ?? 0),
        },
      });
    case 'notFound':
      if (refused.what === 'lease') return leaseNotFound();
      return key === undefined
        ? new MokvError('NOT_FOUND', 'the key was not found')
        : keyNotFound(key);
    case 'requestReused':
      return new MokvError('ALREADY_EXISTS', 'the request id was used for another write', {
        hint: 'nothing was written; give each write an id of its own',
      });
    case 'requestForgotten':
      return new MokvError('OUTCOME_UNKNOWN', 'what became of this request is no longer known', {
        hint: 'read the key to find out',
      });
  }
}

function whyConditionFailed(current: Item | undefined): string {
  return current === undefined
    ? 'the condition does not hold: the key does not exist'
    : `the condition does not hold: the key was last changed at revision ${current.modRevision}`;
}

function keyTextOf(operation: TransactionOperation): string {
  return operation.type === 'deleteRange' ? '' : textOf(operation.key);
}

function resultMessage(
  key: string,
  result: TransactionResult,
  revision: number,
): mokv.v1.IOperationResult {
  switch (result.type) {
    case 'set':
      return { set: setResponse(key, result) };
    case 'delete':
      return { delete: deleteResponse(key, result) };
    case 'deleteRange':
      return { deleteRange: { revision: result.revision, deleted: result.deleted } };
    case 'touch':
      return { touch: touchResponse(result) };
    case 'get':
      return result.item === undefined
        ? { failure: failureOf(keyNotFound(key)) }
        : { get: { ...itemMessage(key, result.item), revision } };
    case 'notFound':
      return { failure: failureOf(errorOfRefusal(result, key)) };
  }
}

function setResponse(key: string, outcome: Outcome<'set'>): api.ISetResponse {
  const response: api.ISetResponse = { ok: true, revision: outcome.revision };
  if (outcome.created) response.created = true;
  if (outcome.previous !== undefined) response.previous = itemMessage(key, outcome.previous);
  return response;
}

function deleteResponse(key: string, outcome: Outcome<'delete'>): api.IDeleteResponse {
  const response: api.IDeleteResponse = { ok: true, revision: outcome.revision };
  if (outcome.existed) response.deleted = true;
  if (outcome.previous !== undefined) response.previous = itemMessage(key, outcome.previous);
  return response;
}

function touchResponse({ revision, expiresAtMs }: Outcome<'touch'>): mokv.v1.ITouchResponse {
  return expiresAtMs === 0 ? { revision } : { revision, expiresAtMs };
}
