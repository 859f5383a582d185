import fc from 'fast-check';
import { type ByteString, byteStringOfText } from '../../src/shared/byte-string.ts';

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

/** What mökv knows, too. */
export type PlainCommand =
  | { readonly type: 'set'; readonly key: ByteString; readonly value: Uint8Array }
  | { readonly type: 'delete'; readonly key: ByteString };

export const arbitraryCommand: fc.Arbitrary<PlainCommand> = fc.oneof(
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

export const arbitraryRounds: fc.Arbitrary<PlainCommand[][]> = fc.array(
  fc.array(arbitraryCommand, { maxLength: 8 }),
  { maxLength: 12 },
);
