import { clip, drawable } from '../drawable.ts';
import type { Consequence } from '../facts.ts';
import type { Confirmation, DashboardState, Dialog } from '../state.ts';
import type { Tone } from '../table.ts';
import { changeText } from './change-text.ts';
import { glyphsOf } from './glyphs.ts';
import { nodeActions } from './node-actions.ts';
import { drawBands, type Pane } from './panes.ts';
import { type Line, lineWidth, plain } from './span.ts';
import { wrapText } from './wrap-text.ts';

const limits = { widthMax: 72, marginCells: 4 } as const;

/** A box over the middle of the screen; the help is no box, it has the whole body. */
export type BoxDialog = Exclude<Dialog, { readonly type: 'help' }>;

export function drawBox(
  state: DashboardState,
  dialog: BoxDialog,
  { width, rows }: { readonly width: number; readonly rows: number },
): readonly Line[] {
  const most = Math.min(limits.widthMax, width - limits.marginCells);
  const pane = paneOf(state, dialog, { width: most - 4, rows: rows - 2 });
  const needed = Math.max(...[pane.title, ...pane.lines].map(lineWidth)) + 3;
  const cells = Math.min(needed, most);
  return drawBands([{ panes: [pane], height: pane.lines.length }], cells, state.setup.charset);
}

function paneOf(
  state: DashboardState,
  dialog: BoxDialog,
  { width, rows }: { readonly width: number; readonly rows: number },
): Pane {
  switch (dialog.type) {
    case 'sort':
      return choicePane(state, 'Sort by', { choices: dialog.columns, chosen: dialog.chosen }, rows);
    case 'nodeActions': {
      const choices = nodeActions(state, dialog.nodeId).map(({ label }) => label);
      const title = drawable(dialog.nodeId, state.setup.charset);
      return choicePane(state, title, { choices, chosen: dialog.chosen }, rows);
    }
    case 'confirm':
      return confirmPane(state, dialog.confirmation, width);
  }
}

/** Of more choices than there are rows, those around the chosen one. */
function choicePane(
  state: DashboardState,
  title: string,
  { choices, chosen }: { readonly choices: readonly string[]; readonly chosen: number },
  rows: number,
): Pane {
  const mark = glyphsOf(state.setup.charset).selected;
  const room = Math.max(rows - 2, 1);
  const from = Math.max(Math.min(chosen - Math.floor(room / 2), choices.length - room), 0);
  const lines = choices.slice(from, from + room).map((choice, at): Line => {
    const isChosen = from + at === chosen;
    return isChosen ? [{ text: `${mark} ${choice} `, inverse: true }] : plain(`  ${choice}`);
  });
  const none = lines.length === 0 ? [plain('  nothing can be done with it', 'dim')] : lines;
  return {
    title: [{ text: `${title} `, bold: true }],
    lines: [...none, [], plain(' Enter takes it, Esc goes back', 'dim')],
  };
}

function confirmPane(state: DashboardState, confirmation: Confirmation, width: number): Pane {
  const { charset } = state.setup;
  const { change, mustType, typed, progress } = confirmation;
  const text = (line: string, tone: Tone = 'normal'): readonly Line[] =>
    wrapText(line, width, charset).map((part) => plain(` ${part}`, tone));
  const asked =
    mustType === undefined
      ? []
      : [
          [],
          ...text(`Production: type the name of the cluster, ${mustType}`, 'bad'),
          [{ text: ' ' }, { text: `${drawable(typed, charset)} `, inverse: true }],
        ];
  const failed = progress.type === 'failed' ? [[], ...text(progress.message, 'bad')] : [];
  return {
    title: [
      { text: `${clip(drawable(changeText(change), charset), width - 2, charset)}? `, bold: true },
    ],
    lines: [
      ...consequenceLines(confirmation).flatMap(([line, tone]) => text(line, tone)),
      ...asked,
      ...failed,
      [],
      progress.type === 'running' ? plain(' under way') : buttons(confirmation),
    ],
  };
}

const tones: Readonly<Record<Consequence['severity'], Tone>> = {
  harmless: 'normal',
  careful: 'warning',
  dangerous: 'bad',
};

function consequenceLines({
  consequence: { latest, trouble },
}: Confirmation): readonly (readonly [string, Tone])[] {
  if (trouble !== undefined) {
    return [[`what it would cost is not known: ${trouble.message}`, 'warning']];
  }
  if (latest === undefined) return [['asking what it would cost', 'dim']];
  const { lines, severity } = latest.value;
  return lines.map((line) => [line, tones[severity]]);
}

function buttons({ choice, change }: Confirmation): Line {
  const [verb = ''] = changeText(change).split(' ');
  return [
    { text: ' ' },
    { text: '[ Cancel ]', inverse: choice === 'cancel' },
    { text: '  ' },
    { text: `[ ${verb} ]`, inverse: choice === 'confirm' },
    { text: '   Tab chooses, Enter does it', tone: 'dim' },
  ];
}
