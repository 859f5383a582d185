import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteStringOf } from '../../shared/byte-string.ts';
import { KeyIndex } from './key-index.ts';

const arbitraryKey = fc
  .tuple(
    fc.uint8Array({ maxLength: 3 }),
    fc.constantFrom('', 'x', 'the same long end of a key, all of it'),
  )
  .map(([start, end]) => byteStringOf(Buffer.concat([start, Buffer.from(end)])));

describe('KeyIndex', () => {
  it('finds what was set last for a key, until it is deleted', () => {
    const steps = fc.array(fc.tuple(arbitraryKey, fc.boolean()), { maxLength: 200 });
    fc.assert(
      fc.property(steps, (taken) => {
        const index = new KeyIndex<number>();
        const model = new Map<string, number>();
        for (const [at, [key, isSet]] of taken.entries()) {
          if (isSet) {
            index.set(key, at);
            model.set(key, at);
          } else {
            index.delete(key);
            model.delete(key);
          }
          for (const [other] of taken) expect(index.get(other)).toBe(model.get(other));
        }
      }),
    );
  });
});
