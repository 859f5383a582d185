import type { UiAction } from '../actions.ts';
import { nameOf } from '../key-columns.ts';
import { listOf, selectedEntry } from '../lists.ts';
import { formatTimeOfDay } from '../quantity.ts';
import { shownEvents } from '../shown.ts';
import { type DashboardState, views } from '../state.ts';
import { changeIntents } from './change-intents.ts';
import type { Intent } from './intents.ts';
import { listPageOf } from './layout.ts';
import { movementOf } from './movement-of.ts';
import type { Press } from './presses.ts';
import { selectedKey, selectedNodeId } from './selected.ts';

/** In a view, and where a detail has no meaning of its own for the key. */
export function listIntents(state: DashboardState, press: Press): readonly Intent[] {
  const to = movementOf(press);
  if (to !== undefined) return [{ type: 'selectionMoved', to, page: listPageOf(state) }];
  if (press.type === 'named') return namedIntents(state, press.name);
  if (press.type === 'ctrl') {
    return press.letter === 'd' ? changeIntents(state, 'ctrl-d') : [];
  }
  const { character } = press;
  const view = views[Number(character) - 1];
  if (view !== undefined) return [{ type: 'viewChosen', view }];
  const fixed = fixedIntents.get(character);
  if (fixed !== undefined) return [fixed];
  return characterIntents(state, character);
}

const fixedIntents: ReadonlyMap<string, Intent> = new Map<string, Intent>([
  ['q', { type: 'quit' }],
  ['?', { type: 'helpOpened' }],
  ['h', { type: 'helpOpened' }],
  ['/', { type: 'promptOpened', prompt: 'filter' }],
  [':', { type: 'promptOpened', prompt: 'command' }],
  ['r', { type: 'sortReversed' }],
  ['z', { type: 'freezeToggled' }],
  ['[', { type: 'stepped', by: -1 }],
  [']', { type: 'stepped', by: 1 }],
  ['+', { type: 'intervalChanged', by: 1 }],
  ['=', { type: 'intervalChanged', by: 1 }],
  ['-', { type: 'intervalChanged', by: -1 }],
  ['w', { type: 'wideToggled' }],
  ['W', { type: 'writesToggled' }],
  ['v', { type: 'valuesToggled' }],
  ['n', { type: 'loadNodeStepped' }],
]);

function namedIntents(state: DashboardState, name: string): readonly Intent[] {
  switch (name) {
    case 'tab':
      return [{ type: 'viewStepped', by: 1 }];
    case 'shift-tab':
      return [{ type: 'viewStepped', by: -1 }];
    case 'enter':
    case 'right':
      return state.ui.detail === undefined ? openIntents(state) : [];
    case 'left':
    case 'backspace':
      if (state.ui.detail !== undefined) return [{ type: 'dismissed' }];
      return state.ui.view === 'keys' ? [{ type: 'prefixLeft' }] : [];
    default:
      return [];
  }
}

/** Enter: into what is selected. */
function openIntents(state: DashboardState): readonly Intent[] {
  switch (state.ui.view) {
    case 'nodes':
    case 'raft': {
      const id = selectedNodeId(state);
      return id === undefined
        ? []
        : [{ type: 'detailOpened', detail: { type: 'node', id, scroll: 0 } }];
    }
    case 'keys': {
      const entry = selectedEntry(state);
      if (entry === undefined) return [];
      if (entry.type === 'group') return [{ type: 'prefixEntered', prefix: entry.prefix }];
      const detail = { type: 'key', key: entry.key, format: 'auto', scroll: 0 } as const;
      return [{ type: 'detailOpened', detail }];
    }
    case 'events':
      return eventIntents(state);
    case 'load':
      return [];
  }
}

/** The pager has room for what a row cuts off. */
function eventIntents(state: DashboardState): readonly Intent[] {
  const { ids, selectedIndex } = listOf(state, 'events');
  const event = shownEvents(state).find(({ id }) => id === ids[selectedIndex]);
  if (event === undefined) return [];
  const lines = [
    event.text,
    ...(event.cause === undefined ? [] : [`cause: ${event.cause}`]),
    `seen by: ${event.tellers.join(' ')}`,
  ];
  return [
    { type: 'pagerOpened', title: `${formatTimeOfDay(event.timeMs)} ${event.type}` },
    { type: 'pagerWritten', lines },
    { type: 'pagerEnded', exitCode: 0 },
  ];
}

function characterIntents(state: DashboardState, character: string): readonly Intent[] {
  switch (character) {
    case 's':
      return sortIntents(state);
    case 'S':
      return state.ui.view === 'load'
        ? []
        : [{ type: 'sorted', view: state.ui.view, column: undefined }];
    case 'f':
      return formatIntents(state);
    case 'c':
      return copyIntents(state);
    case 'y': {
      const key = selectedKey(state);
      return key === undefined ? [needs('a key')] : [{ type: 'copyValue', key }];
    }
    case 'x': {
      const nodeId = selectedNodeId(state);
      return nodeId === undefined ? [needs('a node')] : [{ type: 'nodeActionsOpened', nodeId }];
    }
    case 'e':
    case 't':
      return changeIntents(state, character);
    default:
      return [];
  }
}

function sortIntents(state: DashboardState): readonly Intent[] {
  const { view } = state.ui;
  return view === 'load' ? [] : [{ type: 'sortOpened', columns: listOf(state, view).sortColumns }];
}

function formatIntents({ ui }: DashboardState): readonly Intent[] {
  if (ui.detail?.type === 'key') return [{ type: 'formatStepped' }];
  return ui.view === 'keys' ? [{ type: 'keysLayoutToggled' }] : [];
}

function copyIntents(state: DashboardState): readonly Intent[] {
  const entry = state.ui.detail === undefined ? selectedEntry(state) : undefined;
  const key = selectedKey(state) ?? (state.ui.view === 'keys' && entry ? nameOf(entry) : undefined);
  if (key !== undefined) return [{ type: 'copy', text: key, what: 'the key' }];
  const id = selectedNodeId(state);
  return id === undefined
    ? [needs('a key or a node')]
    : [{ type: 'copy', text: id, what: 'the name' }];
}

function needs(what: string): UiAction {
  return { type: 'noticed', notice: { severity: 'info', text: `select ${what} first` } };
}
