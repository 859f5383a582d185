import { describe, expect, it } from 'vitest';
import { PastedText } from './pasted-text.ts';

describe('PastedText', () => {
  it.each([
    ['get a', 'get a'],
    ['get a\n', 'get a'],
    ['get a\r\nset k "b\nc"\r\n', 'get a; set k "b\\nc"'],
    ['get\ta\x1b[31m', 'get a[31m'],
    ['# only\n# comments', ''],
  ])('shows %j as %j', (text, shown) => {
    const pasted = new PastedText();
    expect(pasted.shown(text)).toBe(shown);
    expect(pasted.expand(shown)).toBe(shown);
  });

  it('shows the name of what is too long, or not complete, and gives it back', () => {
    const pasted = new PastedText();
    const long = Array.from({ length: 100 }, (_, index) => `get $& ${index}`).join('\n');
    expect(pasted.shown(`${long}\n`)).toBe('[paste 1: 100 lines]');
    expect(pasted.shown('b"\nget c')).toBe('[paste 2: 2 lines]');
    const line = 'get a; [paste 1: 100 lines]; set "[paste 2: 2 lines]';
    expect(pasted.expand(line)).toBe(`get a; ${long}; set "b"\nget c`);
    expect(pasted.expand(line)).toBe(line);
  });
});
