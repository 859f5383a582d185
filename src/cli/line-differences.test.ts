import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lineDifferences } from './line-differences.ts';

it.each([
  ['', '', []],
  ['a\n', 'a', []],
  ['a\nb\nc\n', 'a\nc\n', ['-b']],
  ['a\nc\n', 'a\nb\nc\n', ['+b']],
  ['a\nb\nc\nd\n', 'a\nx\nc\ny\n', ['-b', '+x', '-d', '+y']],
])('%j to %j is %j', (before, after, lines) => {
  expect(lineDifferences(before, after)).toEqual(lines);
});

it('tells no more lines than one text has and the other has not', () => {
  const texts = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const lines = lineDifferences(before.join('\n'), after.join('\n'));
      const outs = lines.filter((line) => line.startsWith('-')).length;
      const ins = lines.length - outs;
      expect(before.length - outs).toBe(after.length - ins);
      expect(lines.length === 0).toBe(before.join('\n') === after.join('\n'));
    }),
  );
});
