import { drawable } from '../drawable.ts';
import type { List } from '../lists.ts';
import { type DashboardState, type ListView, type View, views } from '../state.ts';
import type { Line } from './span.ts';

const names: Readonly<Record<View, string>> = {
  nodes: 'Nodes',
  load: 'Load',
  events: 'Events',
  keys: 'Keys',
  raft: 'Raft',
};

/** The number that shows the view, its name, and how its rows are chosen and sorted. */
export function paneTitle(state: DashboardState, view: ListView, list: List): Line {
  return [...viewName(state, view), ...remarks(state, view, list)];
}

export function viewName({ ui }: DashboardState, view: View): Line {
  const text = `${views.indexOf(view) + 1} ${names[view]}`;
  const isActive = ui.view === view && ui.detail === undefined;
  return [{ text, bold: isActive, tone: isActive ? 'leader' : 'normal' }, { text: ' ' }];
}

function remarks(state: DashboardState, view: ListView, { ids, total }: List): Line {
  const { sort, filter } = state.ui.lists[view];
  const { charset } = state.setup;
  const texts = [
    ...(view === 'keys' ? keysRemarks(state) : []),
    ...(filter === '' ? [] : [`/${filter} ${ids.length} of ${total}`]),
    ...(sort === undefined
      ? []
      : [`by ${sort.column}, ${sort.direction === 'up' ? 'rising' : 'falling'}`]),
  ];
  if (texts.length === 0) return [];
  return [{ text: `${drawable(texts.join(', '), charset)} `, tone: 'warning' }];
}

function keysRemarks({ ui, keys }: DashboardState): readonly string[] {
  const page = keys.latest?.value;
  const total = page?.query.prefix === ui.keys.prefix ? page.total : undefined;
  const below = ui.keys.prefix === '' ? [] : [ui.keys.prefix];
  const amount = total === undefined ? [] : [total === 1 ? '1 key' : `${total} keys`];
  const hidden = ui.keys.values === 'hidden' ? ['values hidden'] : [];
  return [...below, ...amount, ...hidden];
}
