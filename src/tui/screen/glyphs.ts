import type { Setup } from '../state.ts';

/** What stands for borders and marks; every one is a single cell. */
export interface Glyphs {
  readonly horizontal: string;
  readonly vertical: string;
  readonly topLeft: string;
  readonly topRight: string;
  readonly middleLeft: string;
  readonly middleRight: string;
  readonly bottomLeft: string;
  readonly bottomRight: string;
  /** A border between two panes begins below, ends above, goes through. */
  readonly down: string;
  readonly up: string;
  readonly cross: string;
  readonly selected: string;
}

const unicode: Glyphs = {
  horizontal: '─',
  vertical: '│',
  topLeft: '┌',
  topRight: '┐',
  middleLeft: '├',
  middleRight: '┤',
  bottomLeft: '└',
  bottomRight: '┘',
  down: '┬',
  up: '┴',
  cross: '┼',
  selected: '▸',
};

const ascii: Glyphs = {
  horizontal: '-',
  vertical: '|',
  topLeft: '+',
  topRight: '+',
  middleLeft: '+',
  middleRight: '+',
  bottomLeft: '+',
  bottomRight: '+',
  down: '+',
  up: '+',
  cross: '+',
  selected: '>',
};

export function glyphsOf(charset: Setup['charset']): Glyphs {
  return charset === 'ascii' ? ascii : unicode;
}
