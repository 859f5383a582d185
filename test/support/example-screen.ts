import type { DashboardSource } from '../../src/tui/dashboard-source.ts';
import { createDashboardStore, type DashboardStore } from '../../src/tui/dashboard-store.ts';
import type { Consequence } from '../../src/tui/facts.ts';
import { drawFrame } from '../../src/tui/screen/frame.ts';
import { runScreen } from '../../src/tui/screen/run-screen.ts';
import type { ScreenOptions } from '../../src/tui/screen-options.ts';
import type { DashboardState } from '../../src/tui/state.ts';
import { FakeTerminal } from './fake-terminal.ts';
import { until } from './poll.ts';

export interface ExampleScreen {
  readonly terminal: FakeTerminal;
  readonly store: DashboardStore;
  /** What was asked of the source and of the shell, in order. */
  readonly asked: readonly string[];
  readonly ended: Promise<void>;
  /** Presses keys one after the other, and waits until the terminal shows what they have done. */
  press(...keys: readonly string[]): Promise<void>;
  /** Resolves with the screen when it shows this text. */
  shows(text: string): Promise<string>;
  end(): Promise<void>;
}

/** The screen on a terminal of the size that the state names, with a source that answers at once. */
export async function startExampleScreen(
  state: DashboardState,
  change: Partial<ScreenOptions> = {},
): Promise<ExampleScreen> {
  const { columns, rows } = state.ui.size;
  const terminal = new FakeTerminal(columns, rows);
  const store = createDashboardStore(state);
  const asked: string[] = [];
  const abort = new AbortController();
  const ended = runScreen({
    store,
    source: exampleSource(asked),
    stdin: terminal.stdin,
    stdout: terminal.stdout,
    colorLevel: 1,
    signal: abort.signal,
    runLine: async (line, { onLine }) => {
      asked.push(`run ${line}`);
      onLine(`output of ${line}`);
      return 3;
    },
    editor: undefined,
    saveDirectory: '/nonexistent',
    ...change,
  });
  const settled = (): Promise<true> =>
    until('the terminal to show the state', () => isShown(store, terminal) || undefined);
  await settled();
  return {
    terminal,
    store,
    asked,
    ended,
    press: async (...keys) => {
      for (const key of keys) {
        terminal.press(key);
        await until('the key to be taken', () => terminal.stdin.readableLength === 0 || undefined);
      }
      await settled();
    },
    shows: (text) =>
      until(text, () => (terminal.text().includes(text) ? terminal.text() : undefined)),
    end: async () => {
      abort.abort();
      await ended;
    },
  };
}

function isShown(store: DashboardStore, terminal: FakeTerminal): boolean {
  const lines = drawFrame(store.getState()).map((line) => line.map(({ text }) => text).join(''));
  return (
    lines
      .map((line) => line.trimEnd())
      .join('\n')
      .trimEnd() === terminal.text()
  );
}

function exampleSource(asked: string[]): DashboardSource {
  return {
    reconnect: () => void asked.push('reconnect'),
    consequenceOf: async (change): Promise<Consequence> => {
      asked.push(`consequence of ${change.type}`);
      const isGrave = change.type === 'removeMember';
      return {
        lines: isGrave ? [`${change.id} removed: 2 voters left, can lose 0`] : ['nothing is lost'],
        severity: isGrave ? 'dangerous' : 'harmless',
      };
    },
    perform: async (change) => {
      asked.push(`perform ${JSON.stringify(change)}`);
      return `done: ${change.type}`;
    },
    readValue: async (key) => {
      asked.push(`read ${key}`);
      return { value: new TextEncoder().encode('the value'), revision: 7 };
    },
  };
}
