import { listOf } from '../lists.ts';
import type { DashboardState, View } from '../state.ts';
import { roomySize } from '../wanted.ts';

const limits = {
  compact: { columns: 60, rows: 15 },
  line: { columns: 40, rows: 8 },
  /** Less, and the strip gives its lines to the lists. */
  stripRowsMin: 20,
  nodesRowsMin: 5,
} as const;

/**
 * How the screen is divided. Every height is in lines without borders. The frame is one line shorter than
 * the terminal: one as tall would scroll it.
 */
export type Layout =
  | { readonly type: 'line'; readonly width: number }
  | { readonly type: 'compact'; readonly width: number; readonly bodyRows: number }
  | {
      readonly type: 'full';
      readonly width: number;
      /** Between header and footer, borders included. */
      readonly bodyRows: number;
      readonly nodesRows: number;
      /** 0: there is none. Roomy: beside the events. */
      readonly stripRows: number;
      readonly isRoomy: boolean;
      /** The pane below: of the chosen view, or what is shown under the nodes. */
      readonly restRows: number;
    };

export function layoutOf(state: DashboardState): Layout {
  const { columns: width, rows } = state.ui.size;
  const height = Math.max(rows - 1, 1);
  if (width < limits.line.columns || rows < limits.line.rows) return { type: 'line', width };
  const bodyRows = height - 2;
  if (width < limits.compact.columns || rows < limits.compact.rows) {
    return { type: 'compact', width, bodyRows };
  }
  return fullLayout(state, { width, rows, bodyRows });
}

function fullLayout(
  state: DashboardState,
  {
    width,
    rows,
    bodyRows,
  }: { readonly width: number; readonly rows: number; readonly bodyRows: number },
): Layout {
  const { view } = state.ui;
  const isRoomy = width >= roomySize.columns && rows >= roomySize.rows;
  const stripRows = stripRowsOf(view, rows, isRoomy);
  const borders = stripRows === 0 ? 3 : 4;
  const room = bodyRows - borders - stripRows;
  const most = Math.max(limits.nodesRowsMin, Math.floor(room / 3));
  const nodes = Math.max(listOf(state, 'nodes').ids.length, 1);
  const nodesRows = Math.min(1 + nodes, most + 1, Math.max(room - 2, 2));
  const restRows = room - nodesRows;
  return { type: 'full', width, bodyRows, nodesRows, stripRows, isRoomy, restRows };
}

function stripRowsOf(view: View, rows: number, isRoomy: boolean): number {
  if (view === 'load' || view === 'raft' || rows < limits.stripRowsMin) return 0;
  if (isRoomy) return 5;
  return 2;
}

/** Rows of the chosen list that are visible, for PgUp and PgDn. */
export function listPageOf(state: DashboardState): number {
  const layout = layoutOf(state);
  if (layout.type === 'line') return 1;
  const { view } = state.ui;
  const rows =
    layout.type === 'compact'
      ? layout.bodyRows
      : view === 'nodes'
        ? layout.nodesRows
        : view === 'raft'
          ? peersRowsOf(layout.restRows)
          : layout.restRows;
  return Math.max(rows - 1, 1);
}

/** Lines that a detail, the help or the pager can show. */
export function scrollPageOf(state: DashboardState): number {
  const layout = layoutOf(state);
  switch (layout.type) {
    case 'line':
      return 1;
    case 'compact':
      return layout.bodyRows;
    case 'full':
      return layout.bodyRows - 2;
  }
}

/** Of the lines of the Raft view, what the followers have; the rest and a border are the log's. */
export function peersRowsOf(restRows: number): number {
  return Math.max(Math.min(5, Math.floor(restRows / 2)), 2);
}
