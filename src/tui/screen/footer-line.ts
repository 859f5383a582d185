import { drawable } from '../drawable.ts';
import type { DashboardState, Prompt } from '../state.ts';
import { joinFitting, type Line, type Span } from './span.ts';

/** The last line: what is being typed, else what has just happened, else the keys that help here. */
export function footerLine(state: DashboardState, width: number): Line {
  const { prompt, notice } = state.ui;
  const { charset } = state.setup;
  if (prompt !== undefined) return promptLine(prompt, width, charset);
  if (notice !== undefined) {
    const tone = notice.severity === 'warning' ? 'warning' : 'good';
    return [{ text: ` ${drawable(notice.text, charset)}`, tone, bold: true }];
  }
  return joinFitting(hintsOf(state).map(hint), width);
}

/** The end of what is typed stays visible, and with it the cursor. */
function promptLine(
  { type, text, cursor }: Prompt,
  width: number,
  charset: DashboardState['setup']['charset'],
): Line {
  const characters = [...text];
  const from = Math.max(cursor - (width - 3), 0);
  const before = drawable(characters.slice(from, cursor).join(''), charset);
  const under = drawable(characters[cursor] ?? ' ', charset);
  const after = drawable(characters.slice(cursor + 1).join(''), charset);
  const sign = type === 'filter' ? '/' : ':';
  return [
    { text: sign, bold: true },
    { text: before },
    { text: under, inverse: true },
    { text: after },
  ];
}

type Hint = readonly [keys: string, what: string];

function hintsOf({ ui }: DashboardState): readonly Hint[] {
  if (ui.dialog?.type === 'help')
    return [
      ['Esc', 'back'],
      ['j k', 'scroll'],
    ];
  if (ui.dialog !== undefined) return [['Esc', 'cancel']];
  if (ui.pager !== undefined)
    return [
      ['Esc', 'back'],
      ['j k', 'scroll'],
      [':', 'command'],
    ];
  if (ui.detail?.type === 'key') {
    return [
      ['Esc', 'back'],
      ['v', 'value'],
      ['f', 'format'],
      ['y', 'copy'],
      ['e', 'edit'],
      ['q', 'quit'],
    ];
  }
  if (ui.detail?.type === 'node')
    return [
      ['Esc', 'back'],
      ['x', 'actions'],
      ['q', 'quit'],
    ];
  const writes: Hint = ['W', ui.writes === 'on' ? 'writes off' : 'writes'];
  const common: readonly Hint[] = [[':', 'command'], ['z', 'freeze'], writes];
  switch (ui.view) {
    case 'nodes':
    case 'raft':
      return [
        ['?', 'help'],
        ['q', 'quit'],
        ['Enter', 'detail'],
        ['x', 'actions'],
        ['/', 'filter'],
        ['s', 'sort'],
        ...common,
      ];
    case 'load':
      return [['?', 'help'], ['q', 'quit'], ['n', 'node'], ...common];
    case 'events':
      return [
        ['?', 'help'],
        ['q', 'quit'],
        ['Enter', 'detail'],
        ['/', 'filter'],
        ['s', 'sort'],
        ...common,
      ];
    case 'keys':
      return [
        ['?', 'help'],
        ['q', 'quit'],
        ['Enter', 'open'],
        ['v', 'values'],
        ['f', 'tree'],
        ['/', 'filter'],
        ['e', 'edit'],
        ...common,
      ];
  }
}

function hint([keys, what]: Hint): readonly Span[] {
  return [
    { text: ` ${keys}`, bold: true },
    { text: ` ${what}`, tone: 'dim' },
  ];
}
