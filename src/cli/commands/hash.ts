import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions } from '../connection-options.ts';
import { type HashOptions, printHashes } from '../hash-actions.ts';
import { addOutputOptions } from '../output-options.ts';
import { listFormats } from '../print-listing.ts';
import { parseWholeNumber } from '../whole-number.ts';

export function registerHash(program: Command, context: CommandContext): void {
  const command = program.command('hash').optionsGroup('Command:');
  addHelp(command, {
    sentence: 'Show the hash of everything applied; with --all compare all nodes at one index.',
    examples: [
      'mokv hash',
      'mokv hash --all',
      'mokv hash --all --contents --timeout 1m',
      'mokv hash --all --at-index 48213 -j',
    ],
    exitCodes: [0, 2, 4, 5, 6, 8],
  });
  command.option('--all', 'ask every node at one index; exit code 8 when they differ');
  command.option(
    '--at-index <index>',
    'after this entry of the log (default: what is committed now)',
    parseWholeNumber,
  );
  command.option('--contents', 'over keys and values themselves, too, which takes a while');
  addOutputOptions(command, listFormats);
  addConnectionOptions(command, '15s');
  command.action((options: HashOptions) => printHashes(context, options));
}
