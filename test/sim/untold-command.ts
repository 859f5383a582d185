import type { Command, TransactionOperation } from '../../src/node/kv/command.ts';
import type { ByteString } from '../../src/shared/byte-string.ts';
import { keyOf } from './answers.ts';
import type { Dice } from './dice.ts';
import { untoldPrefix } from './history.ts';

const limits = { keysMax: 5, operationsMax: 4 } as const;

/**
 * Transactions, deletes of a range and touches, on a few keys of their own. No history judges them: all
 * nodes, snapshots and watchers must agree on what the log makes of them, and each is applied once.
 */
export function untoldCommand(dice: Dice, value: string): Command {
  if (dice.chance(0.2)) return deleteRange(dice);
  if (dice.chance(0.2)) return { type: 'touch', key: nextKey(dice), ttlMs: 0 };
  const compared = { type: 'version', number: dice.integer(0, 3) } as const;
  return {
    type: 'txn',
    compares: [
      { key: nextKey(dice), relation: dice.pick(['equal', 'less', 'greater']), target: compared },
    ],
    success: operations(dice, `${value}a`),
    failure: operations(dice, `${value}b`),
  };
}

function operations(dice: Dice, value: string): readonly TransactionOperation[] {
  const count = dice.integer(0, limits.operationsMax);
  return Array.from({ length: count }, (_, position) => operation(dice, `${value}${position}`));
}

function operation(dice: Dice, value: string): TransactionOperation {
  const key = nextKey(dice);
  switch (dice.pick(['set', 'set', 'get', 'delete', 'deleteRange'] as const)) {
    case 'set':
      return { type: 'set', key, value: Buffer.from(value, 'latin1'), returnPrevious: true };
    case 'get':
      return { type: 'get', key };
    case 'delete':
      return { type: 'delete', key };
    case 'deleteRange':
      return deleteRange(dice);
  }
}

function deleteRange(dice: Dice): TransactionOperation & { type: 'deleteRange' } {
  const start = nextKey(dice);
  return {
    type: 'deleteRange',
    start,
    end: dice.chance(0.5) ? nextKey(dice) : (`${start}~` as ByteString),
  };
}

function nextKey(dice: Dice): ByteString {
  return keyOf(`${untoldPrefix}${dice.integer(0, limits.keysMax - 1)}`);
}
