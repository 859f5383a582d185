import { eventColumns } from './event-columns.ts';
import type { KeyEntry } from './facts.ts';
import { keyColumns, nameOf } from './key-columns.ts';
import { nodeColumns } from './node-columns.ts';
import { peerColumns } from './peer-columns.ts';
import { shownAtMs, shownEvents, shownPicture } from './shown.ts';
import type { DashboardState, ListView } from './state.ts';
import { type Column, filterRows, fitTable, sortRows, type Table } from './table.ts';

/** The rows of a view as they are sorted and filtered, and which of them is selected. */
export interface List {
  readonly ids: readonly string[];
  /** -1: there are no rows. */
  readonly selectedIndex: number;
  /** Rows without the filter. */
  readonly total: number;
  readonly sortColumns: readonly string[];
  /** Where sorting by a column begins: numbers with the largest, texts with the first. */
  readonly directionOf: (column: string) => 'up' | 'down';
  /** Of the rows `from` to before `to`. */
  readonly tableOf: (window: TableWindow) => Table;
}

export interface TableWindow {
  /** Cells of the terminal for a line. */
  readonly width: number;
  readonly from: number;
  readonly to: number;
}

export function listOf(state: DashboardState, view: ListView): List {
  switch (view) {
    case 'nodes': {
      const picture = shownPicture(state);
      const columns = nodeColumns({
        connectedId: picture?.connectedId,
        nowMs: shownAtMs(state),
        charset: state.setup.charset,
      });
      return build(state, view, { rows: picture?.nodes ?? [], columns, idOf: ({ id }) => id });
    }
    case 'events':
      return build(state, view, {
        rows: shownEvents(state),
        columns: eventColumns,
        idOf: ({ id }) => id,
      });
    case 'keys': {
      const columns = keyColumns(state.ui.keys.prefix, state.nowMs);
      return build(state, view, { rows: shownEntries(state), columns, idOf: entryId });
    }
    case 'raft': {
      const rows = shownPicture(state)?.peers ?? [];
      return build(state, view, { rows, columns: peerColumns, idOf: ({ id }) => id });
    }
  }
}

/** Unlike a name it tells a key "a/" from the group "a/". */
export function entryId(entry: KeyEntry): string {
  return `${entry.type} ${nameOf(entry)}`;
}

/** What is selected in the keys pane. */
export function selectedEntry(state: DashboardState): KeyEntry | undefined {
  const { ids, selectedIndex } = listOf(state, 'keys');
  return shownEntries(state).find((entry) => entryId(entry) === ids[selectedIndex]);
}

/** None while the page is of another prefix than the one that was entered. */
export function shownEntries({ keys, ui }: DashboardState): readonly KeyEntry[] {
  const page = keys.latest?.value;
  const { prefix, layout } = ui.keys;
  if (page?.query.prefix !== prefix || page.query.layout !== layout) return [];
  return page.entries;
}

/** The first of the rows that are visible when the selected one is kept in the middle. */
export function firstVisible({ ids, selectedIndex }: List, height: number): number {
  const last = Math.max(ids.length - height, 0);
  return Math.min(Math.max(selectedIndex - Math.floor(height / 2), 0), last);
}

interface Source<Row> {
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly idOf: (row: Row) => string;
}

function build<Row>(
  state: DashboardState,
  view: ListView,
  { rows, columns, idOf }: Source<Row>,
): List {
  const { sort, filter } = state.ui.lists[view];
  const listed = sortRows(filterRows(rows, columns, filter), columns, sort);
  const ids = listed.map(idOf);
  const named = columns.filter(({ name }) => name !== '');
  return {
    ids,
    selectedIndex: selectedIndexOf(state, view, ids),
    total: rows.length,
    sortColumns: named.map(({ name }) => name),
    directionOf: (column) =>
      columns.find(({ name }) => name === column)?.align === 'right' ? 'down' : 'up',
    tableOf: ({ width, from, to }) =>
      fitTable(columns, {
        rows: listed.slice(from, to),
        idOf,
        width,
        charset: state.setup.charset,
        wide: state.ui.wide,
      }),
  };
}

/** Who is gone hands the selection to the first row; at the end of all keys, to the last. */
function selectedIndexOf({ ui }: DashboardState, view: ListView, ids: readonly string[]): number {
  const { selectedId } = ui.lists[view];
  const index = selectedId === undefined ? -1 : ids.indexOf(selectedId);
  if (index >= 0 || ids.length === 0) return index;
  return view === 'keys' && ui.keys.anchor.type === 'last' ? ids.length - 1 : 0;
}
