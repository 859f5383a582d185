import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchPattern } from './search-pattern.ts';

describe('searchPattern', () => {
  it.each([
    ['web', 'my-web-1', true],
    ['^web$', 'my-web', false],
    ['^web-[0-9]+$', 'web-42', true],
    ['^web-\\d{2,3}$', 'web-1', false],
    ['^(eu|us)-(?:east|west)$', 'us-west', true],
    ['^(eu|us)-east$', 'as-east', false],
    ['a.c', 'abc', true],
    ['a\\.c', 'abc', false],
    ['[^a-c]', 'abc', false],
    ['[]x]', ']', true],
    ['^a*?b$', 'aaab', true],
    ['(?i)^WEB$', 'web', true],
    ['', 'anything', true],
    ['x{0}', '', true],
    ['^(a?){3}$', 'aaaa', false],
  ])('finds %s in %s: %s', (expression, text, expected) => {
    expect(searchPattern(expression, text)).toBe(expected);
  });

  it.each(['(', 'a**', '(?=a)', '[[:alpha:]]', '\\p{Greek}', 'a{5,2}', 'a{999}', '[b-a]', 'x\\'])(
    'matches nothing with the unknown pattern %s',
    (expression) => {
      expect(searchPattern(expression, 'a')).toBe(false);
    },
  );

  it('answers at once where a backtracking engine would not return', () => {
    expect(searchPattern('^(a+)+$', `${'a'.repeat(500)}!`)).toBe(false);
    expect(searchPattern('((((x{0}){99}){99}){99}){99}', 'a')).toBe(false);
    expect(searchPattern('(((((){99}){99}){99}){99}){99}', 'a')).toBe(false);
    expect(searchPattern('((((a{99}){99}){99}){99})', 'a')).toBe(false);
  });

  it('agrees with JavaScript on the syntax that both have', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '(a|b)', '(?:ab|)', '^', '$');
    const suffix = fc.constantFrom('', '*', '+', '?', '{2}', '{1,2}', '{0,}');
    const part = fc.tuple(atom, suffix).map(([head, tail]) => {
      return head === '^' || head === '$' ? head : head + tail;
    });
    const expressions = fc.array(part, { maxLength: 4 }).map((parts) => parts.join(''));
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    fc.assert(
      fc.property(expressions, texts, (expression, text) => {
        expect(searchPattern(expression, text)).toBe(new RegExp(expression).test(text));
      }),
      { numRuns: 3000 },
    );
  });
});
