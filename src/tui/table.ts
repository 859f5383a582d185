import { drawable, padTo, widthOf } from './drawable.ts';
import type { Setup } from './state.ts';

/** What a text means; theme.ts of the screen has a colour for each, and symbols say the same without one. */
export type Tone = 'normal' | 'dim' | 'good' | 'warning' | 'bad' | 'leader';

/** Rows of one kind as lists show, sort and filter them. */
export interface Column<Row> {
  readonly name: string;
  readonly align: 'left' | 'right';
  /** Columns with the lowest number go first when there is no room; 0: never. */
  readonly hideOrder: number;
  /** Takes what the others leave, at least so many cells. Without: as wide as its widest cell. */
  readonly flexible?: { readonly min: number };
  /** Only with `w`. */
  readonly wideOnly?: boolean;
  readonly text: (row: Row) => string;
  readonly tone?: (row: Row) => Tone;
  /** Undefined sorts behind everything. Without: by its text. */
  readonly sortKey?: (row: Row) => number | string | undefined;
}

/** A column of numbers; "-" where there is none. */
export function numberColumn<Row>(
  name: string,
  hideOrder: number,
  numberOf: (row: Row) => number | undefined,
  format: (number: number) => string = String,
): Column<Row> {
  return {
    name,
    align: 'right',
    hideOrder,
    text: (row) => {
      const number = numberOf(row);
      return number === undefined ? '-' : format(number);
    },
    sortKey: numberOf,
  };
}

/** A table that fits: every cell is escaped and exactly as wide as its column. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly id: string;
  readonly cells: readonly Cell[];
}

export interface Cell {
  readonly text: string;
  readonly tone: Tone;
}

/** Stands between two cells. */
export const cellGap = '  ';

interface Placed<Row> {
  readonly rows: readonly Row[];
  readonly idOf: (row: Row) => string;
  /** Cells of the terminal for a line of the table. */
  readonly width: number;
  readonly charset: Setup['charset'];
  readonly wide: boolean;
}

/** Hides columns until the rest fits. The header and each row, joined by `cellGap`, are at most `width` wide. */
export function fitTable<Row>(columns: readonly Column<Row>[], placed: Placed<Row>): Table {
  const { rows, idOf, width, charset, wide } = placed;
  const drawn = columns
    .filter(({ wideOnly }) => wide || !wideOnly)
    .map((column) => draw(column, placed));
  const shown = withWidths(columnsThatFit(drawn, width), width);
  return {
    header: shown.map(({ column, width: cells }) =>
      padTo(column.name, cells, column.align, charset),
    ),
    rows: rows.map((row, index) => ({
      id: idOf(row),
      cells: shown.map(({ column, texts, width: cells }) => ({
        text: padTo(texts[index] ?? '', cells, column.align, charset),
        tone: column.tone?.(row) ?? 'normal',
      })),
    })),
  };
}

/** In the order of the column, or as they are. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: { readonly column: string; readonly direction: 'up' | 'down' } | undefined,
): readonly Row[] {
  const column = columns.find(({ name }) => name === sort?.column);
  if (column === undefined || sort === undefined) return rows;
  const keyOf = column.sortKey ?? column.text;
  const sign = sort.direction === 'up' ? 1 : -1;
  return rows.toSorted((left, right) => compareKeys(keyOf(left), keyOf(right), sign));
}

/** `text`, `!text` or `column:text`, in any case; what is typed of `!` or `column:` alone hides nothing. */
export function filterRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  filter: string,
): readonly Row[] {
  const isInverted = filter.startsWith('!');
  const wanted = (isInverted ? filter.slice(1) : filter).toLowerCase();
  const named = columns.find(({ name }) => wanted.startsWith(`${name.toLowerCase()}:`));
  const text = named === undefined ? wanted : wanted.slice(named.name.length + 1);
  if (text === '') return rows;
  const searched = named === undefined ? columns : [named];
  return rows.filter(
    (row) =>
      searched.some((column) => column.text(row).toLowerCase().includes(text)) !== isInverted,
  );
}

interface Drawn<Row> {
  readonly column: Column<Row>;
  readonly texts: readonly string[];
  readonly natural: number;
}

function draw<Row>(column: Column<Row>, { rows, charset }: Placed<Row>): Drawn<Row> {
  const texts = rows.map((row) => drawable(column.text(row), charset));
  const natural = Math.max(widthOf(column.name), ...texts.map(widthOf));
  return { column, texts, natural };
}

function columnsThatFit<Row>(drawn: readonly Drawn<Row>[], width: number): readonly Drawn<Row>[] {
  if (minimalWidth(drawn) <= width) return drawn;
  const hideable = drawn.filter(({ column }) => column.hideOrder > 0);
  if (hideable.length === 0) return drawn;
  const first = hideable.reduce((least, one) =>
    one.column.hideOrder < least.column.hideOrder ? one : least,
  );
  return columnsThatFit(
    drawn.filter((one) => one !== first),
    width,
  );
}

function minimalWidth<Row>(drawn: readonly Drawn<Row>[]): number {
  const cells = drawn.reduce((sum, { column, natural }) => {
    return sum + Math.min(natural, column.flexible?.min ?? natural);
  }, 0);
  return cells + cellGap.length * Math.max(drawn.length - 1, 0);
}

/** Flexible columns share what is left, the first ones up to their need; what still does not fit is cut at the end. */
function withWidths<Row>(
  drawn: readonly Drawn<Row>[],
  width: number,
): (Drawn<Row> & { readonly width: number })[] {
  let spare = Math.max(width - minimalWidth(drawn), 0);
  let left = width;
  return drawn.flatMap((one, at) => {
    const least = Math.min(one.natural, one.column.flexible?.min ?? one.natural);
    const more = Math.min(one.natural - least, spare);
    spare -= more;
    const gap = at === 0 ? 0 : cellGap.length;
    const got = Math.min(least + more, left - gap);
    if (got <= 0) return [];
    left -= got + gap;
    return [{ ...one, width: got }];
  });
}

type Key = number | string | undefined;

function compareKeys(left: Key, right: Key, sign: 1 | -1): number {
  if (left === undefined || right === undefined) {
    return Number(left === undefined) - Number(right === undefined);
  }
  if (typeof left === 'number' && typeof right === 'number') return sign * (left - right);
  return sign * (`${left}` < `${right}` ? -1 : Number(`${left}` > `${right}`));
}

/** One line of a table, for text without colours. */
export function lineOf(cells: readonly { readonly text: string }[]): string {
  return cells
    .map(({ text }) => text)
    .join(cellGap)
    .trimEnd();
}
