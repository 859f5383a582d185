import type { DashboardState, ListState, ListView, Notice, UiState } from './state.ts';

const limits = { noticeMs: 5000 } as const;

export function withUi(state: DashboardState, change: Partial<UiState>): DashboardState {
  return { ...state, ui: { ...state.ui, ...change } };
}

export function withList(
  state: DashboardState,
  view: ListView,
  change: Partial<ListState>,
): DashboardState {
  const list = { ...state.ui.lists[view], ...change };
  return withUi(state, { lists: { ...state.ui.lists, [view]: list } });
}

/** One line that goes away by itself. */
export function withNotice(
  state: DashboardState,
  severity: Notice['severity'],
  text: string,
): DashboardState {
  return withUi(state, { notice: { text, severity, untilMs: state.nowMs + limits.noticeMs } });
}
