import type { Key } from 'ink';

/** Keys that Ink has a flag for. */
const named = {
  upArrow: 'up',
  downArrow: 'down',
  leftArrow: 'left',
  rightArrow: 'right',
  pageUp: 'pageUp',
  pageDown: 'pageDown',
  home: 'home',
  end: 'end',
  return: 'enter',
  escape: 'escape',
  backspace: 'backspace',
  delete: 'delete',
} as const;

export type NamedPress = (typeof named)[keyof typeof named] | 'tab' | 'shift-tab';

/** One key: a named one, a letter with Ctrl, or a character. */
export type Press =
  | { readonly type: 'named'; readonly name: NamedPress }
  | { readonly type: 'ctrl'; readonly letter: string }
  | { readonly type: 'character'; readonly character: string };

/** What was pressed, of one event of Ink's useInput: fast fingers give several characters at once. */
export function pressesOf(input: string, key: Key): readonly Press[] {
  if (key.tab) return [{ type: 'named', name: key.shift ? 'shift-tab' : 'tab' }];
  for (const flag of flags) {
    if (key[flag]) return [{ type: 'named', name: named[flag] }];
  }
  if (key.ctrl) return [{ type: 'ctrl', letter: input }];
  if (key.meta) return [];
  return [...input].map(pressOf);
}

const flags = Object.keys(named).filter((flag): flag is keyof typeof named => flag in named);

function pressOf(character: string): Press {
  if (character === '\r' || character === '\n') return { type: 'named', name: 'enter' };
  if (character === '\t') return { type: 'named', name: 'tab' };
  return { type: 'character', character };
}
