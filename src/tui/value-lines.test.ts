import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { widthOf } from './drawable.ts';
import { valueFormats } from './state.ts';
import { previewText, valueLines } from './value-lines.ts';

const at = { width: 80, charset: 'unicode' } as const;

function value(text: string | Uint8Array, sizeBytes?: number) {
  const head = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return { head, sizeBytes: sizeBytes ?? head.length };
}

describe('valueLines', () => {
  it.each([
    ['{"a":[1]}', 'auto', ['{', '  "a": [', '    1', '  ]', '}']],
    ['{"a":[1]}', 'text', ['{"a":[1]}']],
    ['plain\r\nsecond', 'auto', ['plain', 'second']],
    ['17', 'auto', ['17']],
    ['no', 'json', ['not JSON']],
    ['\x1b[2J', 'text', ['\\x1b[2J']],
    ['abc\x00', 'hex', ['000000  61 62 63 00                                      abc.']],
    ['', 'auto', ['']],
  ] as const)('of %j as %s are %j', (text, format, lines) => {
    expect(valueLines(value(text), format, at)).toEqual(lines);
  });

  it('are hexadecimal when the value is no text', () => {
    expect(valueLines(value(Uint8Array.of(0xff, 0x41)), 'auto', at)).toEqual([
      '000000  ff 41                                            .A',
    ]);
  });

  it('of a value that was cut within a character end before it, and say so', () => {
    const { head } = value('ab値');
    expect(valueLines(value(head.subarray(0, 4), 5000), 'auto', at)).toEqual([
      'ab',
      '(the first 4 of 4.9K bytes)',
    ]);
  });

  it('are never wider than they may be, and hold no control character', () => {
    const format = fc.constantFrom(...valueFormats);
    fc.assert(
      fc.property(fc.uint8Array(), format, fc.nat(80), (head, one, width) => {
        for (const line of valueLines(value(head), one, { width, charset: 'unicode' })) {
          expect(widthOf(line)).toBeLessThanOrEqual(width);
          expect(line).not.toMatch(/\p{Cc}/u);
        }
      }),
    );
  });
});

it('previewText gives text as it is, and only the size of what is none', () => {
  expect(previewText(value('a\nb'))).toBe('a\nb');
  expect(previewText(value(Uint8Array.of(0xff)))).toBe('1 byte of no text');
});
