import type { Command } from 'commander';
import type { KeyValue } from '../../client/kv-client.ts';
import { MokvError } from '../../shared/errors.ts';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions, type ConnectionOptions, withClient } from '../connection-options.ts';
import { addConsistencyOption, ageField, type ConsistencyOptions } from '../consistency-option.ts';
import { checkKey } from '../key-argument.ts';
import { isJson, write } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';
import {
  addValueOutputOptions,
  renderValue,
  type ValueOutputOptions,
  valueFields,
} from '../value-output.ts';

interface GetOptions extends ConnectionOptions, ConsistencyOptions, ValueOutputOptions {
  readonly default?: string;
}

export function registerGet(program: Command, context: CommandContext): void {
  const command = program.command('get').argument('<key>', 'key to read').optionsGroup('Command:');
  addHelp(command, {
    sentence: 'Print the value of a key, byte for byte.',
    examples: [
      'mokv get cfg/a',
      'mokv get cfg/a -o json',
      'mokv get cfg/a --default none',
      'mokv -e 10.0.0.2:8400 get cfg/a --consistency stale',
    ],
    exitCodes: [0, 2, 3, 5, 6],
  });
  command.option('--default <value>', 'print this, and succeed, when the key is absent');
  addConsistencyOption(command);
  addOutputOptions(command, ['plain', 'json', 'ndjson', 'raw']);
  addValueOutputOptions(command);
  addConnectionOptions(command);
  command.action((key: string, options: GetOptions) => get(context, key, options));
}

async function get(context: CommandContext, key: string, options: GetOptions): Promise<void> {
  checkKey(key);
  const { consistency } = options;
  const found = await withClient(context, options, async (client, call) => {
    try {
      return await client.get(key, { ...call, consistency });
    } catch (error) {
      const isAbsent = error instanceof MokvError && error.code === 'NOT_FOUND';
      if (!isAbsent || options.default === undefined) throw error;
      return { value: Buffer.from(options.default), ageMs: undefined };
    }
  });
  await print(context, options, { key, ...found });
}

async function print(
  { stdout }: CommandContext,
  options: GetOptions,
  { key, value, ageMs }: KeyValue,
): Promise<void> {
  if (isJson(options.output)) {
    const record = { key, ...valueFields(value), ...ageField(ageMs) };
    await write(stdout, `${JSON.stringify(record)}\n`);
    return;
  }
  const rendered = renderValue(value, options, stdout);
  await write(stdout, rendered);
  if (typeof rendered === 'string') await write(stdout, '\n');
}
