import fc from 'fast-check';
import type { Command, TransactionOperation } from '../../src/node/kv/command.ts';
import { byteStringOfText } from '../../src/shared/byte-string.ts';
import { arbitraryAnyCommand } from './arbitrary-any-command.ts';

/** What one entry of the log carries. */
export interface TimedRound {
  readonly timeMs: number;
  readonly commands: readonly Command[];
}

const restoreId = fc.constantFrom('r1', 'r2').map(byteStringOfText);
const fewKeys = fc.constantFrom('a', 'b', 'c').map(byteStringOfText);
const value = fc.uint8Array({ maxLength: 3 });
const owner = byteStringOfText('root');

const restore = fc
  .tuple(
    restoreId,
    fc.uniqueArray(fc.record({ key: fewKeys, value, expiresAtMs: fc.nat(1000) }), {
      selector: ({ key }) => key,
    }),
    fc.nat(100),
  )
  .map(([id, keys, revision]): Command[] => [
    { type: 'stageRestore', restoreId: id, keys },
    { type: 'finishRestore', restoreId: id, keys: keys.length, revision },
  ]);

const leaseWithKeys = fc
  .tuple(fc.integer({ min: 1, max: 60_000 }), fc.integer({ min: 1, max: 4 }), fewKeys, fewKeys)
  .map(([ttlMs, leaseId, one, other]): Command[] => [
    { type: 'grantLease', ttlMs, owner },
    { type: 'set', key: one, value: Buffer.from('1'), leaseId },
    { type: 'set', key: other, value: Buffer.from('2'), leaseId, ttlMs },
  ]);

const operation: fc.Arbitrary<TransactionOperation> = fc.oneof(
  fc.record({ type: fc.constant('set' as const), key: fewKeys, value }),
  fc.record({ type: fc.constantFrom('delete' as const, 'get' as const), key: fewKeys }),
  fc.record({ type: fc.constant('touch' as const), key: fewKeys, ttlMs: fc.nat(60_000) }),
);

/** Of so few keys that one operation meets what another did. */
const closeTransaction = fc
  .array(operation, { maxLength: 8 })
  .map((success): Command[] => [{ type: 'txn', compares: [], success, failure: [] }]);

const condition = fc.oneof(
  fc.constantFrom({ type: 'absent' as const }, { type: 'exists' as const }),
  fc.record({ type: fc.constant('revision' as const), revision: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ type: fc.constant('value' as const), value }),
);
const closeWrite: fc.Arbitrary<Command> = fc.oneof(
  fc.record(
    {
      type: fc.constant('set' as const),
      key: fewKeys,
      value,
      condition,
      ttlMs: fc.integer({ min: 1, max: 60_000 }),
      keepTtl: fc.constant(true),
      returnPrevious: fc.constant(true),
    },
    { requiredKeys: ['type', 'key', 'value'] },
  ),
  fc.record(
    {
      type: fc.constant('delete' as const),
      key: fewKeys,
      condition,
      returnPrevious: fc.constant(true),
    },
    { requiredKeys: ['type', 'key'] },
  ),
  fc.record(
    { type: fc.constant('touch' as const), key: fewKeys, condition, ttlMs: fc.nat(60_000) },
    { requiredKeys: ['type', 'key', 'ttlMs'] },
  ),
);

const commands = fc
  .array(
    fc.oneof(
      { weight: 12, arbitrary: arbitraryAnyCommand.map((command) => [command]) },
      { weight: 8, arbitrary: closeWrite.map((command) => [command]) },
      { weight: 3, arbitrary: closeTransaction },
      { weight: 2, arbitrary: leaseWithKeys },
      { weight: 1, arbitrary: restore },
    ),
    { maxLength: 6 },
  )
  .map((groups) => groups.flat());

/** Of every kind of command. Time may stand still and go back. */
export const arbitraryTimedRounds: fc.Arbitrary<TimedRound[]> = fc
  .array(fc.record({ stepMs: fc.integer({ min: -5000, max: 60_000 }), commands }), {
    maxLength: 10,
  })
  .map((steps) => {
    let timeMs = 0;
    return steps.map((step) => {
      timeMs = Math.max(0, timeMs + step.stepMs);
      return { timeMs, commands: step.commands };
    });
  });
