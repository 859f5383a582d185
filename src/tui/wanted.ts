import type { KeysQuery } from './facts.ts';
import type { DashboardState } from './state.ts';

const limits = { rowsMin: 10, rowsMax: 200 } as const;

/** Stands between the parts of a key, for the tree of the keys pane. */
export const delimiter = '/';

/** What the source asks for beside what is always shown; undefined: nothing of this kind. */
export interface Wanted {
  readonly keys: KeysQuery | undefined;
  readonly raft: true | undefined;
  readonly nodeDetail: string | undefined;
  readonly keyDetail: string | undefined;
}

/** For who shows no panes. */
export const nothingWanted: Wanted = {
  keys: undefined,
  raft: undefined,
  nodeDetail: undefined,
  keyDetail: undefined,
};

/** A terminal at least as large has room for the keys under every other list. */
export const roomySize = { columns: 100, rows: 30 } as const;

/** Follows from what is on the screen. */
export function wantedOf({ ui }: DashboardState): Wanted {
  const { view, detail, size } = ui;
  const isRoomy = size.columns >= roomySize.columns && size.rows >= roomySize.rows;
  return {
    keys:
      view === 'keys' || (isRoomy && view !== 'raft') ? keysQuery(ui.keys, size.rows) : undefined,
    raft: view === 'raft' ? true : undefined,
    nodeDetail: detail?.type === 'node' ? detail.id : undefined,
    keyDetail: detail?.type === 'key' ? detail.key : undefined,
  };
}

function keysQuery(
  { prefix, layout, anchor, values }: DashboardState['ui']['keys'],
  rows: number,
): KeysQuery {
  const visible = Math.min(Math.max(rows, limits.rowsMin), limits.rowsMax);
  return { prefix, layout, anchor, rows: visible, values };
}
