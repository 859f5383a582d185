import { type Command, InvalidArgumentError, Option } from 'commander';
import type { KeyValue } from '../../client/kv-client.ts';
import type { CommandContext, OutputStream } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions, type ConnectionOptions, withClient } from '../connection-options.ts';
import { addConsistencyOption, ageField, type ConsistencyOptions } from '../consistency-option.ts';
import { escapeLine } from '../escape-control.ts';
import { isJson, write } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';
import {
  addValueOutputOptions,
  renderValue,
  type ValueOutputOptions,
  valueFields,
} from '../value-output.ts';

interface ListOptions extends ConnectionOptions, ConsistencyOptions, ValueOutputOptions {
  readonly values?: boolean;
  readonly limit?: number;
  readonly after?: string;
  readonly null?: boolean;
}

export function registerList(program: Command, context: CommandContext): void {
  const command = program
    .command('list')
    .argument('[prefix]', 'only keys that start with this', '')
    .optionsGroup('Command:');
  addHelp(command, {
    sentence: 'List keys in byte order, all from one point in time.',
    examples: [
      'mokv list',
      'mokv list cfg/ --values',
      'mokv list cfg/ --limit 100 --after cfg/k99',
      'mokv list tmp/ -0 | xargs -0 mokv delete',
    ],
    exitCodes: [0, 2, 5, 6],
  });
  command.addOption(new Option('--keys-only', 'print keys (the default)').conflicts('values'));
  command.option('--values', 'print each key, a tab and its value');
  command.option('--limit <n>', 'print at most n keys', parseLimit);
  command.option('--after <key>', 'start behind this key');
  addConsistencyOption(command);
  addOutputOptions(command, ['plain', 'json', 'ndjson', 'raw']);
  addValueOutputOptions(command);
  command.option('-0, --null', 'end each record with a NUL byte in place of a line end');
  addConnectionOptions(command);
  command.action((prefix: string, options: ListOptions) => list(context, prefix, options));
}

function parseLimit(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number, 1 or more.');
}

async function list(context: CommandContext, prefix: string, options: ListOptions): Promise<void> {
  await withClient(context, options, async (client, call) => {
    let remaining = options.limit ?? Number.POSITIVE_INFINITY;
    const items = client.list({ ...call, consistency: options.consistency });
    for await (const item of select(items, prefix, options.after)) {
      await write(context.stdout, renderItem(item, options, context.stdout));
      remaining -= 1;
      if (remaining === 0) return;
    }
  });
}

/** The keys under `prefix` behind `after`. Ends behind the last one, so that the rest is not sent. */
async function* select(
  items: AsyncIterable<KeyValue>,
  prefix: string,
  after: string | undefined,
): AsyncGenerator<KeyValue, void, void> {
  const first = Buffer.from(prefix);
  const bound = after === undefined ? undefined : Buffer.from(after);
  for await (const item of items) {
    const key = Buffer.from(item.key);
    const isUnder = key.subarray(0, first.length).equals(first);
    if (!isUnder && key.compare(first) > 0) return;
    if (isUnder && (bound === undefined || key.compare(bound) > 0)) yield item;
  }
}

function renderItem(
  { key, value, ageMs }: KeyValue,
  options: ListOptions,
  stdout: OutputStream,
): string | Uint8Array {
  if (isJson(options.output)) {
    const fields = { ...(options.values ? valueFields(value) : {}), ...ageField(ageMs) };
    return `${JSON.stringify({ key, ...fields })}\n`;
  }
  const isExact = !stdout.isTTY || options.output === 'raw';
  const name = isExact ? key : escapeLine(key);
  const end = options.null ? '\0' : '\n';
  if (!options.values) return `${name}${end}`;
  return Buffer.concat([
    Buffer.from(`${name}\t`),
    Buffer.from(renderValue(value, options, stdout)),
    Buffer.from(end),
  ]);
}
