import { type Command, Option } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions } from '../connection-options.ts';
import { parseDuration } from '../duration.ts';
import { addOutputOptions } from '../output-options.ts';
import { addValueOutputOptions } from '../value-output.ts';
import { type WatchOptions, watchKeys } from '../watch-actions.ts';
import { parseWholeNumber } from '../whole-number.ts';

export function registerWatch(program: Command, context: CommandContext): void {
  const command = program
    .command('watch')
    .argument('[prefix]', 'only keys that start with this', '')
    .optionsGroup('Command:');
  addHelp(command, {
    sentence:
      'Print every change as it happens, without a gap, until Ctrl-C; --timeout is for its beginning.',
    examples: [
      'mokv watch cfg/',
      'mokv watch cfg/ --initial -j',
      'mokv watch --from-rev 48214',
      "mokv watch cfg/ --exec 'echo $MOKV_WATCH_KEY is now $MOKV_WATCH_VALUE'",
      'mokv watch jobs/done --count 1 --idle 30s',
    ],
    exitCodes: [0, 2, 3, 5, 6],
  });
  addOwnOptions(command);
  addOutputOptions(command, ['plain', 'json', 'ndjson', 'raw']);
  addValueOutputOptions(command);
  command.option('-0, --null', 'end each record with a NUL byte in place of a line end');
  command.addHelpText('after', `\n${execHelp}`);
  addConnectionOptions(command);
  command.action((prefix: string, options: WatchOptions) => watchKeys(context, prefix, options));
}

function addOwnOptions(command: Command): void {
  command.option('--from-rev <n>', 'begin with the changes of this revision', parseWholeNumber);
  const initial = new Option('--initial', 'print the keys as they are first');
  command.addOption(initial.conflicts('fromRev'));
  command.option('--exec <command>', 'run this by the shell for each change, one at a time');
  command.option('--count <n>', 'end after n changes', parseWholeNumber);
  command.option('--idle <duration>', 'end when nothing has changed for so long', parseDuration);
}

const execHelp = `What --exec runs gets MOKV_WATCH_TYPE (set or delete), MOKV_WATCH_KEY, MOKV_WATCH_REVISION,
MOKV_WATCH_EXPIRED (1 for a key whose time was over) and, of text that is not too long,
MOKV_WATCH_VALUE; stdin is the value. When it fails, watch ends with its exit code.`;
