import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PasteFilter, type TerminalInput } from './paste-filter.ts';

describe('PasteFilter', () => {
  it('passes keys on as they come, Escape and arrows too', () => {
    const filter = new PasteFilter();
    const keys = ['g', '\x1b', '\x1b[A', '\x03', '値'];
    expect(keys.flatMap((text) => filter.push(text))).toEqual(
      keys.map((text) => ({ type: 'keys', text })),
    );
  });

  it('gives a paste as one, with the keys around it', () => {
    expect(new PasteFilter().push('a\x1b[200~get a\nget b\n\x1b[201~b')).toEqual([
      { type: 'keys', text: 'a' },
      { type: 'paste', text: 'get a\nget b\n' },
      { type: 'keys', text: 'b' },
    ]);
  });

  it('does so however the terminal cuts it', () => {
    const whole = 'x\x1b[200~get a\rget\x1b[2 b\x1b[201~y\x1b[200~z\x1b[201~';
    // Not within the two characters that are a key of their own.
    const cuts = fc
      .array(fc.nat(whole.length), { maxLength: 6 })
      .map((places) =>
        places.filter((at) => !endsInKey(whole.slice(0, at)) || isInPaste(whole, at)),
      )
      .map((places) => [...new Set(places)].sort((a, b) => a - b));
    fc.assert(
      fc.property(cuts, (places) => {
        const filter = new PasteFilter();
        const bounds = [0, ...places, whole.length];
        const pieces = bounds.slice(1).map((to, index) => whole.slice(bounds[index], to));
        expect(joined(pieces.flatMap((piece) => filter.push(piece)))).toEqual([
          { type: 'keys', text: 'x' },
          { type: 'paste', text: 'get a\rget\x1b[2 b' },
          { type: 'keys', text: 'y' },
          { type: 'paste', text: 'z' },
        ]);
      }),
    );
  });
});

function isInPaste(text: string, at: number): boolean {
  const before = text.slice(0, at);
  return before.lastIndexOf('\x1b[200~') > before.lastIndexOf('\x1b[201~');
}

function joined(inputs: readonly TerminalInput[]): TerminalInput[] {
  const result: TerminalInput[] = [];
  for (const input of inputs) {
    const last = result.at(-1);
    if (last?.type === input.type) {
      result.splice(-1, 1, { ...input, text: last.text + input.text });
    } else result.push(input);
  }
  return result;
}

/** Escape, and Alt with a bracket. */
function endsInKey(text: string): boolean {
  return text.endsWith('\x1b') || text.endsWith('\x1b[');
}
