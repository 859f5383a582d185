import { clip, widthOf } from '../drawable.ts';
import type { Setup } from '../state.ts';
import type { Tone } from '../table.ts';

type Charset = Setup['charset'];

/** A piece of a line; its text has nothing left in it that a terminal would obey. */
export interface Span {
  readonly text: string;
  readonly tone?: Tone;
  readonly bold?: boolean;
  /** The selected row, the chosen button. */
  readonly inverse?: boolean;
}

/** One row of the terminal, or of a pane. */
export type Line = readonly Span[];

export function lineWidth(line: Line): number {
  return line.reduce((sum, { text }) => sum + widthOf(text), 0);
}

/** At most `width` cells. */
export function clipLine(line: Line, width: number, charset: Charset): Line {
  if (lineWidth(line) <= width) return line;
  const clipped: Span[] = [];
  let left = width;
  for (const span of line) {
    const cells = widthOf(span.text);
    if (cells > left) return [...clipped, { ...span, text: clip(span.text, left, charset) }];
    clipped.push(span);
    left -= cells;
  }
  return clipped;
}

/** Exactly `width` cells. */
export function fitLine(line: Line, width: number, charset: Charset): Line {
  const clipped = clipLine(line, width, charset);
  const blanks = width - lineWidth(clipped);
  return blanks > 0 ? [...clipped, { text: ' '.repeat(blanks) }] : clipped;
}

/** The cells `from` to before `to`; a wide character that is cut in two leaves a blank. */
export function sliceLine(line: Line, from: number, to: number): Line {
  const sliced: Span[] = [];
  let at = 0;
  for (const span of line) {
    let text = '';
    for (const { segment } of graphemes.segment(span.text)) {
      const end = at + widthOf(segment);
      if (at >= from && end <= to) text += segment;
      else if (end > from && at < to) text += ' '.repeat(Math.min(end, to) - Math.max(at, from));
      at = end;
    }
    if (text !== '') sliced.push({ ...span, text });
  }
  return sliced;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** As many of the pieces as fit, from the first on, two blanks apart. */
export function joinFitting(pieces: readonly Line[], width: number): Line {
  let joined: Line = [];
  for (const piece of pieces) {
    const next = joined.length === 0 ? piece : [...joined, { text: '  ' }, ...piece];
    if (lineWidth(next) > width) return joined;
    joined = next;
  }
  return joined;
}

/** One line of plain text. */
export function plain(text: string, tone: Tone = 'normal'): Line {
  return [{ text, tone }];
}
