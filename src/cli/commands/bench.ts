import { type Command, InvalidArgumentError, Option } from 'commander';
import { type BenchOptions, bench } from '../bench-actions.ts';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConfirmOptions } from '../confirm.ts';
import { addConnectionOptions } from '../connection-options.ts';
import { parseDuration } from '../duration.ts';
import { addOutputOptions } from '../output-options.ts';

const limits = { clientsMax: 10_000, keysMax: 1_000_000, valueBytesMax: 1024 * 1024 } as const;

export function registerBench(program: Command, context: CommandContext): void {
  const command = program.command('bench').optionsGroup('Command:');
  addHelp(command, {
    sentence: 'Measure a live cluster under load, on keys of its own that are gone afterwards.',
    examples: [
      'mokv bench',
      'mokv bench --duration 30s --clients 64 --read 50%',
      'mokv bench --value-size 4096 --keys 10000 -j',
    ],
    exitCodes: [0, 2, 5, 6, 7, 9],
  });
  command.addOption(
    new Option('--duration <duration>', 'how long to measure')
      .argParser(parseDuration)
      .default(parseDuration('10s'), '10s'),
  );
  command.option('--clients <n>', 'callers at a time', numberUpTo(limits.clientsMax), 16);
  command.option('--value-size <bytes>', 'of each value', numberUpTo(limits.valueBytesMax), 128);
  command.addOption(
    new Option('--read <percent>', 'share of reads').argParser(parsePercent).default(0.8, '80%'),
  );
  command.option('--keys <n>', 'how many keys', numberUpTo(limits.keysMax), 1000);
  command.option('--prefix <prefix>', 'of its keys', 'mokv-bench/');
  addConfirmOptions(command);
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((options: BenchOptions) => bench(context, options));
}

function numberUpTo(max: number): (text: string) => number {
  return (text) => {
    if (/^[1-9]\d{0,8}$/.test(text) && Number(text) <= max) return Number(text);
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${max}.`);
  };
}

/** "80%" or "80". */
function parsePercent(text: string): number {
  const [, digits] = /^(\d{1,3})%?$/.exec(text) ?? [];
  const percent = Number(digits ?? Number.NaN);
  if (percent <= 100) return percent / 100;
  throw new InvalidArgumentError('It must be a share from 0% to 100%.');
}
