import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinCommands } from './quote-word.ts';
import { splitText } from './split-line.ts';

describe('splitText', () => {
  it.each<[text: string, commands: string[][]]>([
    ['', [[]]],
    ['get a', [['get', 'a']]],
    ['  get\t a  ', [['get', 'a']]],
    [
      'get a; list b/',
      [
        ['get', 'a'],
        ['list', 'b/'],
      ],
    ],
    ['get a;;;', [['get', 'a'], []]],
    ['get a\nget b\n', [['get', 'a'], ['get', 'b'], []]],
    ["set k 'a b;c#d'", [['set', 'k', 'a b;c#d']]],
    ['set k "a\\n\\"b\\" \\d \\\\"', [['set', 'k', 'a\n"b" \\d \\']]],
    ['set k a\\ b\\;', [['set', 'k', 'a b;']]],
    ['set k "a\nb"', [['set', 'k', 'a\nb']]],
    ["set k ''", [['set', 'k', '']]],
    ['set k a\'b\'"c"', [['set', 'k', 'abc']]],
    ['# nothing', [[]]],
    [
      'get a # b; get c\nget d',
      [
        ['get', 'a'],
        ['get', 'd'],
      ],
    ],
    ['get a#b', [['get', 'a#b']]],
    ['get \\\n a', [['get', 'a']]],
    ['set k {"a":1}', [['set', 'k', '{a:1}']]],
    ['set schlüssel 値', [['set', 'schlüssel', '値']]],
  ])('%j', (text, commands) => {
    expect(valuesOf(text)).toEqual(commands);
    expect(splitText(text).open).toBe(undefined);
  });

  it.each([
    ["set k 'a", "'"],
    ['set k "a', '"'],
    ['set k "a\\', '"'],
    ['set k a\\', '\\'],
    ["get a; set k 'b;", "'"],
  ])('%j is not closed', (text, open) => {
    expect(splitText(text).open).toBe(open);
  });

  it('says where a word stands', () => {
    expect(splitText('get  "a b').commands).toEqual([
      [
        { value: 'get', start: 0, end: 3 },
        { value: 'a b', start: 5, end: 9 },
      ],
    ]);
  });

  it('reads back whatever words it is given', () => {
    const words = fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(words, (commands) => {
        const line = joinCommands(commands);
        expect(line).not.toContain('\n');
        expect(valuesOf(line)).toEqual(commands);
      }),
    );
  });
});

function valuesOf(text: string): string[][] {
  return splitText(text).commands.map((words) => words.map(({ value }) => value));
}
