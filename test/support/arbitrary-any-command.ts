import fc from 'fast-check';
import type {
  Command,
  Compare,
  Condition,
  TransactionOperation,
  Write,
} from '../../src/node/kv/command.ts';
import { byteStringOfText } from '../../src/shared/byte-string.ts';
import { arbitraryKeyText } from './arbitrary-commands.ts';

const key = arbitraryKeyText.map(byteStringOfText);
const value = fc.uint8Array({ maxLength: 20 });
const number = fc.integer({ min: 0, max: 30 });
const ttlMs = fc.integer({ min: 1, max: 100_000 });

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.constant({ type: 'absent' as const }),
  fc.constant({ type: 'exists' as const }),
  fc.record({ type: fc.constant('revision' as const), revision: number }),
  fc.record({ type: fc.constant('value' as const), value }),
);

const set = {
  type: fc.constant('set' as const),
  key,
  value,
  ttlMs,
  keepTtl: fc.constant(true),
  leaseId: fc.integer({ min: 1, max: 4 }),
  returnPrevious: fc.constant(true),
};
const remove = { type: fc.constant('delete' as const), key, returnPrevious: fc.constant(true) };
const touch = { type: fc.constant('touch' as const), key, ttlMs: fc.nat({ max: 100_000 }) };
const deleteRange = fc.record({
  type: fc.constant('deleteRange' as const),
  start: key,
  end: fc.option(key, { nil: undefined }),
});

const unconditionalWrite: fc.Arbitrary<Write> = fc.oneof(
  fc.record(set, { requiredKeys: ['type', 'key', 'value'] }),
  fc.record(remove, { requiredKeys: ['type', 'key'] }),
  fc.record(touch),
  deleteRange,
);

const write: fc.Arbitrary<Write> = fc.oneof(
  fc.record({ ...set, condition }, { requiredKeys: ['type', 'key', 'value'] }),
  fc.record({ ...remove, condition }, { requiredKeys: ['type', 'key'] }),
  fc.record({ ...touch, condition }, { requiredKeys: ['type', 'key', 'ttlMs'] }),
  deleteRange,
);

const operation: fc.Arbitrary<TransactionOperation> = fc.oneof(
  unconditionalWrite,
  fc.record({ type: fc.constant('get' as const), key }),
);

const compare: fc.Arbitrary<Compare> = fc.record({
  key,
  relation: fc.constantFrom('equal', 'notEqual', 'less', 'greater'),
  target: fc.oneof(
    fc.record({
      type: fc.constantFrom('modRevision' as const, 'createRevision' as const, 'version' as const),
      number,
    }),
    fc.record({ type: fc.constant('value' as const), value }),
  ),
});

const operations = fc.array(operation, { maxLength: 4 });

const change: fc.Arbitrary<Command> = fc.oneof(
  { weight: 6, arbitrary: write },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('txn' as const),
      compares: fc.array(compare, { maxLength: 3 }),
      success: operations,
      failure: operations,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('grantLease' as const),
      ttlMs,
      owner: fc.constantFrom('root', 'ops').map(byteStringOfText),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constantFrom('keepLease' as const, 'revokeLease' as const),
      leaseId: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('expire' as const),
      keysMax: fc.integer({ min: 1, max: 5 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('stageRestore' as const),
      restoreId: fc.constantFrom('r1', 'r2').map(byteStringOfText),
      keys: fc.array(fc.record({ key, value, expiresAtMs: number }), { maxLength: 4 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('finishRestore' as const),
      restoreId: fc.constantFrom('r1', 'r2').map(byteStringOfText),
      keys: fc.integer({ min: 0, max: 4 }),
      revision: number,
    }),
  },
);

const request = fc.record({
  client: fc.constantFrom('root\0a', 'root\0b').map(byteStringOfText),
  sequence: fc.integer({ min: 1, max: 6 }),
  firstOpen: fc.integer({ min: 0, max: 4 }),
});

/** Every kind of command, of few keys, leases and clients, so that they meet. */
export const arbitraryAnyCommand: fc.Arbitrary<Command> = fc
  .tuple(change, fc.option(request, { nil: undefined, freq: 2 }))
  .map(([command, asked]) => (asked === undefined ? command : { ...command, request: asked }));
