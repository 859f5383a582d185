import { MokvError } from '../shared/errors.ts';
import { splitCommandLine, wantsJson } from './argv.ts';
import type { CommandContext, CommandEntry } from './command-context.ts';
import { exitCodeOf, exitCodeOfSignal } from './exit-codes.ts';
import { findCommand } from './find-command.ts';
import { globalHelp } from './global-help.ts';
import { write } from './output.ts';
import { ReportedExit } from './reported-exit.ts';
import { type TopicName, topicNamed } from './topics.ts';

/** Runs one command line and gives the exit code. It never throws and never exits. */
export async function run(context: CommandContext): Promise<number> {
  const { name, rest } = splitCommandLine(context.argv);
  const entry = findCommand(context, name ?? '');
  try {
    const topic = context.argv[0] === 'help' ? topicNamed(context.argv[1]) : undefined;
    if (topic !== undefined) await printTopic(context, topic);
    else if (entry !== undefined) await loadAndRun(entry, rest, context);
    else return await runWithoutCommand(name, rest, context);
    return 0;
  } catch (error) {
    if (error instanceof ReportedExit) return error.exitCode;
    if (context.signal.aborted && isInterruption(error)) {
      return exitCodeOfSignal(context.signal.reason);
    }
    const { reportError } = await import('./report-error.ts');
    const kind = entry?.kind ?? 'client';
    const exitCode = await reportError(error, context, {
      kind,
      json: wantsJson(context.argv, context.environment),
    });
    return context.signal.aborted ? exitCodeOfSignal(context.signal.reason) : exitCode;
  }
}

/** Commander and the code of the command are loaded only when there is one to run. */
async function loadAndRun(
  entry: CommandEntry,
  rest: readonly string[],
  context: CommandContext,
): Promise<void> {
  const { runCommand } = await import('./run-command.ts');
  await runCommand(entry, rest, context);
}

/** `mokv help exit-codes` and the like. */
async function printTopic({ stdout }: CommandContext, topic: TopicName): Promise<void> {
  const { topicText } = await import('./topic-text.ts');
  await write(stdout, topicText(topic));
}

/** `mokv`, `mokv --help`, `mokv help`, or a word that is no command. */
async function runWithoutCommand(
  name: string | undefined,
  rest: readonly string[],
  context: CommandContext,
): Promise<number> {
  const { stdout, stderr } = context;
  const [first] = rest;
  if (name === 'help' || (name === undefined && (first === '--help' || first === '-h'))) {
    await write(stdout, globalHelp(context));
    return 0;
  }
  if (name !== undefined) throw await unknownCommand(context, name);
  if (first !== undefined) throw new MokvError('USAGE', 'there is no command', { hint: helpHint });
  await write(stdout.isTTY ? stdout : stderr, globalHelp(context));
  return stdout.isTTY ? 0 : exitCodeOf('USAGE', 'client');
}

const helpHint = "run 'mokv --help' for the commands";

async function unknownCommand(context: CommandContext, name: string): Promise<MokvError> {
  const { nearestCommand } = await import('./nearest-command.ts');
  const nearest = nearestCommand(context, name);
  return new MokvError('USAGE', `unknown command "${name}"`, {
    hint: nearest === undefined ? helpHint : `did you mean 'mokv ${nearest}'?`,
  });
}

/** After Ctrl-C there is nothing to say, unless a write was under way. */
function isInterruption(error: unknown): boolean {
  if (error instanceof MokvError) return error.code === 'CANCELLED';
  return error instanceof Error && error.name === 'AbortError';
}
