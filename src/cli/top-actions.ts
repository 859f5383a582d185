import { MokvError } from '../shared/errors.ts';
import { createDashboardStore, type DashboardStore } from '../tui/dashboard-store.ts';
import { unhealthyReason } from '../tui/health.ts';
import { initialState } from '../tui/initial-state.ts';
import {
  printBatch,
  printChanges,
  printOnce,
  type TextOptions,
  whenHeard,
} from '../tui/run-text.ts';
import { LiveSource } from '../tui/source/live-source.ts';
import { nothingWanted, wantedOf } from '../tui/wanted.ts';
import { colorLevel } from './color.ts';
import type { CommandContext } from './command-context.ts';
import { type ConnectionOptions, withClient } from './connection-options.ts';
import { escapeLine } from './escape-control.ts';
import { isJson, type OutputOptions, write } from './output.ts';
import { environmentFor } from './repl/shell-environment.ts';
import { resolveConnection } from './resolve-connection.ts';
import { LineRunner } from './top-line.ts';
import { charsetOf, type TopMode, type TopModeOptions, topMode } from './top-mode.ts';

export interface TopOptions
  extends ConnectionOptions,
    OutputOptions,
    Omit<TopModeOptions, 'output'> {
  /** Milliseconds. */
  readonly interval: number;
  readonly ascii?: boolean;
  readonly write?: boolean;
}

/** Shows the cluster until there is nothing more to show, somebody quits or the signal comes, which is CANCELLED. */
export async function runTop(context: CommandContext, options: TopOptions): Promise<void> {
  const mode = topMode(options, {
    environment: context.environment,
    isTerminal: () => Boolean(context.stdout.isTTY && context.stdin.isTTY),
  });
  const store = await createStore(context, options);
  await withClient(context, options, async (client) => {
    const ending = new AbortController();
    const signal = AbortSignal.any([context.signal, ending.signal]);
    const source = new LiveSource({
      client,
      store,
      wantedOf: mode === 'screen' ? wantedOf : () => nothingWanted,
    });
    const filling = source.run(signal);
    try {
      await Promise.race([filling, show(context, options, { mode, store, source, signal })]);
    } finally {
      ending.abort();
      await filling;
    }
  });
  if (context.signal.aborted) throw new MokvError('CANCELLED', 'interrupted');
  const reason = options.check ? unhealthyReason(store.getState()) : undefined;
  if (reason !== undefined) throw new MokvError('UNHEALTHY', escapeLine(reason), { hint });
}

const hint = "'mokv doctor' says what mends it";

async function createStore(
  { environment }: CommandContext,
  options: TopOptions,
): Promise<DashboardStore> {
  const { context, endpoints, production } = await resolveConnection(environment, options);
  return createDashboardStore(
    initialState({
      setup: {
        clusterName: context.value ?? endpoints.value[0] ?? '',
        isProduction: production,
        charset: options.ascii ? 'ascii' : charsetOf(environment),
      },
      nowMs: Date.now(),
      intervalMs: options.interval,
      writes: options.write ? 'on' : 'off',
    }),
  );
}

interface Show {
  readonly mode: TopMode;
  readonly store: DashboardStore;
  readonly source: LiveSource;
  readonly signal: AbortSignal;
}

async function show(context: CommandContext, options: TopOptions, shown: Show): Promise<void> {
  const { mode, store, signal } = shown;
  const text: TextOptions = {
    store,
    signal,
    format: isJson(options.output) ? 'json' : 'plain',
    print: (chunk) => write(context.stdout, chunk),
  };
  const { count = Number.POSITIVE_INFINITY, quiet } = options;
  switch (mode) {
    case 'screen':
      return showScreen(context, options, shown);
    case 'once':
      await firstAnswer(text, options);
      return printOnce(text, context.stdout.columns ?? defaultColumns);
    case 'batch':
      await firstAnswer(text, options);
      return printBatch(text, { count, header: quiet ? 'hidden' : 'shown' });
    case 'changes':
      await firstAnswer(text, options);
      return printChanges(text);
  }
}

/** Rejects when nothing has been heard of the cluster in time, or may be. */
async function firstAnswer(text: TextOptions, { timeout }: TopOptions): Promise<void> {
  if (!(await whenHeard(text, timeout))) throw unreachable(text.store);
  const { trouble, latest } = text.store.getState().cluster;
  if (trouble?.type === 'denied' && latest === undefined) {
    throw new MokvError('PERMISSION_DENIED', trouble.message);
  }
}

/** Wide enough for every column: what reads a pipe has room. */
const defaultColumns = 160;

function unreachable(store: DashboardStore): MokvError {
  const { connection } = store.getState();
  const reason = connection.type === 'stale' ? connection.reason : 'no answer in time';
  return new MokvError('UNAVAILABLE', reason, {
    hint: 'check the endpoints and that the nodes run',
  });
}

/** React and Ink are loaded here and nowhere else. */
async function showScreen(
  context: CommandContext,
  options: TopOptions,
  { store, source, signal }: Show,
): Promise<void> {
  const { runScreen } = await import('../tui/screen/run-screen.ts');
  const environment = environmentFor(context.environment, options);
  const runner = new LineRunner(
    { ...context, environment, signal },
    () => store.getState().ui.writes === 'on',
  );
  try {
    await runScreen({
      store,
      source,
      stdin: process.stdin,
      stdout: process.stdout,
      colorLevel: colorLevel(options, environment, context.stdout),
      signal,
      runLine: (line, output) => runner.run(line, output),
      editor: environment.visual ?? environment.editor,
      saveDirectory: process.cwd(),
    });
  } finally {
    await runner.close();
  }
}
