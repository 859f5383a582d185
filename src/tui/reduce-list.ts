import type { Movement, UiAction } from './actions.ts';
import { withList, withNotice, withUi } from './change-ui.ts';
import type { KeysAnchor } from './facts.ts';
import { nameOf } from './key-columns.ts';
import { listOf, shownEntries } from './lists.ts';
import type { DashboardState, ListView, Prompt } from './state.ts';
import { delimiter } from './wanted.ts';

type ListAction = Extract<
  UiAction,
  {
    readonly type:
      | 'selectionMoved'
      | 'selected'
      | 'sorted'
      | 'sortReversed'
      | 'promptOpened'
      | 'promptEdited'
      | 'promptAccepted'
      | 'prefixEntered'
      | 'prefixLeft'
      | 'keysLayoutToggled'
      | 'valuesToggled';
  }
>;

/** Selecting, sorting and filtering rows, and walking through the keys. */
export function reduceList(state: DashboardState, action: ListAction): DashboardState {
  const { ui } = state;
  switch (action.type) {
    case 'selectionMoved':
      return ui.view === 'load' ? state : moved(state, ui.view, action);
    case 'selected':
      return withList(state, action.view, { selectedId: action.id });
    case 'sorted':
      return sorted(state, action.view, action.column);
    case 'sortReversed':
      return ui.view === 'load' ? state : reversed(state, ui.view);
    case 'promptOpened':
      return opened(state, action.prompt);
    case 'promptEdited':
      return edited(state, action);
    case 'promptAccepted':
      return withUi(state, { prompt: undefined });
    case 'prefixEntered':
      return walked(state, action.prefix, undefined);
    case 'prefixLeft':
      return leftPrefix(state);
    case 'keysLayoutToggled': {
      const layout = ui.keys.layout === 'tree' ? 'flat' : 'tree';
      return withUi(state, { keys: { ...ui.keys, layout, anchor: { type: 'first' } } });
    }
    case 'valuesToggled': {
      const values = ui.keys.values === 'hidden' ? 'shown' : 'hidden';
      return withUi(state, { keys: { ...ui.keys, values } });
    }
  }
}

/** What Esc does to a prompt: a filter is again as it was. */
export function withoutPrompt(state: DashboardState, { type, before }: Prompt): DashboardState {
  const closed = withUi(state, { prompt: undefined });
  const { view } = state.ui;
  if (type === 'command' || view === 'load') return closed;
  return withList(closed, view, { filter: before });
}

/** One "/" up, with the group that was left selected. The same state at the top. */
export function leftPrefix(state: DashboardState): DashboardState {
  const { prefix } = state.ui.keys;
  if (prefix === '') return state;
  const end = prefix.lastIndexOf(delimiter, prefix.length - delimiter.length - 1);
  const parent = end < 0 ? '' : prefix.slice(0, end + delimiter.length);
  return walked(state, parent, `group ${prefix}`);
}

function walked(
  state: DashboardState,
  prefix: string,
  selectedId: string | undefined,
): DashboardState {
  const keys = { ...state.ui.keys, prefix, anchor: { type: 'first' } as const };
  return withList(withUi(state, { keys }), 'keys', { selectedId, filter: '' });
}

function moved(
  state: DashboardState,
  view: ListView,
  { to, page }: { readonly to: Movement; readonly page: number },
): DashboardState {
  const { ids, selectedIndex } = listOf(state, view);
  if (view === 'keys' && (to === 'first' || to === 'last')) {
    const keys = { ...state.ui.keys, anchor: { type: to } };
    const selectedId = shownEnd(state, to);
    return withList(withUi(state, { keys }), view, { selectedId });
  }
  const index = movedIndex(selectedIndex, ids.length, { to, page });
  const next = withList(state, view, { selectedId: ids[index] });
  return view === 'keys' ? withAnchorFor(next, { index, to, page }) : next;
}

/** Undefined while there is another page to come whose end is to be selected. */
function shownEnd(state: DashboardState, to: 'first' | 'last'): string | undefined {
  const page = state.keys.latest?.value;
  const isThere = to === 'first' ? page?.earlier === false : page?.more === false;
  return isThere ? listOf(state, 'keys').ids.at(to === 'first' ? 0 : -1) : undefined;
}

function movedIndex(
  from: number,
  length: number,
  { to, page }: { readonly to: Movement; readonly page: number },
): number {
  const steps: Readonly<Record<Movement, number>> = {
    up: -1,
    down: 1,
    pageUp: -page,
    pageDown: page,
    first: -length,
    last: length,
  };
  return Math.min(Math.max(from + steps[to], 0), length - 1);
}

/** Near the end of what is loaded, the window moves on so that half of it stays. */
function withAnchorFor(
  state: DashboardState,
  { index, to, page }: { readonly index: number; readonly to: Movement; readonly page: number },
): DashboardState {
  const loaded = state.keys.latest?.value;
  const entries = shownEntries(state);
  if (loaded === undefined || entries.length === 0) return state;
  const isDown = to === 'down' || to === 'pageDown';
  const near = Math.ceil(page / 2);
  let anchor: KeysAnchor | undefined;
  if (isDown && loaded.more && index >= entries.length - near) {
    const first = entries[Math.max(entries.length - page, 0)];
    anchor = first && { type: 'from', key: nameOf(first) };
  }
  if (!isDown && loaded.earlier && index < near) {
    const end = entries[Math.min(page, entries.length - 1)];
    anchor = end && { type: 'before', key: nameOf(end) };
  }
  return anchor === undefined ? state : withUi(state, { keys: { ...state.ui.keys, anchor } });
}

function sorted(state: DashboardState, view: ListView, column: string | undefined): DashboardState {
  const sort =
    column === undefined
      ? undefined
      : { column, direction: listOf(state, view).directionOf(column) };
  return withUi(withList(state, view, { sort }), { dialog: undefined });
}

function reversed(state: DashboardState, view: ListView): DashboardState {
  const { sort } = state.ui.lists[view];
  if (sort === undefined) return withNotice(state, 'info', 's chooses what to sort by first');
  const direction = sort.direction === 'up' ? 'down' : 'up';
  return withList(state, view, { sort: { ...sort, direction } });
}

function opened(state: DashboardState, type: Prompt['type']): DashboardState {
  const { view, lists } = state.ui;
  if (type === 'command') {
    return withUi(state, { prompt: { type, text: '', cursor: 0, before: '' } });
  }
  if (view === 'load') return withNotice(state, 'info', 'there are no rows to filter here');
  const text = lists[view].filter;
  return withUi(state, { prompt: { type, text, cursor: [...text].length, before: text } });
}

function edited(
  state: DashboardState,
  { text, cursor }: { readonly text: string; readonly cursor: number },
): DashboardState {
  const { prompt, view } = state.ui;
  if (prompt === undefined) return state;
  const typed = withUi(state, { prompt: { ...prompt, text, cursor } });
  if (prompt.type === 'command' || view === 'load') return typed;
  return withList(typed, view, { filter: text });
}
