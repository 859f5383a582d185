import { setTimeout as delay } from 'node:timers/promises';
import { render } from 'ink';
import { createElement } from 'react';
import type { ScreenOptions } from '../screen-options.ts';
import { Dashboard } from './dashboard.tsx';
import { frameOutput } from './frame-output.ts';

/** The signal that is raised again ends the process before this is over. */
const limits = { hangUpMs: 1000 } as const;

/**
 * Shows the dashboard in the alternate screen until the operator quits or `signal` is aborted. Both streams
 * must be terminals. However it ends, the terminal is as it was before.
 */
export async function runScreen(options: ScreenOptions): Promise<void> {
  const { store, stdin, stdout, signal } = options;
  const output = frameOutput(stdout);
  const resize = (): void => {
    output.hold();
    store.dispatch({ type: 'resized', columns: stdout.columns, rows: stdout.rows });
  };
  store.dispatch({ type: 'resized', columns: stdout.columns, rows: stdout.rows });
  // Before Ink's own: it draws at once, for a size that is no more.
  stdout.prependListener('resize', resize);
  const screen = render(createElement(Dashboard, { options, output }), {
    stdin,
    stdout: output.stream,
    exitOnCtrlC: false,
    alternateScreen: true,
    incrementalRendering: true,
    maxFps: 10,
    // Nothing in mokv writes to the console.
    patchConsole: false,
    // Also where the environment says CI.
    interactive: true,
  });
  const end = (): void => screen.unmount();
  let wasHungUp = false;
  const hangUp = (): void => {
    wasHungUp = true;
    end();
  };
  signal.addEventListener('abort', end, { once: true });
  process.once('SIGHUP', hangUp);
  try {
    await screen.waitUntilExit();
  } finally {
    stdout.off('resize', resize);
    signal.removeEventListener('abort', end);
    process.off('SIGHUP', hangUp);
  }
  if (wasHungUp) {
    process.kill(process.pid, 'SIGHUP');
    await delay(limits.hangUpMs);
  }
}
