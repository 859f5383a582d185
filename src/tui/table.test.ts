import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { widthOf } from './drawable.ts';
import {
  type Column,
  cellGap,
  filterRows,
  fitTable,
  lineOf,
  numberColumn,
  sortRows,
} from './table.ts';

interface Fruit {
  readonly name: string;
  readonly weight: number | undefined;
  readonly note: string;
}

const columns: readonly Column<Fruit>[] = [
  { name: 'NAME', align: 'left', hideOrder: 0, text: ({ name }) => name },
  numberColumn('WEIGHT', 2, ({ weight }) => weight),
  { name: 'COLOUR', align: 'left', hideOrder: 1, wideOnly: true, text: () => 'green' },
  { name: 'NOTE', align: 'left', hideOrder: 3, flexible: { min: 6 }, text: ({ note }) => note },
];
const rows: readonly Fruit[] = [
  { name: 'pear', weight: 12, note: 'ripens after the harvest' },
  { name: 'Apple', weight: undefined, note: 'keeps' },
  { name: 'melon', weight: 900, note: 'heavy, warm' },
];

function table(width: number, change: { readonly wide?: boolean } = {}): readonly string[] {
  const { header, rows: lines } = fitTable(columns, {
    rows,
    idOf: ({ name }) => name,
    width,
    charset: 'unicode',
    wide: false,
    ...change,
  });
  return [header.join(cellGap).trimEnd(), ...lines.map(({ cells }) => lineOf(cells))];
}

describe('fitTable', () => {
  it('gives each column its widest cell, and the flexible one the rest', () => {
    expect(table(80)).toEqual([
      'NAME   WEIGHT  NOTE',
      'pear       12  ripens after the harvest',
      'Apple       -  keeps',
      'melon     900  heavy, warm',
    ]);
    expect(table(30)[1]).toBe('pear       12  ripens after t…');
  });

  it('hides columns in their order when there is no room', () => {
    expect(table(20)[0]).toBe('NAME   NOTE');
    expect(table(12)[0]).toBe('NAME');
    expect(table(3)).toEqual(['NA…', 'pe…', 'Ap…', 'me…']);
  });

  it('has its wide columns only when they are wanted', () => {
    expect(table(80, { wide: true })[0]).toBe('NAME   WEIGHT  COLOUR  NOTE');
  });

  it('never draws a line that is wider than it may be', () => {
    const text = fc.string({ unit: 'binary', maxLength: 30 });
    const fruit = fc.record({
      name: text,
      weight: fc.option(fc.nat(), { nil: undefined }),
      note: text,
    });
    fc.assert(
      fc.property(fc.array(fruit), fc.nat(70), fc.boolean(), (some, width, wide) => {
        const drawn = fitTable(columns, {
          rows: some,
          idOf: ({ name }) => name,
          width,
          charset: 'unicode',
          wide,
        });
        const lines = [
          drawn.header,
          ...drawn.rows.map(({ cells }) => cells.map((one) => one.text)),
        ];
        for (const line of lines) expect(widthOf(line.join(cellGap))).toBeLessThanOrEqual(width);
        expect(new Set(lines.map((line) => widthOf(line.join(cellGap)))).size).toBe(1);
      }),
    );
  });
});

describe('sortRows', () => {
  it.each([
    [undefined, ['pear', 'Apple', 'melon']],
    [{ column: 'WEIGHT', direction: 'up' }, ['pear', 'melon', 'Apple']],
    [{ column: 'WEIGHT', direction: 'down' }, ['melon', 'pear', 'Apple']],
    [{ column: 'NAME', direction: 'up' }, ['Apple', 'melon', 'pear']],
    [{ column: 'gone', direction: 'up' }, ['pear', 'Apple', 'melon']],
  ] as const)('by %j gives %j, what is unknown last', (sort, names) => {
    expect(sortRows(rows, columns, sort).map(({ name }) => name)).toEqual(names);
  });
});

describe('filterRows', () => {
  it.each([
    ['', ['pear', 'Apple', 'melon']],
    ['AP', ['Apple']],
    ['!ap', ['pear', 'melon']],
    ['note:ar', ['pear', 'melon']],
    ['!note:ar', ['Apple']],
    ['weight:9', ['melon']],
    ['note:', ['pear', 'Apple', 'melon']],
    ['!', ['pear', 'Apple', 'melon']],
    ['nothing', []],
  ])('%j leaves %j', (filter, names) => {
    expect(filterRows(rows, columns, filter).map(({ name }) => name)).toEqual(names);
  });
});
