import type { Setup } from './state.ts';

const bars = { unicode: '▁▂▃▄▅▆▇█', ascii: '.:-=+*%#' } as const;

/** One cell for each of the last `width` values, the largest as high as the cell; undefined: no data, a blank. */
export function sparkline(
  values: readonly (number | undefined)[],
  width: number,
  charset: Setup['charset'],
): string {
  const shown = values.slice(-Math.max(width, 0));
  const levels = [...bars[charset]];
  const largest = Math.max(1, ...shown.map((value) => value ?? 0));
  const cells = shown.map((value) => {
    if (value === undefined) return ' ';
    if (value <= 0) return levels[0];
    return levels[Math.ceil((value / largest) * (levels.length - 1))];
  });
  return width <= 0 ? '' : cells.join('').padStart(width);
}
