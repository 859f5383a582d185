import { type Line, plain } from './span.ts';

const keys: readonly (readonly [section: string, rows: readonly (readonly [string, string])[]])[] =
  [
    [
      'Moving',
      [
        ['1-5 Tab', 'the five views'],
        ['arrows j k g G', 'rows; also PgUp, PgDn, Home, End'],
        ['Enter', 'details of a node or key, into a prefix'],
        ['Left Esc', 'back; out of a prefix, a filter, the freeze'],
        ['q Ctrl-C', 'quit'],
      ],
    ],
    [
      'Looking',
      [
        ['/', 'filter while typing: text, !text, column:text'],
        ['s S', 'choose what to sort by; as it was'],
        ['r', 'reverse the order'],
        ['z', 'freeze and go on; everything can still be looked at'],
        ['[ ]', 'one step back and forward in the last 15 minutes'],
        ['+ -', 'ask less often, more often'],
        ['w', 'wide columns'],
        ['n', 'Load: all nodes, one after the other'],
        ['f', 'Keys: tree or flat; of a value: text, JSON, hex'],
        ['v', 'Keys: show values, hide them'],
      ],
    ],
    [
      'Taking along',
      [
        ['c y', 'copy the key or name; the value'],
        ['Ctrl-S', 'save what is shown as text and JSON'],
        [':', 'any command of the shell, its output in a pager'],
      ],
    ],
    [
      'Changing, after W, and each in a dialog that says what it costs',
      [
        ['W', 'allow changes, forbid them'],
        ['e', 'edit the value in $EDITOR'],
        ['Ctrl-D', 'delete the key'],
        ['t', 'transfer leadership to the selected node'],
        ['x', 'promote, demote, remove, drain a node'],
      ],
    ],
    [
      'The screen itself',
      [
        ['Ctrl-R', 'connect anew'],
        ['Ctrl-L', 'draw anew'],
        ['Ctrl-Z', 'into the background; fg comes back'],
      ],
    ],
  ];

/** Every key, for the help overlay. */
export const helpLines: readonly Line[] = keys.flatMap(([section, rows]) => [
  [{ text: ` ${section}`, bold: true, tone: 'leader' } as const],
  ...rows.map(
    ([names, what]): Line => [{ text: `   ${names.padEnd(16)}`, bold: true }, { text: what }],
  ),
  plain(''),
]);
