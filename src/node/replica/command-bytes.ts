import type { Command, TransactionOperation } from '../kv/command.ts';

/** About what a command costs on the log: enough to cut rounds by. */
export function commandBytes(command: Command): number {
  switch (command.type) {
    case 'txn': {
      const { compares, success, failure } = command;
      const compared = sum(compares, ({ key, target }) => {
        return key.length + (target.type === 'value' ? target.value.length : 8);
      });
      return compared + sum(success, operationBytes) + sum(failure, operationBytes);
    }
    case 'stageRestore':
      return sum(command.keys, ({ key, value }) => key.length + value.length);
    case 'grantLease':
      return command.owner.length;
    case 'keepLease':
    case 'revokeLease':
    case 'expire':
    case 'finishRestore':
      return 0;
    default:
      return operationBytes(command);
  }
}

function operationBytes(operation: TransactionOperation): number {
  switch (operation.type) {
    case 'set':
      return operation.key.length + operation.value.length;
    case 'deleteRange':
      return operation.start.length + (operation.end?.length ?? 0);
    case 'get':
    case 'delete':
    case 'touch':
      return operation.key.length;
  }
}

function sum<Part>(parts: readonly Part[], sizeOf: (part: Part) => number): number {
  return parts.reduce((total, part) => total + sizeOf(part), 0);
}
