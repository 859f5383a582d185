import type { Action } from './actions.ts';
import { reduceDialog } from './reduce-dialog.ts';
import { reduceList } from './reduce-list.ts';
import { reduceNews } from './reduce-news.ts';
import { dismiss, reducePane } from './reduce-pane.ts';
import type { DashboardState } from './state.ts';

/** The only thing that changes the state. Pure; gives back the same object when nothing changes. */
export function reduce(state: DashboardState, action: Action): DashboardState {
  switch (action.type) {
    case 'arrived':
      return action.news.reduce(reduceNews, withClock(state, action.nowMs));
    case 'selectionMoved':
    case 'selected':
    case 'sorted':
    case 'sortReversed':
    case 'promptOpened':
    case 'promptEdited':
    case 'promptAccepted':
    case 'prefixEntered':
    case 'prefixLeft':
    case 'keysLayoutToggled':
    case 'valuesToggled':
      return reduceList(state, action);
    case 'helpOpened':
    case 'sortOpened':
    case 'nodeActionsOpened':
    case 'choiceMoved':
    case 'changeProposed':
    case 'consequenceKnown':
    case 'consequenceUnknown':
    case 'answerToggled':
    case 'answerTyped':
    case 'changeStarted':
    case 'changeDone':
    case 'changeFailed':
      return reduceDialog(state, action);
    case 'dismissed':
      return dismiss(state);
    default:
      return reducePane(state, action);
  }
}

function withClock(state: DashboardState, nowMs: number): DashboardState {
  const { notice } = state.ui;
  if (notice === undefined || notice.untilMs > nowMs) return { ...state, nowMs };
  return { ...state, nowMs, ui: { ...state.ui, notice: undefined } };
}
