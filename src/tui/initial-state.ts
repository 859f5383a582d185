import type { Part } from './facts.ts';
import type { DashboardState, ListState, Setup, UiState } from './state.ts';

const nothing: Part<never> = { latest: undefined, trouble: undefined };
const plainList: ListState = { selectedId: undefined, sort: undefined, filter: '' };

/** Before anything has been heard. `size` of a terminal that says none is 80x24. */
export function initialState({
  setup,
  nowMs,
  intervalMs,
  writes,
  size = { columns: 80, rows: 24 },
}: {
  readonly setup: Setup;
  readonly nowMs: number;
  readonly intervalMs: number;
  readonly writes: UiState['writes'];
  readonly size?: UiState['size'];
}): DashboardState {
  return {
    nowMs,
    setup,
    connection: { type: 'connecting', sinceMs: nowMs },
    cluster: nothing,
    recordings: [],
    load: nothing,
    events: nothing,
    keys: nothing,
    raft: nothing,
    nodeDetail: nothing,
    keyDetail: nothing,
    ui: {
      view: 'nodes',
      size,
      intervalMs,
      writes,
      position: { type: 'live' },
      loadNodeId: undefined,
      lists: { nodes: plainList, events: plainList, keys: plainList, raft: plainList },
      keys: { prefix: '', layout: 'tree', anchor: { type: 'first' }, values: 'hidden' },
      wide: false,
      detail: undefined,
      dialog: undefined,
      prompt: undefined,
      pager: undefined,
      notice: undefined,
    },
  };
}
