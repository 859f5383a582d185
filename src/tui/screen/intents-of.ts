import { isConfirmed } from '../reduce-dialog.ts';
import type { DashboardState, Dialog } from '../state.ts';
import { scrollLines } from './frame.ts';
import type { Intent } from './intents.ts';
import { layoutOf, scrollPageOf } from './layout.ts';
import { listIntents } from './list-intents.ts';
import { movementOf } from './movement-of.ts';
import { nodeActions } from './node-actions.ts';
import type { Press } from './presses.ts';
import { promptIntents } from './prompt-intents.ts';

/** What a key means, asked of whatever lies on top: prompt, dialog, pager, detail, list. */
export function intentsOf(state: DashboardState, press: Press): readonly Intent[] {
  const { prompt, dialog, pager, detail } = state.ui;
  const always = everywhere(press);
  if (always !== undefined) return [always];
  if (layoutOf(state).type === 'line') return isCharacter(press, 'q') ? [{ type: 'quit' }] : [];
  if (isNamed(press, 'escape')) return [{ type: 'dismissed' }];
  if (prompt !== undefined) return promptIntents(prompt, press);
  if (dialog !== undefined) return dialogIntents(state, dialog, press);
  if (pager !== undefined || detail !== undefined) {
    const scrolled = scrollIntent(state, press);
    if (scrolled !== undefined) return [scrolled];
    if (pager !== undefined) return pagerIntents(press);
  }
  return listIntents(state, press);
}

function everywhere(press: Press): Intent | undefined {
  if (press.type !== 'ctrl') return undefined;
  switch (press.letter) {
    case 'c':
      return { type: 'quit' };
    case 'z':
      return { type: 'suspend' };
    case 'l':
      return { type: 'redraw' };
    case 's':
      return { type: 'saveFrame' };
    case 'r':
      return { type: 'reconnect' };
    default:
      return undefined;
  }
}

function dialogIntents(state: DashboardState, dialog: Dialog, press: Press): readonly Intent[] {
  switch (dialog.type) {
    case 'help': {
      const scrolled = scrollIntent(state, press);
      return [scrolled ?? { type: 'dismissed' }];
    }
    case 'sort': {
      const column = dialog.columns[dialog.chosen];
      const { view } = state.ui;
      const taken: readonly Intent[] =
        column === undefined || view === 'load' ? [] : [{ type: 'sorted', view, column }];
      return choiceIntents(press, dialog.columns.length, taken);
    }
    case 'nodeActions': {
      const actions = nodeActions(state, dialog.nodeId);
      const action = actions[dialog.chosen];
      const taken: readonly Intent[] =
        action === undefined ? [] : [{ type: 'changeProposed', change: action.change }];
      return choiceIntents(press, actions.length, taken);
    }
    case 'confirm':
      return confirmIntents(dialog, press);
  }
}

function choiceIntents(press: Press, count: number, taken: readonly Intent[]): readonly Intent[] {
  if (isNamed(press, 'enter')) return taken;
  const to = movementOf(press);
  if (to === 'up') return [{ type: 'choiceMoved', by: -1, count }];
  return to === 'down' ? [{ type: 'choiceMoved', by: 1, count }] : [];
}

function confirmIntents(
  { confirmation }: Extract<Dialog, { readonly type: 'confirm' }>,
  press: Press,
): readonly Intent[] {
  const { choice, mustType, typed } = confirmation;
  if (press.type === 'named') {
    switch (press.name) {
      case 'tab':
      case 'shift-tab':
      case 'left':
      case 'right':
        return [{ type: 'answerToggled' }];
      case 'backspace':
        return [{ type: 'answerTyped', text: [...typed].slice(0, -1).join('') }];
      case 'enter':
        if (choice === 'cancel') return [{ type: 'dismissed' }];
        return isConfirmed(confirmation) ? [{ type: 'changeStarted' }, { type: 'perform' }] : [];
      default:
        return [];
    }
  }
  if (press.type !== 'character' || mustType === undefined) return [];
  return [{ type: 'answerTyped', text: typed + press.character }];
}

function pagerIntents(press: Press): readonly Intent[] {
  if (isCharacter(press, 'q')) return [{ type: 'dismissed' }];
  return isCharacter(press, ':') ? [{ type: 'promptOpened', prompt: 'command' }] : [];
}

function scrollIntent(state: DashboardState, press: Press): Intent | undefined {
  const to = movementOf(press);
  if (to === undefined) return undefined;
  return { type: 'scrolled', to, page: scrollPageOf(state), lines: scrollLines(state).length };
}

function isNamed(press: Press, name: string): boolean {
  return press.type === 'named' && press.name === name;
}

function isCharacter(press: Press, character: string): boolean {
  return press.type === 'character' && press.character === character;
}
