import { describe, expect, it } from 'vitest';
import {
  arrive,
  exampleDashboard,
  exampleNowMs,
  examplePicture,
} from '../../test/support/example-dashboard.ts';
import type { Action } from './actions.ts';
import type { Change, ClusterPicture, KeysPage } from './facts.ts';
import { headerCells } from './header.ts';
import { entryId, listOf, selectedEntry } from './lists.ts';
import { isConfirmed } from './reduce-dialog.ts';
import { reduce } from './reducer.ts';
import { shownPicture } from './shown.ts';
import type { DashboardState } from './state.ts';
import { wantedOf } from './wanted.ts';

const state = exampleDashboard({ size: { columns: 100, rows: 30 } });

function played(from: DashboardState, ...actions: readonly Action[]): DashboardState {
  return actions.reduce(reduce, from);
}

function pictureAt(atMs: number, change: Partial<ClusterPicture> = {}): ClusterPicture {
  return { ...examplePicture, atMs, ...change };
}

describe('what arrives', () => {
  it('is recorded once a second and for 15 minutes', () => {
    let later = state;
    for (let ms = 500; ms <= 1_000_000; ms += 500) {
      const nowMs = exampleNowMs + ms;
      later = arrive(later, nowMs, [{ type: 'picture', picture: pictureAt(nowMs) }]);
    }
    const times = later.recordings.map(({ atMs }) => atMs);
    expect(times.length).toBe(901);
    expect(times.at(-1)).toBe(exampleNowMs + 1_000_000);
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBe(900_000);
  });

  it('keeps what a pane shows when no more comes, until something comes', () => {
    const trouble = { type: 'failed', message: 'no leader', sinceMs: exampleNowMs } as const;
    const failed = arrive(state, exampleNowMs, [{ type: 'trouble', part: 'keys', trouble }]);
    expect(failed.keys).toEqual({ ...state.keys, trouble });
    const again = arrive(failed, exampleNowMs + 9000, [
      { type: 'trouble', part: 'keys', trouble: { ...trouble, sinceMs: exampleNowMs + 9000 } },
    ]);
    expect(again.keys.trouble).toEqual(trouble);
    const page = state.keys.latest?.value as KeysPage;
    expect(arrive(again, exampleNowMs, [{ type: 'keys', page }]).keys.trouble).toBeUndefined();
  });

  it('tells since when the connection is gone from the last picture on', () => {
    const gone = { type: 'disconnected', reason: 'refused', retryAtMs: 0 } as const;
    const stale = arrive(state, exampleNowMs + 3000, [gone]);
    const later = arrive(stale, exampleNowMs + 9000, [{ ...gone, retryAtMs: 7 }]);
    expect(later.connection).toEqual({
      type: 'stale',
      sinceMs: exampleNowMs,
      retryAtMs: 7,
      reason: 'refused',
    });
    expect(arrive(later, exampleNowMs, [{ type: 'connected' }]).connection).toEqual({
      type: 'live',
    });
  });

  it('adds seconds of load once, and drops those older than 15 minutes and nodes that are gone', () => {
    const load = state.load.latest?.value;
    const [first] = load?.get('n1')?.buckets ?? [];
    const second = Math.floor(exampleNowMs / 1000) + 890;
    if (first === undefined) throw new Error('the example has load');
    const bucket = { ...first, second };
    const later = arrive(state, exampleNowMs, [
      { type: 'load', nodeId: 'n1', buckets: [first, bucket, bucket] },
    ]);
    const series = later.load.latest?.value.get('n1')?.buckets ?? [];
    expect(series.length).toBe(11);
    const muchLater = arrive(later, exampleNowMs, [
      { type: 'load', nodeId: 'n3', buckets: [{ ...bucket, second: second + 900 }] },
    ]);
    expect([...(muchLater.load.latest?.value.keys() ?? [])]).toEqual(['n3']);
  });

  it('takes the notice away when its time is over', () => {
    const noticed = played(state, {
      type: 'noticed',
      notice: { text: 'done', severity: 'info' },
    });
    expect(arrive(noticed, exampleNowMs + 4999, []).ui.notice?.text).toBe('done');
    expect(arrive(noticed, exampleNowMs + 5000, []).ui.notice).toBeUndefined();
  });
});

