import { CommanderError } from 'commander';
import { MokvError } from '../shared/errors.ts';
import type { CommandContext, CommandEntry } from './command-context.ts';
import { loadProgram } from './program.ts';

/** Parses the words of one command and runs it. Rejects with USAGE when they are wrong. */
export async function runCommand(
  entry: CommandEntry,
  rest: readonly string[],
  context: CommandContext,
): Promise<void> {
  const program = await loadProgram(context, [entry]);
  try {
    await program.parseAsync([entry.name, ...rest], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usageError(error, entry.name);
  }
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
