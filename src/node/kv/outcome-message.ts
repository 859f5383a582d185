import type { mokv } from '../../api/gen/messages.js';
import { byteStringOf, bytesOf } from '../../shared/byte-string.ts';
import type { CommandOutcome, TransactionOutcome, TransactionResult } from './command.ts';
import type { Item } from './item.ts';

type Message = mokv.v1.IRememberedOutcome;

/** A remembered outcome as a snapshot holds it. */
export function messageOfOutcome(outcome: CommandOutcome): Message {
  switch (outcome.type) {
    case 'set':
      return { revision: outcome.revision, set: outcome.created, ...previousOf(outcome) };
    case 'delete': {
      const { revision, existed } = outcome;
      return { revision, delete: existed, ...previousOf(outcome) };
    }
    case 'deleteRange':
      return { revision: outcome.revision, deleteRange: outcome.deleted };
    case 'touch':
      return { revision: outcome.revision, touch: outcome.expiresAtMs };
    case 'txn':
      return { revision: outcome.revision, txn: messageOfTransaction(outcome) };
    case 'lease': {
      const { revision, leaseId, ttlMs } = outcome;
      return { revision, lease: { id: leaseId, ttlMs } };
    }
    case 'revoked':
      return { revision: outcome.revision, revoked: outcome.deleted };
    case 'expired':
      return { revision: outcome.revision, expired: outcome.deleted };
    case 'staged':
      return { staged: outcome.keys };
    case 'restored':
      return { revision: outcome.revision, restored: outcome.keys };
    case 'rejected':
      return { rejected: outcome.reason };
    case 'conditionFailed': {
      const { revision, current } = outcome;
      const message = { revision, conditionFailed: true };
      return current === undefined ? message : { ...message, previous: messageOfItem(current) };
    }
    case 'notFound':
      return { notFound: outcome.what };
    case 'requestReused':
    case 'requestForgotten':
      // Answers about a request, not to it: nothing remembers them.
      return {};
  }
}

/** Undefined when it is of no known kind. */
export function outcomeOfMessage(message: Message): CommandOutcome | undefined {
  const revision = message.revision ?? 0;
  const { txn, lease, rejected, conditionFailed } = message;
  if (txn) return transactionOf(revision, txn);
  if (lease) {
    return { type: 'lease', revision, leaseId: lease.id ?? 0, ttlMs: lease.ttlMs ?? 0 };
  }
  if (isGiven(rejected)) return { type: 'rejected', reason: rejected };
  if (conditionFailed) {
    const { previous } = message;
    return { type: 'conditionFailed', revision, current: previous ? itemOf(previous) : undefined };
  }
  return writeOf(message) ?? countOf(message) ?? notFoundOf(message);
}

function previousOf({ previous }: { readonly previous?: Item }): Pick<Message, 'previous'> {
  return previous === undefined ? {} : { previous: messageOfItem(previous) };
}

function messageOfTransaction(outcome: TransactionOutcome): mokv.v1.IRememberedTxn {
  return { succeeded: outcome.succeeded, results: outcome.results.map(messageOfResult) };
}

function messageOfResult(result: TransactionResult): mokv.v1.IRememberedResult {
  if (result.type !== 'get') return { write: messageOfOutcome(result) };
  return result.item === undefined ? { absent: true } : { get: messageOfItem(result.item) };
}

function transactionOf(revision: number, message: mokv.v1.IRememberedTxn): CommandOutcome {
  const results = (message.results ?? []).flatMap((result) => resultOf(result) ?? []);
  return { type: 'txn', revision, succeeded: message.succeeded ?? false, results };
}

function resultOf({
  get,
  absent,
  write,
}: mokv.v1.IRememberedResult): TransactionResult | undefined {
  if (get) return { type: 'get', item: itemOf(get) };
  if (absent) return { type: 'get', item: undefined };
  return write ? (writeOf(write) ?? notFoundOf(write)) : undefined;
}

function writeOf(
  message: Message,
): Exclude<TransactionResult, { readonly type: 'get' }> | undefined {
  const revision = message.revision ?? 0;
  const previous = message.previous ? { previous: itemOf(message.previous) } : {};
  if (isGiven(message.set)) return { type: 'set', revision, created: message.set, ...previous };
  if (isGiven(message.delete)) {
    return { type: 'delete', revision, existed: message.delete, ...previous };
  }
  if (isGiven(message.deleteRange)) {
    return { type: 'deleteRange', revision, deleted: message.deleteRange };
  }
  if (isGiven(message.touch)) return { type: 'touch', revision, expiresAtMs: message.touch };
  return undefined;
}

function countOf(message: Message): CommandOutcome | undefined {
  const revision = message.revision ?? 0;
  if (isGiven(message.revoked)) return { type: 'revoked', revision, deleted: message.revoked };
  if (isGiven(message.expired)) return { type: 'expired', revision, deleted: message.expired };
  if (isGiven(message.staged)) return { type: 'staged', keys: message.staged };
  if (isGiven(message.restored)) return { type: 'restored', revision, keys: message.restored };
  return undefined;
}

function notFoundOf({
  notFound,
}: Message): Extract<TransactionResult, { readonly type: 'notFound' }> | undefined {
  if (!notFound) return undefined;
  return { type: 'notFound', what: notFound === 'lease' ? 'lease' : 'key' };
}

function messageOfItem({ value, ...numbers }: Item): mokv.v1.IRememberedItem {
  return { value: bytesOf(value), ...numbers };
}

function itemOf(message: mokv.v1.IRememberedItem): Item {
  const { value, createRevision, modRevision, version, expiresAtMs, leaseId } = message;
  return {
    value: byteStringOf(value ?? Buffer.alloc(0)),
    createRevision: createRevision ?? 0,
    modRevision: modRevision ?? 0,
    version: version ?? 0,
    expiresAtMs: expiresAtMs ?? 0,
    leaseId: leaseId ?? 0,
  };
}

function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}
