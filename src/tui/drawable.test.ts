import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clip, drawable, padTo, widthOf } from './drawable.ts';

const anyText = fc.string({ unit: 'binary' });
const charset = fc.constantFrom('unicode' as const, 'ascii' as const);

describe('drawable', () => {
  it.each([
    ['\x1b[31mred', 'unicode', '\\x1b[31mred'],
    ['a\u202eb', 'unicode', 'a\\u202eb'],
    ['値', 'unicode', '値'],
    ['値 é', 'ascii', '\\u5024 \\u00e9'],
    ['👨\u200d👩', 'unicode', '👨\\u200d👩'],
    ['❤\ufe0f', 'unicode', '❤\\ufe0f'],
    ['\u2028', 'unicode', '\\u2028'],
  ] as const)('gives %j in %s as %j', (text, of, shown) => {
    expect(drawable(text, of)).toBe(shown);
  });

  it('leaves nothing that a terminal obeys or that moves other text', () => {
    fc.assert(
      fc.property(anyText, charset, (text, of) => {
        const shown = drawable(text, of);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Variation_Selector}]/u);
        if (of === 'ascii') expect(shown).toMatch(/^[\x20-\x7e]*$/);
      }),
    );
  });
});

describe('clip and padTo', () => {
  it.each([
    ['hello', 5, 'hello', 'hello'],
    ['hello', 4, 'hel…', 'hel…'],
    ['値値', 3, '値…', '値…'],
    ['値値', 2, '…', '… '],
    ['hi', 4, 'hi', 'hi  '],
    ['hi', 0, '', ''],
  ])('of %j in %i cells give %j and %j', (text, width, clipped, padded) => {
    expect([clip(text, width, 'unicode'), padTo(text, width, 'left', 'unicode')]).toEqual([
      clipped,
      padded,
    ]);
  });

  it('never give more cells than there are, and padTo gives them all', () => {
    fc.assert(
      fc.property(anyText, fc.nat(60), charset, (text, width, of) => {
        const shown = drawable(text, of);
        expect(widthOf(clip(shown, width, of))).toBeLessThanOrEqual(width);
        expect(widthOf(padTo(shown, width, 'right', of))).toBe(width);
      }),
    );
  });
});
