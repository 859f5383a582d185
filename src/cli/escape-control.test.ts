import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeBytes, escapeLine } from './escape-control.ts';

describe('escapeBytes', () => {
  it.each([
    ['text with umlauts and signs: ä ☃ 👨‍👩‍👧', 'text with umlauts and signs: ä ☃ 👨‍👩‍👧'],
    ['two\nlines\tand a tab', 'two\nlines\tand a tab'],
    ['\x1b[2J', '\\x1b[2J'],
    ['\r\0\x7f\x9b', '\\x0d\\x00\\x7f\\x9b'],
    ['a\u202eb\u2066c', 'a\\u202eb\\u2066c'],
  ])('shows %j as %j', (text, shown) => {
    expect(escapeBytes(Buffer.from(text))).toBe(shown);
  });

  it('shows bytes that are not UTF-8 one by one', () => {
    expect(escapeBytes(Buffer.from([0x41, 0xc3, 0x28, 0xff, 0x0a]))).toBe('A\\xc3(\\xff\n');
  });

  it('never gives a terminal anything to obey', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(escapeBytes(bytes)).not.toMatch(/[^\P{Cc}\n\t]/u);
      }),
    );
  });
});

it('keeps a key on one line', () => {
  expect(escapeLine('a\nb\tc\x1b')).toBe('a\\x0ab\\x09c\\x1b');
});
