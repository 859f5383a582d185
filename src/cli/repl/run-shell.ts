import { MokvError } from '../../shared/errors.ts';
import type { HostPort } from '../../shared/host-port.ts';
import type { CommandContext } from '../command-context.ts';
import { exitCodeOfSignal } from '../exit-codes.ts';
import { reportError } from '../report-error.ts';
import { resolveConnection } from '../resolve-connection.ts';
import type { ScriptText } from './run-script.ts';
import { scriptStdin } from './script-stdin.ts';
import { Session } from './session.ts';
import { defaultSettings } from './settings.ts';

export interface ShellRun {
  /** Commands to run in place of those from stdin. */
  readonly commands: string | undefined;
  /** Goes on behind commands that fail. */
  readonly continues: boolean;
  /** The node inside of which the shell runs. */
  readonly home?: HostPort;
}

/** Runs a shell until its commands or its user end it, and gives the exit code. */
export async function runShell(
  context: CommandContext,
  { commands, continues, home }: ShellRun,
): Promise<number> {
  const { stdin, stdout, environment } = context;
  if (commands !== undefined) return runScriptIn(context, [commands], { continues, home });
  if (stdin.isTTY && stdout.isTTY && environment.term !== 'dumb') {
    const { runInteractive } = await import('./run-interactive.ts');
    return runInteractive(context, home);
  }
  return runScriptIn({ ...context, stdin: scriptStdin() }, stdin, { continues, home });
}

async function runScriptIn(
  context: CommandContext,
  chunks: ScriptText,
  { continues, home }: { readonly continues: boolean; readonly home: HostPort | undefined },
): Promise<number> {
  const session = await openSession(context, home);
  try {
    const exit = await session.runScript(chunks, continues);
    if (exit === 0 && session.isInTransaction) return await reportOpenTransaction(context);
    return context.signal.aborted ? exitCodeOfSignal(context.signal.reason) : exit;
  } finally {
    await session.close();
  }
}

function reportOpenTransaction(context: CommandContext): Promise<number> {
  const hint = "'exec' sends it, 'discard' forgets it";
  const error = new MokvError('USAGE', 'the commands ended within a transaction', { hint });
  return reportError(error, context, { kind: 'client', json: false });
}

/** One that saves nothing: a script must do the same for everybody. */
async function openSession(context: CommandContext, home: HostPort | undefined): Promise<Session> {
  return new Session({
    context,
    environment: context.environment,
    connection: await resolveConnection(context.environment, {}),
    settings: defaultSettings(),
    home,
    isInteractive: false,
    saveSettings: async () => undefined,
    clearScreen: () => undefined,
  });
}
