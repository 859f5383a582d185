import { type Command, Option } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions } from '../connection-options.ts';
import { parseTtl } from '../duration.ts';
import { type EventsOptions, printEvents } from '../event-actions.ts';
import { addOutputOptions } from '../output-options.ts';
import { parseWholeNumber } from '../whole-number.ts';

export function registerEvents(program: Command, context: CommandContext): void {
  const command = program.command('events').optionsGroup('Command:');
  addHelp(command, {
    sentence: 'Tell what happened in the cluster and why, merged from all nodes by time.',
    examples: [
      'mokv events --since 1h',
      'mokv events -f',
      'mokv events -n 20 --node n2',
      'mokv events -j | jq \'select(.type == "leader")\'',
    ],
    exitCodes: [0, 2, 3, 5, 6],
  });
  command.addOption(
    new Option('--since <duration>', 'how far back (default: all that is known)').argParser(
      parseTtl,
    ),
  );
  command.option('-n, --last <n>', 'only the last n of the past', parseWholeNumber);
  command.option('-f, --follow', 'go on until interrupted');
  command.option('--node <node>', 'only what this node tells');
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((options: EventsOptions) => printEvents(context, options));
}
