/**
 * The lines of one text that the other does not have, with `-` and `+` in front, in order. It is a longest
 * common subsequence, found after what is the same at both ends is taken away.
 */
export function lineDifferences(before: string, after: string): string[] {
  const a = linesOf(before);
  const b = linesOf(after);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) {
    tail += 1;
  }
  return changedLines(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
}

const limits = {
  /** Of the table that finds what is common; larger changes are shown as all lines out, all lines in. */
  cellsMax: 4_000_000,
} as const;

function changedLines(a: readonly string[], b: readonly string[]): string[] {
  if (a.length * b.length > limits.cellsMax) return [...a.map(removed), ...b.map(added)];
  const common = commonLengths(a, b);
  const width = b.length + 1;
  const lengthAt = (i: number, j: number): number => common[i * width + j] ?? 0;
  const lines: string[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i += 1;
      j += 1;
    } else if (j === b.length || (i < a.length && lengthAt(i + 1, j) >= lengthAt(i, j + 1))) {
      lines.push(removed(a[i] ?? ''));
      i += 1;
    } else {
      lines.push(added(b[j] ?? ''));
      j += 1;
    }
  }
  return lines;
}

/** How long the longest common subsequence of what is behind each pair of positions is. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint32Array {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const here = i * width + j;
      lengths[here] =
        a[i] === b[j]
          ? (lengths[here + width + 1] ?? 0) + 1
          : Math.max(lengths[here + width] ?? 0, lengths[here + 1] ?? 0);
    }
  }
  return lengths;
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function removed(line: string): string {
  return `-${line}`;
}

function added(line: string): string {
  return `+${line}`;
}