describe('freezing', () => {
  it('shows the moment while the present is recorded, and steps between recordings', () => {
    const frozen = played(state, { type: 'freezeToggled' });
    const later = arrive(frozen, exampleNowMs + 5000, [
      { type: 'picture', picture: pictureAt(exampleNowMs + 5000, { term: 9 }) },
    ]);
    expect(shownPicture(later)?.term).toBe(7);
    const back = played(later, { type: 'stepped', by: -1 });
    expect(shownPicture(back)?.commitIndex).toBe(47_100);
    expect(shownPicture(played(back, { type: 'stepped', by: -1 }))?.commitIndex).toBe(47_100);
    const forth = played(back, ...Array(5).fill({ type: 'stepped', by: 1 }));
    expect(shownPicture(forth)?.term).toBe(9);
    expect(forth.ui.position.type).toBe('frozen');
    expect(played(forth, { type: 'freezeToggled' }).ui.position).toEqual({ type: 'live' });
  });

  it('leaves out events of later, and keeps the page of keys', () => {
    const back = played(state, { type: 'stepped', by: -1 });
    expect(listOf(back, 'events').ids.length).toBeLessThan(listOf(state, 'events').ids.length);
    const page = { ...(state.keys.latest?.value as KeysPage), revision: 99 };
    expect(arrive(back, exampleNowMs, [{ type: 'keys', page }]).keys).toBe(back.keys);
  });

  it('sorts and selects as ever', () => {
    const frozen = played(
      state,
      { type: 'freezeToggled' },
      { type: 'sorted', view: 'nodes', column: 'LAG' },
      { type: 'selectionMoved', to: 'last', page: 5 },
    );
    expect(listOf(frozen, 'nodes')).toMatchObject({
      ids: ['n3', 'n1', 'n2', 'n4'],
      selectedIndex: 3,
    });
  });
});

describe('rows', () => {
  it('stay selected by what they are when the order changes', () => {
    const selected = played(
      state,
      { type: 'selectionMoved', to: 'down', page: 5 },
      { type: 'sorted', view: 'nodes', column: 'NODE' },
      { type: 'sortReversed' },
    );
    expect(listOf(selected, 'nodes')).toMatchObject({
      ids: ['n4', 'n3', 'n2', 'n1'],
      selectedIndex: 2,
    });
  });

  it('are filtered while the filter is typed; Esc brings the filter back that was before', () => {
    const typed = played(
      state,
      { type: 'promptOpened', prompt: 'filter' },
      { type: 'promptEdited', text: 'gossip:sus', cursor: 10 },
    );
    expect(listOf(typed, 'nodes').ids).toEqual(['n3']);
    expect(listOf(played(typed, { type: 'dismissed' }), 'nodes').ids.length).toBe(4);
    const kept = played(typed, { type: 'promptAccepted' });
    expect(kept.ui.prompt).toBeUndefined();
    expect(listOf(kept, 'nodes').ids).toEqual(['n3']);
    expect(played(kept, { type: 'dismissed' }).ui.lists.nodes.filter).toBe('');
  });
});

