import type { Command } from 'commander';
import { type ApplyOptions, apply } from '../apply-actions.ts';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConfirmOptions } from '../confirm.ts';
import { addConnectionOptions } from '../connection-options.ts';
import { addOutputOptions } from '../output-options.ts';

export function registerApply(program: Command, context: CommandContext): void {
  const command = program
    .command('apply')
    .argument('<path>', 'directory or file; -: YAML on stdin');
  command.optionsGroup('Command:');
  addHelp(command, {
    sentence: 'Make keys have the values of a file, unless somebody changes them meanwhile.',
    examples: [
      'mokv apply config.yaml --dry-run',
      'mokv apply config/ --prefix cfg/',
      'mokv apply config/ --prefix cfg/ --prune -y',
      'mokv diff config/ --prefix cfg/',
    ],
    exitCodes: [0, 2, 4, 5, 6, 7, 9],
  });
  command.option('--prefix <prefix>', 'put this before every key');
  command.option('--prune', 'delete the keys under --prefix that the file does not have');
  command.option('--dry-run', 'only print the plan');
  addConfirmOptions(command);
  command.addHelpText('after', `\n${desiredHelp}`);
  addOutputOptions(command);
  addConnectionOptions(command, '1m');
  command.action((path: string, options: ApplyOptions) => apply(context, path, options));
}

/** What `apply` and `diff` read. */
export const desiredHelp = `A directory: each file is a key (its path) with its bytes as the value; hidden ones are left out.
A file .ndjson: what export printed. Any other file: a YAML or JSON map of keys and texts, as in
  cfg/port: 8400
  cfg/greeting: |
    hello
The plan has + for new keys, ~ for new values, - for keys that go. Up to 128 keys change at one
revision; more take several, which can stop between them: run it again then.`;
