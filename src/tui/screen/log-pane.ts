import { drawable } from '../drawable.ts';
import { troubleText } from '../header.ts';
import { logColumns } from '../peer-columns.ts';
import type { DashboardState } from '../state.ts';
import { cellGap, fitTable } from '../table.ts';
import type { Pane } from './panes.ts';
import { type Line, plain } from './span.ts';

/** The last entries of the leader's log, newest first, without what they hold. */
export function logPane(
  state: DashboardState,
  { width, height }: { readonly width: number; readonly height: number },
): Pane {
  const { latest } = state.raft;
  const trouble = troubleText(state.raft, state);
  const below = trouble === undefined ? [] : [plain(` ${trouble}`, 'bad')];
  if (latest === undefined) {
    const lines = below.length > 0 ? below : [plain(' waiting for an answer', 'dim')];
    return { title: plain('Log '), lines };
  }
  const { nodeId, firstIndex, entries } = latest.value;
  const { charset } = state.setup;
  const shown = Math.max(height - 1 - below.length, 0);
  const table = fitTable(logColumns, {
    rows: entries.toReversed().slice(0, shown),
    idOf: ({ index }) => `${index}`,
    width: width - 2,
    charset,
    wide: true,
  });
  const lines: readonly Line[] = [
    plain(` ${table.header.join(cellGap)}`, 'dim'),
    ...table.rows.map(({ cells }) => [
      { text: ' ' },
      ...cells.flatMap((cell, at) => (at === 0 ? [cell] : [{ text: cellGap }, cell])),
    ]),
    ...below,
  ];
  return { title: plain(`Log of ${drawable(nodeId, charset)}, from ${firstIndex} on `), lines };
}
