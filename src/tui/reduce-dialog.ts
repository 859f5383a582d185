import type { UiAction } from './actions.ts';
import { withNotice, withUi } from './change-ui.ts';
import type { Change } from './facts.ts';
import type { Confirmation, DashboardState } from './state.ts';

type DialogAction = Extract<
  UiAction,
  {
    readonly type:
      | 'helpOpened'
      | 'sortOpened'
      | 'nodeActionsOpened'
      | 'choiceMoved'
      | 'changeProposed'
      | 'consequenceKnown'
      | 'consequenceUnknown'
      | 'answerToggled'
      | 'answerTyped'
      | 'changeStarted'
      | 'changeDone'
      | 'changeFailed';
  }
>;

export function reduceDialog(state: DashboardState, action: DialogAction): DashboardState {
  switch (action.type) {
    case 'helpOpened':
      return withUi(state, { dialog: { type: 'help', scroll: 0 } });
    case 'sortOpened':
      return withUi(state, { dialog: { type: 'sort', columns: action.columns, chosen: 0 } });
    case 'nodeActionsOpened':
      return withUi(state, {
        dialog: { type: 'nodeActions', nodeId: action.nodeId, chosen: 0 },
      });
    case 'choiceMoved':
      return chosen(state, action);
    case 'changeProposed':
      return proposed(state, action.change);
    case 'consequenceKnown':
      return withConfirmation(state, action.change, {
        consequence: {
          latest: { value: action.consequence, atMs: state.nowMs },
          trouble: undefined,
        },
      });
    case 'consequenceUnknown': {
      const { message } = action;
      const trouble = { type: 'failed', message, sinceMs: state.nowMs } as const;
      return withConfirmation(state, action.change, {
        consequence: { latest: undefined, trouble },
      });
    }
    case 'answerToggled':
      return answered(state, ({ choice }) => ({
        choice: choice === 'cancel' ? 'confirm' : 'cancel',
      }));
    case 'answerTyped':
      return answered(state, () => ({ typed: action.text }));
    case 'changeStarted':
      return answered(state, (confirmation) =>
        isConfirmed(confirmation) ? { progress: { type: 'running' } } : {},
      );
    case 'changeDone':
      return withNotice(withUi(state, { dialog: undefined }), 'info', action.text);
    case 'changeFailed':
      return failed(state, action.message);
  }
}

/** The operator has chosen it and, where that is asked for, typed the name. */
export function isConfirmed({ choice, mustType, typed }: Confirmation): boolean {
  return choice === 'confirm' && (mustType === undefined || typed === mustType);
}

/** The answer to a change that is under way cannot be taken back: its dialog stays until it has come. */
export function isUnderWay({ ui: { dialog } }: DashboardState): boolean {
  return dialog?.type === 'confirm' && dialog.confirmation.progress.type === 'running';
}

function chosen(
  state: DashboardState,
  { by, count }: { readonly by: number; readonly count: number },
): DashboardState {
  const { dialog } = state.ui;
  if (dialog?.type !== 'sort' && dialog?.type !== 'nodeActions') return state;
  const index = Math.min(Math.max(dialog.chosen + by, 0), Math.max(count - 1, 0));
  return withUi(state, { dialog: { ...dialog, chosen: index } });
}

function proposed(state: DashboardState, change: Change): DashboardState {
  if (state.ui.writes === 'off') return withNotice(state, 'warning', 'read-only: W allows changes');
  if (state.ui.position.type === 'frozen') {
    return withNotice(state, 'warning', 'frozen: z shows the present, which changes are about');
  }
  const confirmation: Confirmation = {
    change,
    consequence: { latest: undefined, trouble: undefined },
    mustType: state.setup.isProduction ? state.setup.clusterName : undefined,
    typed: '',
    choice: 'cancel',
    progress: { type: 'asking' },
  };
  return withUi(state, { dialog: { type: 'confirm', confirmation } });
}

/** Of this very change: an answer may come when its dialog is long closed. */
function withConfirmation(
  state: DashboardState,
  change: Change,
  fields: Partial<Confirmation>,
): DashboardState {
  const { dialog } = state.ui;
  if (dialog?.type !== 'confirm' || dialog.confirmation.change !== change) return state;
  const confirmation = { ...dialog.confirmation, ...fields };
  return withUi(state, { dialog: { type: 'confirm', confirmation } });
}

function answered(
  state: DashboardState,
  fieldsOf: (confirmation: Confirmation) => Partial<Confirmation>,
): DashboardState {
  const { dialog } = state.ui;
  if (dialog?.type !== 'confirm' || isUnderWay(state)) return state;
  const { confirmation } = dialog;
  return withConfirmation(state, confirmation.change, fieldsOf(confirmation));
}

function failed(state: DashboardState, message: string): DashboardState {
  const { dialog } = state.ui;
  if (dialog?.type !== 'confirm') return withNotice(state, 'warning', message);
  return withConfirmation(state, dialog.confirmation.change, {
    progress: { type: 'failed', message },
    choice: 'cancel',
  });
}