describe('keys', () => {
  const keys = played(state, { type: 'viewChosen', view: 'keys' });

  function withPage(
    from: DashboardState,
    names: readonly string[],
    change: Partial<KeysPage> = {},
  ) {
    const query = wantedOf(from).keys;
    if (query === undefined) throw new Error('the keys are not wanted');
    const entries = names.map((key) => ({
      type: 'key' as const,
      ...{ key, revision: 1, version: 1, expiresAtMs: undefined, leaseId: 0 },
      ...{ value: undefined, changedAtMs: undefined },
    }));
    const page = { query, entries, more: true, earlier: false, revision: 1, total: 9, ...change };
    return arrive(from, exampleNowMs, [{ type: 'keys', page }]);
  }

  it('of a prefix replace those above it; leaving selects the prefix that was left', () => {
    const inside = played(keys, { type: 'prefixEntered', prefix: 'cfg/' });
    expect(wantedOf(inside).keys?.prefix).toBe('cfg/');
    expect(selectedEntry(inside)).toBeUndefined();
    const outside = played(withPage(inside, ['cfg/a']), { type: 'dismissed' });
    const page = state.keys.latest?.value as KeysPage;
    const back = arrive(outside, exampleNowMs, [{ type: 'keys', page }]);
    expect(selectedEntry(back)).toMatchObject({ type: 'group', prefix: 'cfg/' });
  });

  it('that are deeper are left one step at a time', () => {
    const deep = played(keys, { type: 'prefixEntered', prefix: 'a/b/c/' }, { type: 'prefixLeft' });
    expect(deep.ui.keys.prefix).toBe('a/b/');
    expect(played(deep, { type: 'prefixLeft' }, { type: 'prefixLeft' }).ui.keys.prefix).toBe('');
  });

  it('move the page on near its end, so that half of it stays', () => {
    const names = Array.from({ length: 20 }, (_, at) => `k${`${at}`.padStart(2, '0')}`);
    const page = withPage(played(keys, { type: 'keysLayoutToggled' }), names);
    const moved = played(page, ...Array(15).fill({ type: 'selectionMoved', to: 'down', page: 10 }));
    expect(wantedOf(moved).keys?.anchor).toEqual({ type: 'from', key: 'k10' });
    expect(selectedEntry(moved)).toMatchObject({ key: 'k15' });
    const next = withPage(moved, names.slice(10), { earlier: true });
    expect(selectedEntry(next)).toMatchObject({ key: 'k15' });
    const back = played(next, { type: 'selectionMoved', to: 'pageUp', page: 10 });
    expect(wantedOf(back).keys?.anchor).toEqual({ type: 'before', key: 'k19' });
  });

  it('have a last one, which is selected when its page has come', () => {
    const end = played(withPage(keys, ['a', 'b']), {
      type: 'selectionMoved',
      to: 'last',
      page: 10,
    });
    expect(wantedOf(end).keys?.anchor).toEqual({ type: 'last' });
    const page = withPage(played(end, { type: 'keysLayoutToggled' }), ['y', 'z']);
    expect(page.ui.keys.anchor).toEqual({ type: 'first' });
    expect(selectedEntry(withPage(end, ['y', 'z'], { more: false }))).toMatchObject({ key: 'z' });
  });

  it('tell a key from the group of the same name', () => {
    const group = { type: 'group', prefix: 'a/', keys: 2 } as const;
    const entry = selectedEntry(withPage(keys, ['a/']));
    expect(entry).toMatchObject({ type: 'key', key: 'a/' });
    expect(entry && entryId(entry)).not.toBe(entryId(group));
  });
});

describe('changes', () => {
  const change: Change = { type: 'removeMember', id: 'n3' };
  const proposed: Action = { type: 'changeProposed', change };

  it('are refused while nothing may be written, and while the past is shown', () => {
    expect(played(state, proposed).ui).toMatchObject({
      dialog: undefined,
      notice: { text: 'read-only: W allows changes' },
    });
    const frozen = played(state, { type: 'writesToggled' }, { type: 'freezeToggled' }, proposed);
    expect(frozen.ui.dialog).toBeUndefined();
  });

  it('begin with Cancel, and start only when they are confirmed', () => {
    const asked = played(state, { type: 'writesToggled' }, proposed);
    const confirmation = {
      change,
      consequence: { latest: undefined, trouble: undefined },
      mustType: undefined,
      typed: '',
      choice: 'cancel',
      progress: { type: 'asking' },
    };
    expect(asked.ui.dialog).toEqual({ type: 'confirm', confirmation });
    expect(played(asked, { type: 'changeStarted' }).ui.dialog).toEqual(asked.ui.dialog);
    const started = played(asked, { type: 'answerToggled' }, { type: 'changeStarted' });
    expect(started.ui.dialog).toMatchObject({ confirmation: { progress: { type: 'running' } } });
    expect(played(started, { type: 'dismissed' })).toBe(started);
    const failed = played(started, { type: 'changeFailed', message: 'no leader' });
    expect(failed.ui.dialog).toMatchObject({
      confirmation: { choice: 'cancel', progress: { type: 'failed', message: 'no leader' } },
    });
    const done = played(started, { type: 'changeDone', text: 'n3 is removed' });
    expect(done.ui).toMatchObject({ dialog: undefined, notice: { text: 'n3 is removed' } });
  });

  it('of a production cluster are confirmed by its name', () => {
    const production = exampleDashboard({
      size: { columns: 80, rows: 24 },
      setup: { isProduction: true },
      writes: 'on',
    });
    const asked = played(production, proposed, { type: 'answerToggled' });
    const confirmationOf = ({ ui }: DashboardState) => {
      if (ui.dialog?.type !== 'confirm') throw new Error('there is no dialog');
      return ui.dialog.confirmation;
    };
    expect(isConfirmed(confirmationOf(asked))).toBe(false);
    const typed = played(asked, { type: 'answerTyped', text: 'prod' });
    expect(isConfirmed(confirmationOf(typed))).toBe(true);
  });

  it('learn their consequence only while their dialog is open', () => {
    const asked = played(state, { type: 'writesToggled' }, proposed);
    const consequence = { lines: ['2 voters then'], severity: 'dangerous' } as const;
    const known = played(asked, { type: 'consequenceKnown', change, consequence });
    expect(known.ui.dialog).toMatchObject({
      confirmation: { consequence: { latest: { value: consequence } } },
    });
    const other = { ...change };
    expect(played(asked, { type: 'consequenceKnown', change: other, consequence })).toBe(asked);
  });
});

