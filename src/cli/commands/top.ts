import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions } from '../connection-options.ts';
import { parseDuration } from '../duration.ts';
import { addOutputOptions } from '../output-options.ts';
import { runTop, type TopOptions } from '../top-actions.ts';

const limits = { intervalMsMin: 500, intervalMsMax: 3_600_000 } as const;

/** `mokv top`: the live state of a cluster, on a screen or as text. */
export function registerTop(program: Command, context: CommandContext): void {
  const command = program.command('top').optionsGroup('Command:');
  addHelp(command, {
    sentence: 'Watch the cluster live: who leads, who lags, what is done, what happens.',
    examples: [
      'mokv top',
      'mokv top --once',
      'mokv top -b -n 10 -d 5',
      'mokv top -o json | jq .nodes',
      'mokv top --check || page-somebody',
    ],
    exitCodes: [0, 2, 5, 6, 8],
  });
  command.addHelpText(
    'after',
    '\nWithout a terminal it prints a line for each interval, as with -b. On the\nscreen ? is help.',
  );
  command.addOption(new Option('--once', 'print one page and end').conflicts(['batch', 'count']));
  command.option('-b, --batch', 'print a line for each interval');
  command.addOption(
    new Option('-n, --count <number>', 'end after so many lines').argParser(countOf),
  );
  command.addOption(
    new Option('-d, --interval <seconds>', 'how often to ask, also with a unit')
      .argParser(intervalOf)
      .default(2000, '2s'),
  );
  command.addOption(
    new Option('--check', 'as --once, and exit with 8 when the cluster is unhealthy').conflicts([
      'batch',
      'count',
    ]),
  );
  command.option('--write', 'allow changes from the start; else W does');
  command.option('--ascii', 'draw with ASCII only');
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((options: TopOptions) => runTop(context, options));
}

function countOf(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && Number.isSafeInteger(count)) return count;
  throw new InvalidArgumentError('It must be a number from 1.');
}

/** A number is seconds, as the flag of top(1) is. */
function intervalOf(text: string): number {
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : parseDuration(text);
  if (ms >= limits.intervalMsMin && ms <= limits.intervalMsMax) return ms;
  throw new InvalidArgumentError('It must be from 0.5 seconds to an hour, such as 2 or 500ms.');
}
