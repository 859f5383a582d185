import fc from 'fast-check';
import type { Command } from '../../src/node/kv/command.ts';
import { byteStringOfText } from '../../src/shared/byte-string.ts';

/** Keys that meet often enough to be overwritten and deleted, and those that break careless code. */
const awkwardKeys = [
  '__proto__',
  'constructor',
  'a',
  'a\u0000',
  'é',
  '\uffff',
  '\u{10000}',
  '💾/ä',
  '10',
  '9',
];

export const arbitraryKeyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...awkwardKeys) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }) },
);

const key = arbitraryKeyText.map(byteStringOfText);

export const arbitraryCommand: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('set' as const),
      key,
      value: fc.uint8Array({ maxLength: 40 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('delete' as const), key }) },
);

export const arbitraryRounds: fc.Arbitrary<Command[][]> = fc.array(
  fc.array(arbitraryCommand, { maxLength: 8 }),
  { maxLength: 12 },
);
