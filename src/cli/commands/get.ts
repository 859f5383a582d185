import type { Command } from 'commander';
import type { KvClient } from '../../client/kv-client.ts';
import { MokvError } from '../../shared/errors.ts';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions, type ConnectionOptions, withClient } from '../connection-options.ts';
import {
  addConsistencyOption,
  ageField,
  type ConsistencyOptions,
  consistencyOf,
} from '../consistency-option.ts';
import { formatBytes } from '../format-quantity.ts';
import { expiryText, type ItemMeta, metaFields } from '../item-fields.ts';
import { checkKey } from '../key-argument.ts';
import { isJson, write } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';
import {
  addValueOutputOptions,
  renderValue,
  type ValueOutputOptions,
  valueFields,
} from '../value-output.ts';
import { parseWholeNumber } from '../whole-number.ts';

interface GetOptions extends ConnectionOptions, ConsistencyOptions, ValueOutputOptions {
  readonly default?: string;
  readonly rev?: number;
  readonly meta?: boolean;
}

export function registerGet(program: Command, context: CommandContext): void {
  const command = program.command('get').argument('<key>', 'key to read').optionsGroup('Command:');
  addHelp(command, {
    sentence: 'Print the value of a key, byte for byte.',
    examples: [
      'mokv get cfg/a',
      'mokv get cfg/a -o json --meta',
      'mokv get cfg/a --default none',
      'mokv get cfg/a --rev 48213',
      'mokv -e 10.0.0.2:8400 get cfg/a --max-lag 500ms',
    ],
    exitCodes: [0, 2, 3, 5, 6],
  });
  command.option('--default <value>', 'print this, and succeed, when the key is absent');
  command.option(
    '--rev <n>',
    'the value as it was at this revision, while a server knows it',
    parseWholeNumber,
  );
  command.option('--meta', 'print what is known about the key; with -j beside the value');
  addConsistencyOption(command);
  addOutputOptions(command, ['plain', 'json', 'ndjson', 'raw']);
  addValueOutputOptions(command);
  addConnectionOptions(command);
  command.action((key: string, options: GetOptions) => get(context, key, options));
}

interface Found {
  readonly key: string;
  readonly value: Uint8Array;
  readonly ageMs: number | undefined;
  /** Undefined for the default. */
  readonly meta: ItemMeta | undefined;
}

async function get(context: CommandContext, key: string, options: GetOptions): Promise<void> {
  checkKey(key);
  const read = { ...consistencyOf(options), revision: options.rev };
  const found = await withClient(context, options, (client, call) =>
    find(client, key, { ...call, ...read }, options.default),
  );
  await print(context, options, found);
}

async function find(
  client: KvClient,
  key: string,
  read: Parameters<KvClient['get']>[1],
  whenAbsent: string | undefined,
): Promise<Found> {
  try {
    const { value, ageMs, ...meta } = await client.get(key, read);
    return { key, value, ageMs, meta };
  } catch (error) {
    const isAbsent = error instanceof MokvError && error.code === 'NOT_FOUND';
    if (!isAbsent || whenAbsent === undefined) throw error;
    return { key, value: Buffer.from(whenAbsent), ageMs: undefined, meta: undefined };
  }
}

async function print(
  { stdout }: CommandContext,
  options: GetOptions,
  { key, value, ageMs, meta }: Found,
): Promise<void> {
  const shown = options.meta ? meta : undefined;
  if (isJson(options.output)) {
    const fields = shown === undefined ? {} : metaFields(shown);
    const record = { key, ...valueFields(value), ...fields, ...ageField(ageMs) };
    await write(stdout, `${JSON.stringify(record)}\n`);
    return;
  }
  if (shown !== undefined) {
    await write(stdout, metaText(shown, value));
    return;
  }
  const rendered = renderValue(value, options, stdout);
  await write(stdout, rendered);
  if (typeof rendered === 'string') await write(stdout, '\n');
}

function metaText(meta: ItemMeta, { length }: Uint8Array): string {
  return [
    `rev:      ${meta.modRevision}`,
    `created:  rev ${meta.createRevision}`,
    `version:  ${meta.version}`,
    `expires:  ${expiryText(meta, Date.now())}`,
    `size:     ${formatBytes(length)}\n`,
  ].join('\n');
}
