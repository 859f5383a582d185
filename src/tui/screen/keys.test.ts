import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  arrive,
  exampleDashboard,
  exampleNowMs,
  keysNews,
} from '../../../test/support/example-dashboard.ts';
import { type ExampleScreen, startExampleScreen } from '../../../test/support/example-screen.ts';
import { until } from '../../../test/support/poll.ts';
import type { ScreenOptions } from '../screen-options.ts';

const enter = '\r';
const esc = '\x1b';
const tab = '\t';

describe('keys', () => {
  let screen: ExampleScreen | undefined;

  afterEach(async () => {
    await screen?.end();
    screen = undefined;
  });

  async function start(
    change: { readonly writes?: 'on' | 'off'; readonly isProduction?: boolean } = {},
    options: Partial<ScreenOptions> = {},
  ): Promise<ExampleScreen> {
    const { writes = 'off', isProduction = false } = change;
    const size = { columns: 80, rows: 24 };
    const state = exampleDashboard({ size, writes, setup: { isProduction } });
    screen = await startExampleScreen(state, options);
    return screen;
  }

  /** As the source would when the pane is opened or asks anew. */
  function answerKeys({ store }: ExampleScreen): void {
    const news = keysNews(store.getState());
    store.dispatch({ type: 'arrived', nowMs: exampleNowMs, news });
  }

  it('choose the view by number and by Tab', async () => {
    const { press, store } = await start();
    await press('5');
    expect(store.getState().ui.view).toBe('raft');
    await press(tab);
    expect(store.getState().ui.view).toBe('nodes');
    await press('\x1b[Z');
    expect(store.getState().ui.view).toBe('raft');
  });

  it('move the selection, also when they come in one piece', async () => {
    const { press, store, shows } = await start();
    await press('jjk\x1b[B');
    expect(store.getState().ui.lists.nodes.selectedId).toBe('n3');
    await shows('▸n3');
    await press('G');
    await shows('▸(n4)');
  });

  it('filter while typing, keep it on Enter and drop it on Escape', async () => {
    const { press, store, terminal } = await start();
    await press('/', 'n', '2');
    expect(terminal.text().split('\n').at(-1)).toBe('/n2');
    expect(terminal.text()).not.toContain('n3    !');
    await press(enter);
    expect(store.getState().ui.lists.nodes.filter).toBe('n2');
    await press(esc);
    await until(
      'the filter to go',
      () => store.getState().ui.lists.nodes.filter === '' || undefined,
    );
  });

  it('sort by a chosen column and turn the order around', async () => {
    const { press, store, shows } = await start();
    await press('s');
    await shows('Sort by');
    await press('jjjj', enter);
    expect(store.getState().ui.lists.nodes.sort).toEqual({ column: 'LAG', direction: 'down' });
    await press('r');
    expect(store.getState().ui.lists.nodes.sort).toEqual({ column: 'LAG', direction: 'up' });
    await press('S');
    expect(store.getState().ui.lists.nodes.sort).toBeUndefined();
  });

  it('freeze, step back and come back', async () => {
    const { press, shows, terminal } = await start();
    await press('[');
    await shows('FROZEN 00:30');
    await press('z');
    expect(terminal.text()).not.toContain('FROZEN');
  });

  it('go into a prefix and out of it, and hide values until they are asked for', async () => {
    const at = await start();
    await at.press('4');
    answerKeys(at);
    await at.shows('greeting');
    expect(at.terminal.text()).not.toContain('hello');
    await at.press('v');
    answerKeys(at);
    await at.shows('hello, wide 値 and \\x1b[31mred');
    await at.press(enter);
    expect(at.store.getState().ui.keys.prefix).toBe('cfg/');
    await at.press('\x1b[D');
    expect(at.store.getState().ui.keys.prefix).toBe('');
  });

  it('open the details of a node, and Escape closes them', async () => {
    const { press, shows, terminal } = await start();
    await press('j', enter);
    await shows('10.0.0.2:8400');
    await press(esc);
    await until('the details to close', () => !terminal.text().includes('10.0.0.2') || undefined);
  });

  it('show every key with "?"', async () => {
    const { press, shows } = await start();
    await press('?');
    await shows('into the background; fg comes back'.slice(0, 4));
    await press('G');
    await shows('into the background; fg comes back');
  });

  it('run a command of the shell in a pager', async () => {
    const { press, shows, asked, store } = await start();
    await press(':', ...'get a b', enter);
    await shows('output of get a b');
    await shows('exit code 3');
    expect(asked).toEqual(['run get a b']);
    await press('q');
    expect(store.getState().ui.pager).toBeUndefined();
  });

  it('put what is pasted into the line that is typed, and take it for nothing else', async () => {
    const { press, store } = await start({ writes: 'on' });
    await press('\x1b[200~x\rq\x1b[201~');
    expect(store.getState().ui.dialog).toBeUndefined();
    await press(':', '\x1b[200~get a\nget b\x1b[201~');
    expect(store.getState().ui.prompt?.text).toBe('get a get b');
  });

  it('copy a name by OSC 52', async () => {
    const { press, terminal, shows } = await start();
    await press('c');
    await shows('copied the name');
    expect(terminal.stdout.written).toContain(`\x1b]52;c;${btoa('n1')}\x07`);
  });

  it('copy a value that was not on the screen', async () => {
    const at = await start();
    await at.press('4');
    answerKeys(at);
    await at.shows('greeting');
    await at.press('jj', 'y');
    await at.shows('copied the value');
    expect(at.asked).toEqual(['read greeting']);
    expect(at.terminal.stdout.written).toContain(`\x1b]52;c;${btoa('the value')}\x07`);
  });

  it('change nothing while writes are off', async () => {
    const { press, asked, store, shows } = await start();
    await press('t');
    await shows('read-only: W allows changes');
    expect(store.getState().ui.dialog).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it('ask before a change, with Cancel as the answer of Enter', async () => {
    const { press, asked, shows, store } = await start({ writes: 'on' });
    await press('j', 't');
    await shows('Transfer leadership to n2?');
    await shows('nothing is lost');
    await press(enter);
    expect(store.getState().ui.dialog).toBeUndefined();
    expect(asked).toEqual(['consequence of transferLeadership']);
  });

  it('do what was chosen with Tab, and say what came of it', async () => {
    const { press, asked, shows } = await start({ writes: 'on' });
    await press('jj', 'x');
    await shows('remove it from the cluster');
    await press('jj', enter);
    await shows('n3 removed: 2 voters left, can lose 0');
    await press(tab, enter);
    await shows('done: removeMember');
    expect(asked).toEqual([
      'consequence of removeMember',
      'perform {"type":"removeMember","id":"n3"}',
    ]);
  });

  it('have the name of the cluster typed in production', async () => {
    const { press, asked, shows } = await start({ writes: 'on', isProduction: true });
    await press('t');
    await shows('type the name of the cluster, prod');
    await press(tab, enter);
    expect(asked).toEqual(['consequence of transferLeadership']);
    await press(...'prod', enter);
    await shows('done: transferLeadership');
  });

  it('delete a key at the revision that was seen', async () => {
    const at = await start({ writes: 'on' });
    await at.press('4');
    answerKeys(at);
    await at.shows('greeting');
    await at.press('jj', '\x04');
    await at.shows('Delete greeting?');
    await at.press(tab, enter);
    await at.shows('done: delete');
    expect(at.asked.at(-1)).toBe('perform {"type":"delete","key":"greeting","revision":48213}');
  });

  it('save the frame as text and what is known as JSON', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'mokv-save-'));
    const at = await start({}, { saveDirectory: directory });
    const frame = at.terminal.text();
    await at.press('\x13');
    await at.shows('saved as ');
    const [json = '', text = ''] = (await readdir(directory)).sort();
    expect(await readFile(join(directory, text), 'utf8')).toBe(`${frame}\n`);
    expect(JSON.parse(await readFile(join(directory, json), 'utf8'))).toMatchObject({
      view: 'nodes',
      cluster: { leaderId: 'n1', term: 7 },
    });
    await rm(directory, { recursive: true });
  });

  it('lend the terminal to an editor, and set what it leaves at the revision that was read', async () => {
    const at = await start({ writes: 'on' }, { editor: 'printf edited >' });
    await at.press('4');
    answerKeys(at);
    await at.shows('greeting');
    await at.press('jj', 'e');
    await at.shows('Set greeting to 6 bytes?');
    await at.press(tab, enter);
    await at.shows('done: set');
    expect(at.asked.at(-1)).toContain('"condition":{"type":"revision","revision":7}');
    expect(at.terminal.isAlternate).toBe(true);
  });

  it('say that the editor failed, and change nothing', async () => {
    const at = await start({ writes: 'on' }, { editor: 'false' });
    await at.press('4');
    answerKeys(at);
    await at.shows('greeting');
    await at.press('jj', 'e');
    await at.shows('the editor ended with 1: nothing is changed');
    expect(at.asked).toEqual(['read greeting']);
  });

  it('connect anew on Ctrl-R', async () => {
    const { press, shows, asked } = await start();
    await press('\x12');
    await shows('connecting anew');
    expect(asked).toEqual(['reconnect']);
  });

  it('leave on "q"', async () => {
    const { ended, terminal } = await start();
    expect(terminal.isAlternate).toBe(true);
    terminal.press('q');
    await ended;
    await until('the screen as it was', () => !terminal.isAlternate || undefined);
    expect(terminal.stdin.isRaw).toBe(false);
    screen = undefined;
  });
});

describe('a lost connection', () => {
  it('leaves the last frame, dimmed below the line that says so', async () => {
    const size = { columns: 80, rows: 24 };
    const lost = arrive(exampleDashboard({ size }), exampleNowMs + 7000, [
      { type: 'disconnected', reason: 'n2', retryAtMs: exampleNowMs + 9000 },
    ]);
    const screen = await startExampleScreen(lost);
    const [head = '', ...rest] = screen.terminal.styledText().split('\n');
    await screen.end();
    expect(head).toContain('STALE 7s, retry in 2s (n2)');
    expect(rest.filter((line) => line !== '' && !/^⟦\w*d/.test(line))).toEqual([]);
  });
});
