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
import { checkKey } from '../key-argument.ts';
import { isJson, type OutputOptions, write } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';
import { ReportedExit } from '../reported-exit.ts';

interface ExistsOptions extends ConnectionOptions, ConsistencyOptions, OutputOptions {}

export function registerExists(program: Command, context: CommandContext): void {
  const command = program.command('exists').argument('<key>', 'key to look for');
  command.optionsGroup('Command:');
  addHelp(command, {
    sentence: 'Tell by the exit code alone whether a key exists.',
    examples: ['mokv exists cfg/a && echo yes', 'if ! mokv exists cfg/a; then echo no; fi'],
    exitCodes: [0, 2, 3, 5, 6],
  });
  addConsistencyOption(command);
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((key: string, options: ExistsOptions) => exists(context, key, options));
}

async function exists(context: CommandContext, key: string, options: ExistsOptions): Promise<void> {
  checkKey(key);
  const read = consistencyOf(options);
  const isThere = await withClient(context, options, async (client, call) => {
    try {
      await client.get(key, { ...call, ...read });
      return true;
    } catch (error) {
      if (error instanceof MokvError && error.code === 'NOT_FOUND') return false;
      throw error;
    }
  });
  if (isJson(options.output)) {
    await write(context.stdout, `${JSON.stringify({ key, exists: isThere })}\n`);
  }
  if (!isThere) throw new ReportedExit(3);
}
