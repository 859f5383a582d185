import type { mokv } from '../../api/gen/messages.js';
import { bytesOf } from '../../shared/byte-string.ts';
import type { Command, Compare, Condition, SetWrite, TransactionOperation } from './command.ts';

/** The numbers of Compare.Relation on the wire. */
export const relations = ['equal', 'notEqual', 'less', 'greater'] as const;

/** A command as the protobuf message of the log, without its request. */
export function messageOfCommand(command: Command): mokv.v1.ICommand {
  switch (command.type) {
    case 'set':
    case 'delete':
    case 'deleteRange':
    case 'touch':
      return messageOfOperation(command);
    case 'txn':
      return {
        txn: {
          compares: command.compares.map(messageOfCompare),
          success: command.success.map(messageOfTxnOperation),
          failure: command.failure.map(messageOfTxnOperation),
        },
      };
    case 'grantLease':
      return { grantLease: { ttlMs: command.ttlMs, owner: bytesOf(command.owner) } };
    case 'keepLease':
      return { keepLease: { leaseId: command.leaseId } };
    case 'revokeLease':
      return { revokeLease: { leaseId: command.leaseId } };
    case 'expire':
      return { expire: { keysMax: command.keysMax } };
    case 'stageRestore': {
      const keys = command.keys.map(({ key, value, expiresAtMs }) => ({
        key: bytesOf(key),
        value,
        expiresAtMs,
      }));
      return { stageRestore: { restoreId: bytesOf(command.restoreId), keys } };
    }
    case 'finishRestore': {
      const { restoreId, keys, revision } = command;
      return { finishRestore: { restoreId: bytesOf(restoreId), keys, revision } };
    }
  }
}

function messageOfTxnOperation(operation: TransactionOperation): mokv.v1.ITxnOperation {
  return operation.type === 'get' ? { get: bytesOf(operation.key) } : messageOfOperation(operation);
}

type WriteMessage = Pick<mokv.v1.ICommand, 'set' | 'delete' | 'deleteRange' | 'touch'>;

function messageOfOperation(
  operation: Exclude<TransactionOperation, { readonly type: 'get' }>,
): WriteMessage {
  switch (operation.type) {
    case 'set':
      return { set: messageOfSet(operation) };
    case 'delete': {
      const { key, condition, returnPrevious } = operation;
      const message = { key: bytesOf(key), ...messageOfCondition(condition) };
      return { delete: returnPrevious ? { ...message, returnPrevious } : message };
    }
    case 'deleteRange': {
      const { start, end } = operation;
      const message = { start: bytesOf(start) };
      return { deleteRange: end === undefined ? message : { ...message, end: bytesOf(end) } };
    }
    case 'touch': {
      const { key, ttlMs, condition } = operation;
      return { touch: { key: bytesOf(key), ttlMs, ...messageOfCondition(condition) } };
    }
  }
}

function messageOfSet(operation: SetWrite): mokv.v1.ISetCommand {
  const { key, value, condition, ttlMs, keepTtl, leaseId, returnPrevious } = operation;
  const message: mokv.v1.ISetCommand = { key: bytesOf(key) };
  if (value.length > 0) message.value = value;
  if (condition !== undefined) message.condition = conditionMessage(condition);
  if (ttlMs !== undefined) message.ttlMs = ttlMs;
  if (keepTtl) message.keepTtl = true;
  if (leaseId !== undefined) message.leaseId = leaseId;
  if (returnPrevious) message.returnPrevious = true;
  return message;
}

function messageOfCondition(condition: Condition | undefined): {
  condition?: mokv.v1.IWriteCondition;
} {
  return condition === undefined ? {} : { condition: conditionMessage(condition) };
}

function conditionMessage(condition: Condition): mokv.v1.IWriteCondition {
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

function messageOfCompare({ key, relation, target }: Compare): mokv.v1.ITxnCompare {
  const common = { key: bytesOf(key), relation: relations.indexOf(relation) };
  return target.type === 'value'
    ? { ...common, value: target.value }
    : { ...common, [target.type]: target.number };
}
