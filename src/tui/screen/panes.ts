import type { Setup } from '../state.ts';
import { type Glyphs, glyphsOf } from './glyphs.ts';
import { clipLine, fitLine, type Line, lineWidth } from './span.ts';

/** A titled area of the screen. Its lines begin with a cell for a mark and are cut where they do not fit. */
export interface Pane {
  readonly title: Line;
  readonly lines: readonly Line[];
}

/** One or two panes beside each other; `height` is what the lines have, without borders. */
export interface Band {
  readonly panes: readonly [Pane] | readonly [Pane, Pane];
  readonly height: number;
}

/** Cells that a pane of this width has for its lines; the last one stays blank. */
export function innerWidth(width: number): number {
  return width - 2;
}

/** Where the second of two panes has its left border. */
export function splitAt(width: number): number {
  return Math.floor(width / 2);
}

/** Bands below each other in one border; one line more than their heights and number. */
export function drawBands(
  bands: readonly Band[],
  width: number,
  charset: Setup['charset'],
): readonly Line[] {
  const glyphs = glyphsOf(charset);
  const frame = { width, charset, glyphs };
  const lines = bands.flatMap((band, at) => [
    border(frame, { above: bands[at - 1], below: band }),
    ...Array.from({ length: band.height }, (_, row) => bandLine(frame, band, row)),
  ]);
  return [...lines, border(frame, { above: bands.at(-1), below: undefined })];
}

interface FrameStyle {
  readonly width: number;
  readonly charset: Setup['charset'];
  readonly glyphs: Glyphs;
}

function border(
  { width, charset, glyphs }: FrameStyle,
  { above, below }: { readonly above: Band | undefined; readonly below: Band | undefined },
): Line {
  const [left, right] =
    above === undefined
      ? [glyphs.topLeft, glyphs.topRight]
      : below === undefined
        ? [glyphs.bottomLeft, glyphs.bottomRight]
        : [glyphs.middleLeft, glyphs.middleRight];
  const joint = jointOf(glyphs, isSplit(above), isSplit(below));
  const at = splitAt(width);
  const rule = (title: Line, cells: number): Line => {
    const shown = clipLine(title, cells, charset);
    const rest = glyphs.horizontal.repeat(Math.max(cells - lineWidth(shown), 0));
    return [...shown, { text: rest, tone: 'dim' }];
  };
  const [first, second] = below?.panes ?? [];
  return [
    { text: left, tone: 'dim' },
    ...(joint === undefined
      ? rule(first?.title ?? [], width - 2)
      : [
          ...rule(first?.title ?? [], at - 1),
          { text: joint, tone: 'dim' } as const,
          ...rule(second?.title ?? [], width - at - 2),
        ]),
    { text: right, tone: 'dim' },
  ];
}

/** Undefined: the line passes where no border begins or ends. */
function jointOf(glyphs: Glyphs, above: boolean, below: boolean): string | undefined {
  if (above) return below ? glyphs.cross : glyphs.up;
  return below ? glyphs.down : undefined;
}

function isSplit(band: Band | undefined): boolean {
  return band?.panes.length === 2;
}

function bandLine({ width, charset, glyphs }: FrameStyle, { panes }: Band, row: number): Line {
  const bar = { text: glyphs.vertical, tone: 'dim' } as const;
  const [first, second] = panes;
  const at = second === undefined ? width - 1 : splitAt(width);
  const left = fitLine(first.lines[row] ?? [], at - 1, charset);
  if (second === undefined) return [bar, ...left, bar];
  return [bar, ...left, bar, ...fitLine(second.lines[row] ?? [], width - at - 2, charset), bar];
}
