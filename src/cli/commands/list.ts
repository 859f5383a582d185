import { type Command, Option } from 'commander';
import { BufferedOutput } from '../buffered-output.ts';
import type { CommandContext, OutputStream } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions, type ConnectionOptions, withClient } from '../connection-options.ts';
import {
  addConsistencyOption,
  ageField,
  type ConsistencyOptions,
  consistencyOf,
} from '../consistency-option.ts';
import { escapeLine } from '../escape-control.ts';
import { expiryText, metaFields } from '../item-fields.ts';
import { type ListedEntry, listEntries } from '../list-entries.ts';
import { isJson } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';
import {
  addValueOutputOptions,
  renderValue,
  type ValueOutputOptions,
  valueFields,
} from '../value-output.ts';
import { parseWholeNumber } from '../whole-number.ts';

interface ListOptions extends ConnectionOptions, ConsistencyOptions, ValueOutputOptions {
  readonly values?: boolean;
  readonly meta?: boolean;
  readonly limit?: number;
  readonly after?: string;
  readonly from?: string;
  readonly to?: string;
  readonly delimiter?: string;
  readonly reverse?: boolean;
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
      'mokv list --delimiter /',
      'mokv list cfg/ --limit 100 --after cfg/k99',
      'mokv list log/ -r --limit 1',
      'mokv list tmp/ -0 | xargs -0 mokv delete',
    ],
    exitCodes: [0, 2, 5, 6],
  });
  addOwnOptions(command);
  addConsistencyOption(command);
  addOutputOptions(command, ['plain', 'json', 'ndjson', 'raw']);
  addValueOutputOptions(command);
  command.option('-0, --null', 'end each record with a NUL byte in place of a line end');
  addConnectionOptions(command);
  command.action((prefix: string, options: ListOptions) => list(context, prefix, options));
}

function addOwnOptions(command: Command): void {
  const keysOnly = new Option('--keys-only', 'print keys (the default)');
  command.addOption(keysOnly.conflicts(['values', 'meta']));
  command.option('--values', 'print each key, a tab and its value');
  const meta = new Option('--meta', 'print key, revision, version and expiry between tabs');
  command.addOption(meta.conflicts('values'));
  command.option('--limit <n>', 'print at most n keys', parseWholeNumber);
  command.option('--after <key>', 'start behind this key (before it with -r)');
  command.addOption(new Option('--from <key>', 'start at this key').conflicts('after'));
  command.option('--to <key>', 'end before this key');
  const delimiter = '--delimiter <text>';
  command.option(delimiter, 'print keys with this text behind the prefix as one group');
  command.option('-r, --reverse', 'the last key first');
}

async function list(context: CommandContext, prefix: string, options: ListOptions): Promise<void> {
  const { stdout } = context;
  const read = { ...consistencyOf(options), keysOnly: !options.values };
  const output = new BufferedOutput(stdout);
  try {
    await withClient(context, options, async (client, call) => {
      const entries = listEntries(client, prefix, { ...options, ...read, ...call });
      for await (const entry of entries) await output.add(renderEntry(entry, options, stdout));
    });
  } finally {
    await output.flush();
  }
}

function renderEntry(
  entry: ListedEntry,
  options: ListOptions,
  stdout: OutputStream,
): string | Uint8Array {
  if (isJson(options.output)) return `${JSON.stringify(recordOf(entry, options))}\n`;
  const isExact = !stdout.isTTY || options.output === 'raw';
  const name = entry.type === 'item' ? entry.key : entry.prefix;
  const shown = isExact ? name : escapeLine(name);
  const end = options.null ? '\0' : '\n';
  if (entry.type === 'group') return `${shown}${end}`;
  if (options.meta && entry.meta !== undefined) {
    const { modRevision, version } = entry.meta;
    return `${[shown, modRevision, version, expiryText(entry.meta, Date.now())].join('\t')}${end}`;
  }
  if (!options.values) return `${shown}${end}`;
  return Buffer.concat([
    Buffer.from(`${shown}\t`),
    Buffer.from(renderValue(entry.value, options, stdout)),
    Buffer.from(end),
  ]);
}

function recordOf(entry: ListedEntry, { values, meta }: ListOptions): object {
  if (entry.type === 'group') return { prefix: entry.prefix, keys: entry.keys };
  return {
    key: entry.key,
    ...(values ? valueFields(entry.value) : {}),
    ...(meta && entry.meta !== undefined ? metaFields(entry.meta) : {}),
    ...ageField(entry.ageMs),
  };
}
