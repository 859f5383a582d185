import { invariant } from '../../shared/invariant.ts';
import type { TransactionResult } from './command.ts';
import type { KeyWriter } from './key-writer.ts';
import type { Keyspace } from './keyspace.ts';
import type { LoggedOperation } from './logged-command.ts';

/** Does the operations in order, each on what those before it left. All leases in them are known. */
export function carryOut(
  operations: readonly LoggedOperation[],
  keys: Keyspace,
  writer: KeyWriter,
): readonly TransactionResult[] {
  return operations.map((operation): TransactionResult => {
    if (operation.type === 'get') return { type: 'get', item: keys.get(operation.key) };
    const outcome = writer.write(operation);
    invariant(outcome.type !== 'conditionFailed', 'operations of transactions have no condition');
    return outcome;
  });
}
