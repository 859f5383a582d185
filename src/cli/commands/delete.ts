import type { Command } from 'commander';
import { MokvError } from '../../shared/errors.ts';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions, type ConnectionOptions, withClient } from '../connection-options.ts';
import { checkKey } from '../key-argument.ts';
import { type OutputOptions, printResult } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';

interface DeleteOptions extends ConnectionOptions, OutputOptions {}

export function registerDelete(program: Command, context: CommandContext): void {
  const command = program
    .command('delete')
    .argument('<keys...>', 'keys to delete')
    .optionsGroup('Command:');
  addHelp(command, {
    sentence: 'Delete keys, one after the other; a key that is absent already counts as deleted.',
    examples: ['mokv delete cfg/a', 'mokv list tmp/ -0 | xargs -0 mokv delete'],
    exitCodes: [0, 2, 5, 6, 7],
  });
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((keys: string[], options: DeleteOptions) => deleteKeys(context, keys, options));
}

async function deleteKeys(
  context: CommandContext,
  keys: readonly string[],
  options: DeleteOptions,
): Promise<void> {
  for (const key of keys) checkKey(key);
  await withClient(context, options, async (client, call) => {
    for (const [index, key] of keys.entries()) {
      try {
        await client.delete(key, call);
      } catch (error) {
        throw index === 0 ? error : partlyDone(error, index, keys.length);
      }
    }
  });
  await printResult(context, options, { text: 'OK', record: { keys } });
}

function partlyDone(error: unknown, done: number, total: number): unknown {
  if (!(error instanceof MokvError)) return error;
  const { code, message, hint, metadata } = error;
  return new MokvError(code, `${message} (${done} of ${total} keys were deleted before)`, {
    hint,
    metadata,
    cause: error,
  });
}
