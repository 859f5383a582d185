import type { ByteString } from '../../shared/byte-string.ts';
import type { KeyBounds } from './key-bounds.ts';

/** A range that is in an index, and what it stands for. */
export interface IndexedRange {
  readonly bounds: KeyBounds;
}

/** A treap: ordered by `lo` and then by arrival, balanced by random priorities. */
interface Branch<Range> {
  readonly range: Range;
  readonly arrival: number;
  readonly priority: number;
  left: Tree<Range>;
  right: Tree<Range>;
  /** The highest `hi` of this branch; undefined: to the last key. */
  highest: ByteString | undefined;
}

type Tree<Range> = Branch<Range> | undefined;

/** Finds the ranges that contain a key in O(log n) steps, and some more for each that it finds. */
export class RangeIndex<Range extends IndexedRange> {
  readonly #arrivals = new Map<Range, number>();
  #root: Tree<Range>;
  #lastArrival = 0;

  add(range: Range): void {
    this.#lastArrival += 1;
    this.#arrivals.set(range, this.#lastArrival);
    const { lo, hi } = range.bounds;
    const added: Branch<Range> = {
      range,
      arrival: this.#lastArrival,
      priority: Math.random(),
      left: undefined,
      right: undefined,
      highest: hi,
    };
    const [before, behind] = split(this.#root, lo, this.#lastArrival);
    this.#root = merged(merged(before, added), behind);
  }

  remove(range: Range): void {
    const arrival = this.#arrivals.get(range);
    if (arrival === undefined) return;
    this.#arrivals.delete(range);
    const { lo } = range.bounds;
    const [before, rest] = split(this.#root, lo, arrival);
    const [, behind] = split(rest, lo, arrival + 1);
    this.#root = merged(before, behind);
  }

  eachContaining(key: ByteString, found: (range: Range) => void): void {
    visit(this.#root, key, found);
  }
}

function visit<Range extends IndexedRange>(
  tree: Tree<Range>,
  key: ByteString,
  found: (range: Range) => void,
): void {
  if (tree === undefined || !reaches(tree.highest, key)) return;
  visit(tree.left, key, found);
  const { lo, hi } = tree.range.bounds;
  if (lo > key) return;
  if (reaches(hi, key)) found(tree.range);
  visit(tree.right, key, found);
}

function reaches(hi: ByteString | undefined, key: ByteString): boolean {
  return hi === undefined || hi > key;
}

/** What is before (lo, arrival), and the rest. */
function split<Range extends IndexedRange>(
  tree: Tree<Range>,
  lo: ByteString,
  arrival: number,
): [before: Tree<Range>, rest: Tree<Range>] {
  if (tree === undefined) return [undefined, undefined];
  const at = tree.range.bounds.lo;
  if (at < lo || (at === lo && tree.arrival < arrival)) {
    const [before, rest] = split(tree.right, lo, arrival);
    tree.right = before;
    return [refreshed(tree), rest];
  }
  const [before, rest] = split(tree.left, lo, arrival);
  tree.left = rest;
  return [before, refreshed(tree)];
}

function merged<Range extends IndexedRange>(before: Tree<Range>, behind: Tree<Range>): Tree<Range> {
  if (before === undefined || behind === undefined) return before ?? behind;
  if (before.priority > behind.priority) {
    before.right = merged(before.right, behind);
    return refreshed(before);
  }
  behind.left = merged(before, behind.left);
  return refreshed(behind);
}

function refreshed<Range extends IndexedRange>(branch: Branch<Range>): Branch<Range> {
  let { hi } = branch.range.bounds;
  for (const child of [branch.left, branch.right]) {
    if (child === undefined || hi === undefined) continue;
    hi = child.highest === undefined || child.highest > hi ? child.highest : hi;
  }
  branch.highest = hi;
  return branch;
}
