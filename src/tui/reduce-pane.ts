import type { Movement, UiAction } from './actions.ts';
import { withList, withNotice, withUi } from './change-ui.ts';
import { isUnderWay } from './reduce-dialog.ts';
import { leftPrefix, withoutPrompt } from './reduce-list.ts';
import { shownPicture } from './shown.ts';
import { type DashboardState, type Detail, valueFormats, views } from './state.ts';

const limits = { pagerLinesMax: 5000 } as const;

/** What the interval can be, in milliseconds. */
const intervalsMs = [500, 1000, 2000, 5000, 10_000, 30_000, 60_000] as const;

const empty = { latest: undefined, trouble: undefined } as const;

type PaneAction = Extract<
  UiAction,
  {
    readonly type:
      | 'resized'
      | 'viewChosen'
      | 'viewStepped'
      | 'intervalChanged'
      | 'writesToggled'
      | 'freezeToggled'
      | 'stepped'
      | 'loadNodeStepped'
      | 'wideToggled'
      | 'detailOpened'
      | 'formatStepped'
      | 'scrolled'
      | 'pagerOpened'
      | 'pagerWritten'
      | 'pagerEnded'
      | 'noticed';
  }
>;

/** Which pane is shown, of which moment, and how far it is scrolled. */
export function reducePane(state: DashboardState, action: PaneAction): DashboardState {
  const { ui } = state;
  switch (action.type) {
    case 'resized':
      return withUi(state, { size: { columns: action.columns, rows: action.rows } });
    case 'viewChosen':
      return withUi(state, { view: action.view, detail: undefined });
    case 'viewStepped': {
      const index = (views.indexOf(ui.view) + action.by + views.length) % views.length;
      return withUi(state, { view: views[index] ?? ui.view, detail: undefined });
    }
    case 'intervalChanged':
      return withUi(state, { intervalMs: nextInterval(ui.intervalMs, action.by) });
    case 'writesToggled':
      return withUi(state, { writes: ui.writes === 'off' ? 'on' : 'off' });
    case 'freezeToggled':
      return ui.position.type === 'frozen'
        ? withUi(state, { position: { type: 'live' } })
        : frozen(state, 0);
    case 'stepped':
      return frozen(state, action.by);
    case 'loadNodeStepped':
      return withUi(state, { loadNodeId: nextLoadNode(state) });
    case 'wideToggled':
      return withUi(state, { wide: !ui.wide });
    case 'detailOpened':
      return openedDetail(state, action.detail);
    case 'formatStepped':
      return withNextFormat(state);
    case 'scrolled':
      return scrolled(state, action);
    case 'pagerOpened': {
      const { title } = action;
      return withUi(state, {
        pager: { title, lines: [], status: { type: 'running' }, scroll: 0 },
      });
    }
    case 'pagerWritten': {
      if (ui.pager === undefined) return state;
      const lines = [...ui.pager.lines, ...action.lines].slice(0, limits.pagerLinesMax);
      return withUi(state, { pager: { ...ui.pager, lines } });
    }
    case 'pagerEnded': {
      if (ui.pager === undefined) return state;
      const status = { type: 'done', exitCode: action.exitCode } as const;
      return withUi(state, { pager: { ...ui.pager, status } });
    }
    case 'noticed':
      return withNotice(state, action.notice.severity, action.notice.text);
  }
}

/** Esc: one thing at a time, what lies on top first. */
export function dismiss(state: DashboardState): DashboardState {
  const { prompt, dialog, pager, detail, view, lists, position } = state.ui;
  if (isUnderWay(state)) return state;
  if (prompt !== undefined) return withoutPrompt(state, prompt);
  if (dialog !== undefined) return withUi(state, { dialog: undefined });
  if (pager !== undefined) return withUi(state, { pager: undefined });
  if (detail !== undefined) return withUi(state, { detail: undefined });
  if (view !== 'load' && lists[view].filter !== '') return withList(state, view, { filter: '' });
  if (view === 'keys' && state.ui.keys.prefix !== '') return leftPrefix(state);
  return position.type === 'frozen' ? withUi(state, { position: { type: 'live' } }) : state;
}

function nextInterval(intervalMs: number, by: 1 | -1): number {
  const next =
    by > 0
      ? intervalsMs.find((ms) => ms > intervalMs)
      : intervalsMs.findLast((ms) => ms < intervalMs);
  return next ?? intervalMs;
}

function frozen(state: DashboardState, by: 1 | -1 | 0): DashboardState {
  const { recordings } = state;
  const shown = shownPicture(state);
  if (shown === undefined) return withNotice(state, 'info', 'nothing has been recorded yet');
  const at = recordings.findLastIndex(({ atMs }) => atMs <= shown.atMs);
  const index = Math.min(Math.max(at + by, 0), recordings.length - 1);
  const frozenAtMs = by === 0 ? shown.atMs : (recordings[index]?.atMs ?? shown.atMs);
  return withUi(state, { position: { type: 'frozen', frozenAtMs } });
}

function nextLoadNode({ ui, load }: DashboardState): string | undefined {
  const ids = [...(load.latest?.value.keys() ?? [])].toSorted();
  return ui.loadNodeId === undefined ? ids[0] : ids[ids.indexOf(ui.loadNodeId) + 1];
}

/** What was known of another node or key must not be shown under the new name. */
function openedDetail(state: DashboardState, detail: Detail): DashboardState {
  const part = detail.type === 'node' ? 'nodeDetail' : 'keyDetail';
  return withUi({ ...state, [part]: empty }, { detail });
}

function withNextFormat(state: DashboardState): DashboardState {
  const { detail } = state.ui;
  if (detail?.type !== 'key') return state;
  const next = (valueFormats.indexOf(detail.format) + 1) % valueFormats.length;
  const format = valueFormats[next] ?? detail.format;
  return withUi(state, { detail: { ...detail, format, scroll: 0 } });
}

interface Scrolling {
  readonly to: Movement;
  readonly page: number;
  readonly lines: number;
}

function scrolled(state: DashboardState, scrolling: Scrolling): DashboardState {
  const { dialog, pager, detail } = state.ui;
  if (dialog !== undefined) {
    if (dialog.type !== 'help') return state;
    const scroll = scrollOf(dialog.scroll, scrolling);
    return withUi(state, { dialog: { ...dialog, scroll } });
  }
  if (pager !== undefined) {
    return withUi(state, { pager: { ...pager, scroll: scrollOf(pager.scroll, scrolling) } });
  }
  if (detail === undefined) return state;
  return withUi(state, { detail: { ...detail, scroll: scrollOf(detail.scroll, scrolling) } });
}

function scrollOf(scroll: number, { to, page, lines }: Scrolling): number {
  const steps: Readonly<Record<Movement, number>> = {
    up: -1,
    down: 1,
    pageUp: -page,
    pageDown: page,
    first: -lines,
    last: lines,
  };
  return Math.max(Math.min(scroll + steps[to], lines - page), 0);
}