describe('panes', () => {
  it('close one after the other with Esc, the topmost first', () => {
    let open = played(
      state,
      { type: 'freezeToggled' },
      { type: 'detailOpened', detail: { type: 'node', id: 'n1', scroll: 0 } },
      { type: 'pagerOpened', title: 'status' },
      { type: 'helpOpened' },
    );
    const closed: string[] = [];
    while (open.ui.position.type === 'frozen') {
      const { dialog, pager, detail } = open.ui;
      closed.push(dialog ? 'dialog' : pager ? 'pager' : detail ? 'detail' : 'freeze');
      open = played(open, { type: 'dismissed' });
    }
    expect(closed).toEqual(['dialog', 'pager', 'detail', 'freeze']);
  });

  it('scroll from the first line to the last and no further', () => {
    const help = played(state, { type: 'helpOpened' });
    const scroll = (to: 'down' | 'last' | 'pageUp'): Action => {
      return { type: 'scrolled', to, page: 10, lines: 25 };
    };
    const scrolls = [scroll('down'), scroll('last'), scroll('down'), scroll('pageUp')];
    const positions = scrolls.map((_, at) => played(help, ...scrolls.slice(0, at + 1)).ui.dialog);
    expect(positions).toEqual(
      [1, 15, 15, 5].map((position) => ({ type: 'help', scroll: position })),
    );
  });

  it('forget one node when the detail of another is opened', () => {
    const detail = { type: 'key', key: 'a', format: 'auto', scroll: 0 } as const;
    const known = { key: 'a', item: undefined, history: [] };
    const opened = played(state, { type: 'detailOpened', detail });
    const heard = arrive(opened, exampleNowMs, [{ type: 'keyDetail', detail: known }]);
    expect(heard.keyDetail.latest?.value).toEqual(known);
    const other = played(heard, { type: 'detailOpened', detail: { ...detail, key: 'b' } });
    expect(other.keyDetail.latest).toBeUndefined();
  });

  it('come around with Tab, and the interval stops at its ends', () => {
    expect(played(state, { type: 'viewStepped', by: -1 }).ui.view).toBe('raft');
    const slow = played(state, ...Array(9).fill({ type: 'intervalChanged', by: 1 }));
    expect(slow.ui.intervalMs).toBe(60_000);
    const fast = played(slow, ...Array(9).fill({ type: 'intervalChanged', by: -1 }));
    expect(fast.ui.intervalMs).toBe(500);
    expect(headerCells(fast, 200).map(({ text }) => text)).toContain('⟳0.5s');
  });

  it('show the load of every node, then of one after the other', () => {
    const step: Action = { type: 'loadNodeStepped' };
    const ids = [1, 2, 3].map((steps) => played(state, ...Array(steps).fill(step)).ui.loadNodeId);
    expect(ids).toEqual(['n1', 'n2', undefined]);
  });
});
