import fc from 'fast-check';
import { expect, it } from 'vitest';
import { byteStringOfText } from '../../shared/byte-string.ts';
import { contains, type KeyBounds } from './key-bounds.ts';
import { RangeIndex } from './range-index.ts';

const key = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 3 }).map(byteStringOfText);
const range = fc.record({
  bounds: fc.record({ lo: key, hi: fc.option(key, { nil: undefined }) }),
});

it('finds exactly the ranges that contain a key, whatever came and went before', () => {
  fc.assert(
    fc.property(
      fc.array(range, { maxLength: 40 }),
      fc.array(fc.nat(39), { maxLength: 30 }),
      fc.array(key, { minLength: 1, maxLength: 10 }),
      (added, removed, keys) => {
        const index = new RangeIndex<{ readonly bounds: KeyBounds }>();
        const present = new Set<{ readonly bounds: KeyBounds }>();
        for (const one of added) {
          index.add(one);
          present.add(one);
        }
        for (const position of removed) {
          const one = added[position];
          if (one === undefined) continue;
          index.remove(one);
          present.delete(one);
        }
        for (const one of keys) {
          const found: { readonly bounds: KeyBounds }[] = [];
          index.eachContaining(one, (match) => found.push(match));
          expect(found.length).toBe(new Set(found).size);
          expect(new Set(found)).toEqual(
            new Set([...present].filter(({ bounds }) => contains(bounds, one))),
          );
        }
      },
    ),
  );
});
