import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions } from '../connection-options.ts';
import { type EditOptions, editKey } from '../edit-actions.ts';
import { checkKey } from '../key-argument.ts';
import { addOutputOptions } from '../output-options.ts';

export function registerEdit(program: Command, context: CommandContext): void {
  const command = program.command('edit').argument('<key>', 'key to edit; it may be new');
  command.optionsGroup('Command:');
  addHelp(command, {
    sentence: 'Change a value in an editor; saved only when nobody else changed it meanwhile.',
    examples: ['mokv edit cfg/a', 'EDITOR=nano mokv edit cfg/a'],
    exitCodes: [0, 1, 2, 4, 5, 6, 7],
  });
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((key: string, options: EditOptions) => editKey(context, checkKey(key), options));
}
