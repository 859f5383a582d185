import stringWidth from 'string-width';
import { escapeLine } from '../cli/escape-control.ts';
import type { Setup } from './state.ts';

type Charset = Setup['charset'];

/** Joiners, selectors and line ends: terminals do not agree on how wide they make a text. */
const unsteady =
  /[\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{Cn}]|\p{Variation_Selector}|\p{Emoji_Modifier}/gu;
const beyondAscii = /[^\x20-\x7e]/gu;

/** One line that a terminal of this charset shows as it stands, and as wide as `widthOf` says. */
export function drawable(text: string, charset: Charset): string {
  const pattern = charset === 'ascii' ? beyondAscii : unsteady;
  return escapeLine(text).replace(pattern, escaped);
}

/** Cells of a terminal. */
export function widthOf(text: string): number {
  return stringWidth(text);
}

/** At most `width` cells; what is cut off leaves an ellipsis. */
export function clip(text: string, width: number, charset: Charset): string {
  if (width <= 0) return '';
  if (widthOf(text) <= width) return text;
  const ellipsis = charset === 'ascii' ? '~' : '…';
  return `${headOf(text, width - 1)}${ellipsis}`;
}

/** Exactly `width` cells. */
export function padTo(
  text: string,
  width: number,
  align: 'left' | 'right',
  charset: Charset,
): string {
  const clipped = clip(text, width, charset);
  const blanks = ' '.repeat(Math.max(width - widthOf(clipped), 0));
  return align === 'left' ? `${clipped}${blanks}` : `${blanks}${clipped}`;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function headOf(text: string, width: number): string {
  let head = '';
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    used += widthOf(segment);
    if (used > width) break;
    head += segment;
  }
  return head;
}

function escaped(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
}
