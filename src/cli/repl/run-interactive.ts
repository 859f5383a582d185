import { MokvError } from '../../shared/errors.ts';
import type { HostPort } from '../../shared/host-port.ts';
import { colorLevel, paintFor } from '../color.ts';
import type { CommandContext } from '../command-context.ts';
import { exitCodeOfSignal } from '../exit-codes.ts';
import { reportError } from '../report-error.ts';
import { resolveConnection } from '../resolve-connection.ts';
import { Answers } from './answers.ts';
import { History } from './history.ts';
import { InteractiveShell } from './interactive-shell.ts';
import { historyPath, settingsPath } from './locations.ts';
import { readSettings, writeSettings } from './saved-settings.ts';
import { Screen } from './screen.ts';
import { Session } from './session.ts';
import { defaultSettings } from './settings.ts';
import type { Keyboard } from './terminal-input.ts';

/** Runs a shell at a terminal until its user leaves, and gives the exit code. */
export async function runInteractive(
  outer: CommandContext,
  home: HostPort | undefined,
): Promise<number> {
  const { environment, signal } = outer;
  const screen = new Screen(outer.stdout, outer.stderr);
  const context: CommandContext = {
    ...outer,
    stdout: screen.stdout,
    stderr: screen.stderr,
    // Each command has an input of its own, and asks for what it reads.
    get stdin() {
      return new Answers((answers) => shell.ask(answers));
    },
  };
  const report = async (error: unknown): Promise<void> => {
    await reportError(error, context, { kind: 'client', json: false });
  };
  const connection = await resolveConnection(environment, {});
  const settingsFile = settingsPath(environment);
  const settings = await orReport(readSettings(settingsFile), report, defaultSettings);
  const session = new Session({
    context,
    environment: { ...environment, context: connection.context.value },
    connection,
    settings,
    home,
    isInteractive: true,
    saveSettings: () => writeSettings(settingsFile, settings),
    clearScreen: () => shell.clearScreen(),
  });
  const withoutFile = () => History.open(undefined);
  const history = await orReport(History.open(historyPath(environment)), report, withoutFile);
  const paint = await paintFor(colorLevel({}, environment, outer.stdout));
  // runShell has looked whether it is a terminal.
  const input = outer.stdin as Keyboard;
  const output = outer.stdout;
  const shell = new InteractiveShell({
    ...{ session, history, screen, paint },
    ...{ input, output, signal, report },
  });
  try {
    await shell.run();
    return signal.aborted ? exitCodeOfSignal(signal.reason) : 0;
  } finally {
    await session.close();
  }
}

/** A file of its own that is wrong is no reason not to work. */
async function orReport<Value>(
  value: Promise<Value>,
  report: (error: unknown) => Promise<void>,
  instead: () => Value | Promise<Value>,
): Promise<Value> {
  try {
    return await value;
  } catch (error) {
    if (!(error instanceof MokvError)) throw error;
    await report(error);
    return instead();
  }
}
