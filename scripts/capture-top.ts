// Draws every view of `mokv top` as text into docs/top, from an example with a fixed clock.
//   node scripts/capture-top.ts
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { UiAction } from '../src/tui/actions.ts';
import { reduce } from '../src/tui/reducer.ts';
import { drawFrame } from '../src/tui/screen/frame.ts';
import { type DashboardState, type View, views } from '../src/tui/state.ts';
import {
  arrive,
  exampleDashboard,
  exampleDetails,
  exampleNowMs,
  keysNews,
} from '../test/support/example-dashboard.ts';

interface Capture {
  readonly name: string;
  readonly size?: { readonly columns: number; readonly rows: number };
  readonly charset?: DashboardState['setup']['charset'];
  readonly view: View;
  readonly actions?: readonly UiAction[];
}

const change = { type: 'removeMember', id: 'n3' } as const;
const consequence = {
  lines: ['n3 removed: 2 voters left, can lose 0'],
  severity: 'careful',
} as const;

const captures: readonly Capture[] = [
  ...views.map((view) => ({ name: view, view })),
  { name: 'small', size: { columns: 80, rows: 24 }, view: 'nodes' },
  { name: 'compact', size: { columns: 50, rows: 12 }, view: 'nodes' },
  { name: 'line', size: { columns: 39, rows: 7 }, view: 'nodes' },
  { name: 'ascii', size: { columns: 80, rows: 24 }, view: 'nodes', charset: 'ascii' },
  {
    name: 'node-detail',
    view: 'nodes',
    actions: [{ type: 'detailOpened', detail: { type: 'node', id: 'n1', scroll: 0 } }],
  },
  {
    name: 'key-detail',
    view: 'keys',
    actions: [
      { type: 'valuesToggled' },
      {
        type: 'detailOpened',
        detail: { type: 'key', key: 'lock\n', format: 'auto', scroll: 0 },
      },
    ],
  },
  {
    name: 'dialog',
    view: 'nodes',
    actions: [
      { type: 'writesToggled' },
      { type: 'changeProposed', change },
      { type: 'consequenceKnown', change, consequence },
    ],
  },
  {
    name: 'help',
    size: { columns: 80, rows: 45 },
    view: 'nodes',
    actions: [{ type: 'helpOpened' }],
  },
];

process.env.TZ = 'UTC';
rmSync('docs/top', { recursive: true, force: true });
mkdirSync('docs/top', { recursive: true });
for (const capture of captures) {
  const lines = drawFrame(stateOf(capture)).map((line) => line.map(({ text }) => text).join(''));
  const text = lines.map((line) => line.trimEnd()).join('\n');
  writeFileSync(`docs/top/${capture.name}.txt`, `${text}\n`);
}

function stateOf({ size, charset, view, actions = [] }: Capture): DashboardState {
  const state = exampleDashboard({
    size: size ?? { columns: 100, rows: 30 },
    setup: charset === undefined ? {} : { charset },
  });
  const chosen = reduce(state, { type: 'viewChosen', view });
  const filled = arrive(chosen, exampleNowMs, [...keysNews(chosen), ...exampleDetails]);
  return arrive(actions.reduce(reduce, filled), exampleNowMs, [
    ...keysNews(filled),
    ...exampleDetails,
  ]);
}
