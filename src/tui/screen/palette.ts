import type { Tone } from '../table.ts';
import type { Line, Span } from './span.ts';

/** A line with the terminal's own words for its styles. */
export type Paint = (line: Line) => string;

/**
 * Of the sixteen colours those that can be read on light and on dark grounds: neither yellow nor blue.
 * Without colours weight and inversion stay.
 */
const colors: Readonly<Record<Tone, string>> = {
  normal: '',
  dim: '2',
  good: '32',
  warning: '35',
  bad: '1;31',
  leader: '1;36',
};

const withoutColors: Readonly<Record<Tone, string>> = {
  normal: '',
  dim: '',
  good: '',
  warning: '',
  bad: '1',
  leader: '1',
};

/** `faded`: everything is dim, for a frame that is out of date. */
export function paintWith(colorLevel: 0 | 1 | 2 | 3, faded: boolean): Paint {
  const codes = colorLevel === 0 ? withoutColors : colors;
  return (line) =>
    mergeAlike(line)
      .map((span) => paintSpan(span, codes, faded))
      .join('');
}

function paintSpan(span: Span, codes: Readonly<Record<Tone, string>>, faded: boolean): string {
  const parts = [
    faded ? '2' : '',
    codes[span.tone ?? 'normal'],
    span.bold ? '1' : '',
    span.inverse ? '7' : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? span.text : `\x1b[${parts.join(';')}m${span.text}\x1b[0m`;
}

/** Fewer bytes: neighbours of one style become one span. */
function mergeAlike(line: Line): Line {
  const merged: Span[] = [];
  for (const span of line) {
    const last = merged.at(-1);
    if (last !== undefined && isAlike(last, span)) {
      merged[merged.length - 1] = { ...last, text: last.text + span.text };
    } else merged.push(span);
  }
  return merged;
}

function isAlike(left: Span, right: Span): boolean {
  return (
    (left.tone ?? 'normal') === (right.tone ?? 'normal') &&
    (left.bold ?? false) === (right.bold ?? false) &&
    (left.inverse ?? false) === (right.inverse ?? false)
  );
}
