import type { Command } from 'commander';
import { MokvError } from '../../shared/errors.ts';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions, type ConnectionOptions, withClient } from '../connection-options.ts';
import {
  addConsistencyOption,
  type ConsistencyOptions,
  consistencyOf,
} from '../consistency-option.ts';
import { underPrefix } from '../key-range.ts';
import { isJson, type OutputOptions, write } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';

interface CountOptions extends ConnectionOptions, ConsistencyOptions, OutputOptions {
  readonly prefix?: string;
}

export function registerCount(program: Command, context: CommandContext): void {
  const command = program.command('count').optionsGroup('Command:');
  command.argument('[prefix]', 'only keys that start with this');
  addHelp(command, {
    sentence: 'Print how many keys there are.',
    examples: ['mokv count', 'mokv count cfg/', 'mokv count --prefix cfg/ -j'],
    exitCodes: [0, 2, 5, 6],
  });
  command.option('--prefix <prefix>', 'the same as the argument');
  addConsistencyOption(command);
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((prefix: string | undefined, options: CountOptions) =>
    countKeys(context, prefix, options),
  );
}

async function countKeys(
  context: CommandContext,
  argument: string | undefined,
  options: CountOptions,
): Promise<void> {
  if (argument !== undefined && options.prefix !== undefined) {
    throw new MokvError('USAGE', 'the prefix is given twice', { hint: 'leave out --prefix' });
  }
  const range = underPrefix(argument ?? options.prefix ?? '');
  const read = consistencyOf(options);
  const { count, revision } = await withClient(context, options, (client, call) =>
    client.count(range, { ...call, ...read }),
  );
  const record = JSON.stringify({ count, rev: revision });
  await write(context.stdout, `${isJson(options.output) ? record : count}\n`);
}
