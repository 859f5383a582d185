import { clip, drawable, widthOf } from '../drawable.ts';
import type { Setup } from '../state.ts';

/** Lines of at most `width` cells, broken at blanks; a word that is longer than a line is cut. */
export function wrapText(
  text: string,
  width: number,
  charset: Setup['charset'],
): readonly string[] {
  const lines: string[] = [];
  for (const word of drawable(text, charset).split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last) + 1 + widthOf(word) <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(clip(word, width, charset));
  }
  return lines;
}
