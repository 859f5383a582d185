import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  arrive,
  exampleDashboard,
  exampleDetails,
  exampleNowMs,
  examplePicture,
  keysNews,
} from '../../../test/support/example-dashboard.ts';
import type { UiAction } from '../actions.ts';
import { widthOf } from '../drawable.ts';
import { reduce } from '../reducer.ts';
import { type DashboardState, views } from '../state.ts';
import { drawFrame } from './frame.ts';
import { listPageOf, scrollPageOf } from './layout.ts';

describe('a frame', () => {
  beforeAll(() => {
    process.env.TZ = 'UTC';
  });

  it('fits into its terminal, whatever that is, and has nothing that a terminal would obey', () => {
    fc.assert(
      fc.property(anySituation, (state) => {
        const { columns, rows } = state.ui.size;
        const lines = textOf(state);
        expect(lines.length).toBeLessThanOrEqual(Math.max(rows - 1, 1));
        for (const line of lines) {
          expect(widthOf(line)).toBeLessThanOrEqual(columns);
          expect(line).not.toMatch(/\p{Cc}/u);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('has at least one row to move in, whatever its size', () => {
    fc.assert(
      fc.property(anySituation, (state) => {
        expect(listPageOf(state)).toBeGreaterThanOrEqual(1);
        expect(scrollPageOf(state)).toBeGreaterThanOrEqual(1);
      }),
      { numRuns: 100 },
    );
  });

  it.each(['80x24', '120x40'])('of every view at %s is as it was agreed on', async (size) => {
    const frames = views.map((view) => textOf(inView(sized(size), view)).join('\n'));
    await expect(asFile(frames)).toMatchFileSnapshot(`golden/views-${size}.txt`);
  });

  it.each(['50x12', '39x7'])(
    'with no room for borders at %s is as it was agreed on',
    async (size) => {
      const frames = views.map((view) => textOf(inView(sized(size), view)).join('\n'));
      await expect(asFile(frames)).toMatchFileSnapshot(`golden/views-${size}.txt`);
    },
  );

  it('of details, help, pager and dialogs is as it was agreed on', async () => {
    const state = inView(sized('80x24'), 'keys');
    const key = { type: 'key', key: 'lock\n', format: 'auto', scroll: 0 } as const;
    const change = { type: 'removeMember', id: 'n3' } as const;
    const consequence = {
      lines: ['n3 removed: 2 voters left, can lose 0'],
      severity: 'dangerous',
    } as const;
    const situations: readonly (readonly UiAction[])[] = [
      [{ type: 'detailOpened', detail: { type: 'node', id: 'n1', scroll: 0 } }],
      [{ type: 'detailOpened', detail: key }],
      [{ type: 'valuesToggled' }, { type: 'detailOpened', detail: key }],
      [{ type: 'valuesToggled' }, { type: 'detailOpened', detail: { ...key, format: 'hex' } }],
      [{ type: 'helpOpened' }],
      [{ type: 'sortOpened', columns: ['KEY', 'REV', 'TTL'] }],
      [{ type: 'nodeActionsOpened', nodeId: 'n3' }],
      [
        { type: 'pagerOpened', title: 'get x' },
        { type: 'pagerWritten', lines: ['1'] },
      ],
      [
        { type: 'writesToggled' },
        { type: 'changeProposed', change },
        { type: 'consequenceKnown', change, consequence },
      ],
      [
        { type: 'promptOpened', prompt: 'filter' },
        { type: 'promptEdited', text: 'cfg', cursor: 1 },
      ],
      [{ type: 'noticed', notice: { severity: 'warning', text: 'something failed' } }],
    ];
    const frames = situations.map((actions) => {
      const shown = arrive(actions.reduce(reduce, state), exampleNowMs, exampleDetails);
      return textOf(shown).join('\n');
    });
    await expect(asFile(frames)).toMatchFileSnapshot('golden/panes-80x24.txt');
  });

  it('says in the pane that it concerns what right is missing, and shows the others', () => {
    const message = 'batch may not list "*"';
    const denied = arrive(inView(sized('80x24'), 'keys'), exampleNowMs, [
      { type: 'trouble', part: 'keys', trouble: { type: 'denied', message } },
    ]);
    const lines = textOf(denied);
    expect(lines.some((line) => line.includes(`denied: ${message}`))).toBe(true);
    expect(lines.some((line) => line.includes('n2      follower'))).toBe(true);
  });
});

function sized(size: string): DashboardState {
  const [columns = 0, rows = 0] = size.split('x').map(Number);
  return exampleDashboard({ size: { columns, rows } });
}

function inView(state: DashboardState, view: DashboardState['ui']['view']): DashboardState {
  const chosen = reduce(state, { type: 'viewChosen', view });
  return arrive(chosen, exampleNowMs, [...keysNews(chosen), ...exampleDetails]);
}

function textOf(state: DashboardState): readonly string[] {
  return drawFrame(state).map((line) =>
    line
      .map(({ text }) => text)
      .join('')
      .trimEnd(),
  );
}

function asFile(frames: readonly string[]): string {
  return `${frames.join(`\n\n${'='.repeat(20)}\n\n`)}\n`;
}

/** Of any size and state, with names that would like to be obeyed. */
const anySituation: fc.Arbitrary<DashboardState> = fc
  .record({
    columns: fc.integer({ min: 1, max: 220 }),
    rows: fc.integer({ min: 1, max: 60 }),
    charset: fc.constantFrom('unicode', 'ascii'),
    view: fc.constantFrom(...views),
    name: fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
    nodes: fc.integer({ min: 0, max: 9 }),
    overlay: fc.constantFrom<(name: string) => UiAction | undefined>(
      () => undefined,
      () => ({ type: 'helpOpened' }),
      () => ({ type: 'sortOpened', columns: ['NODE', 'RAFT', 'GOSSIP', 'APPLIED', 'LAG'] }),
      (id) => ({ type: 'nodeActionsOpened', nodeId: id }),
      (id) => ({ type: 'changeProposed', change: { type: 'removeMember', id } }),
      (id) => ({ type: 'detailOpened', detail: { type: 'node', id, scroll: 0 } }),
      (key) => ({ type: 'detailOpened', detail: { type: 'key', key, format: 'auto', scroll: 0 } }),
      (text) => ({ type: 'noticed', notice: { severity: 'info', text } }),
      (title) => ({ type: 'pagerOpened', title }),
    ),
  })
  .map(({ columns, rows, charset, view, name, nodes, overlay }) => {
    const size = { columns, rows };
    const state = exampleDashboard({ size, setup: { charset, clusterName: name }, writes: 'on' });
    const [first] = examplePicture.nodes;
    const picture = {
      ...examplePicture,
      alarms: [name],
      connectedId: name,
      nodes: Array.from({ length: nodes }, (_, at) => ({
        ...(first ?? fail()),
        id: `${name}${at}`,
        problem: name,
      })),
    };
    const told = arrive(inView(state, view), exampleNowMs, [
      { type: 'picture', picture },
      {
        type: 'events',
        events: [
          { id: name, timeMs: exampleNowMs, tellers: [name], type: name, text: name, cause: name },
        ],
      },
    ]);
    const action = overlay(name);
    return action === undefined ? told : reduce(told, action);
  });

function fail(): never {
  throw new Error('the example has nodes');
}
