import { Command, CommanderError, Option } from 'commander';
import { MokvError } from '../shared/errors.ts';
import { splitCommandLine, wantsJson } from './argv.ts';
import type { CommandContext } from './command-context.ts';
import { type CommandEntry, findCommand } from './command-table.ts';
import { exitCodeOf, exitCodeOfSignal } from './exit-codes.ts';
import { globalHelp } from './global-help.ts';
import { write } from './output.ts';
import { reportError } from './report-error.ts';

/** Runs one command line and gives the exit code. It never throws and never exits. */
export async function run(context: CommandContext): Promise<number> {
  const { name, rest } = splitCommandLine(context.argv);
  const entry = findCommand(name ?? '');
  try {
    if (entry !== undefined) await runCommand(entry, rest, context);
    else return await runWithoutCommand(name, rest, context);
    return 0;
  } catch (error) {
    if (context.signal.aborted && isInterruption(error)) {
      return exitCodeOfSignal(context.signal.reason);
    }
    const kind = entry?.kind ?? 'client';
    const exitCode = await reportError(error, context, { kind, json: wantsJson(context.argv) });
    return context.signal.aborted ? exitCodeOfSignal(context.signal.reason) : exitCode;
  }
}

async function runCommand(
  entry: CommandEntry,
  rest: readonly string[],
  context: CommandContext,
): Promise<void> {
  const register = await entry.load();
  const program = createProgram(context);
  register(program, context);
  refuseRepeatedFlags(program);
  try {
    await program.parseAsync([entry.name, ...rest], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usageError(error, entry.name);
  }
}

/** `mokv`, `mokv --help`, `mokv help`, or a word that is no command. */
async function runWithoutCommand(
  name: string | undefined,
  rest: readonly string[],
  { stdout, stderr }: CommandContext,
): Promise<number> {
  const [first] = rest;
  if (name === 'help' || (name === undefined && (first === '--help' || first === '-h'))) {
    await write(stdout, globalHelp());
    return 0;
  }
  if (name !== undefined) throw await unknownCommand(name);
  if (first !== undefined) throw new MokvError('USAGE', 'there is no command', { hint: helpHint });
  await write(stdout.isTTY ? stdout : stderr, globalHelp());
  return stdout.isTTY ? 0 : exitCodeOf('USAGE', 'client');
}

const helpHint = "run 'mokv --help' for the commands";

async function unknownCommand(name: string): Promise<MokvError> {
  const { nearestCommand } = await import('./nearest-command.ts');
  const nearest = nearestCommand(name);
  return new MokvError('USAGE', `unknown command "${name}"`, {
    hint: nearest === undefined ? helpHint : `did you mean 'mokv ${nearest}'?`,
  });
}

/** What all commands inherit. Commander neither writes nor exits by itself: errors come back as exceptions. */
function createProgram({ stdout }: CommandContext): Command {
  return new Command('mokv')
    .exitOverride()
    .addHelpOption(new Option('-h, --help', 'show this help').helpGroup('Command:'))
    .helpCommand(false)
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: () => undefined,
      getOutHelpWidth: () => (stdout.isTTY ? Math.max(stdout.columns ?? 80, 40) : 80),
      getOutHasColors: () => false,
    });
}

/** Which of two values was meant? Better to ask than to take the last. */
function refuseRepeatedFlags(command: Command): void {
  for (const option of command.options) {
    let isGiven = false;
    command.on(`option:${option.name()}`, () => {
      if (isGiven) command.error(`error: option '${option.flags}' is given twice`);
      isGiven = true;
    });
  }
  for (const subcommand of command.commands) refuseRepeatedFlags(subcommand);
}

/** Commander's message is "error: what is wrong", with a suggestion on a second line. */
function usageError(error: CommanderError, commandName: string): MokvError {
  const [line = '', suggestion] = error.message.split('\n');
  const hint = suggestion?.replace(/^\(Did you mean (.*)\?\)$/, 'did you mean $1?');
  return new MokvError('USAGE', line.replace(/^error: /, ''), {
    hint: hint ?? `run 'mokv ${commandName} --help'`,
    cause: error,
  });
}

/** After Ctrl-C there is nothing to say, unless a write was under way. */
function isInterruption(error: unknown): boolean {
  if (error instanceof MokvError) return error.code === 'CANCELLED';
  return error instanceof Error && error.name === 'AbortError';
}
