import { type Command, Option } from 'commander';
import type { Condition, Item, SetResult } from '../../client/kv-api.ts';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions, type ConnectionOptions, withClient } from '../connection-options.ts';
import { parseTtl } from '../duration.ts';
import { metaFields } from '../item-fields.ts';
import { checkKey, checkText } from '../key-argument.ts';
import { isJson, type OutputOptions, printResult, write } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';
import { readValue } from '../value-input.ts';
import { renderValue, valueFields } from '../value-output.ts';
import {
  addRequestIdOption,
  addRevisionCondition,
  doneText,
  type RequestIdOptions,
  revisionCondition,
} from '../write-options.ts';

interface SetOptions extends ConnectionOptions, OutputOptions, RequestIdOptions {
  readonly base64?: boolean;
  readonly ttl?: number;
  readonly keepTtl?: boolean;
  readonly ifAbsent?: boolean;
  readonly ifRev?: number;
  readonly ifValue?: string;
  readonly prev?: boolean;
}

export function registerSet(program: Command, context: CommandContext): void {
  const command = program
    .command('set')
    .argument('<key>', 'key to write')
    .argument('[value]', 'the value; - or none: stdin, @file: a file, @@x: the text @x')
    .optionsGroup('Command:');
  addHelp(command, {
    sentence: 'Write a key; done when a majority of the servers has it on disk.',
    examples: [
      'mokv set cfg/a 1',
      'mokv set cfg/logo @logo.png',
      'mokv set cfg/dump < dump.bin',
      'mokv set cfg/offset -- -5',
      'mokv set session/7 alice --ttl 30m',
      'mokv set cfg/a 2 --if-rev 48213',
      'mokv set jobs/42 done --request-id job-42',
    ],
    exitCodes: [0, 2, 4, 5, 6, 7],
  });
  addOwnOptions(command);
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((key: string, value: string | undefined, options: SetOptions) =>
    set(context, { key, value }, options),
  );
}

function addOwnOptions(command: Command): void {
  command.option('--base64', 'the value is given as Base64');
  command.option('--ttl <duration>', 'the key ends after this time, e.g. 30s or 7d', parseTtl);
  const keepTtl = new Option('--keep-ttl', 'the key ends when it would have ended');
  command.addOption(keepTtl.conflicts('ttl'));
  const ifAbsent = new Option('--if-absent', 'only when the key does not exist');
  command.addOption(ifAbsent.conflicts(['ifRev', 'ifValue']));
  addRevisionCondition(command);
  const ifValue = new Option('--if-value <value>', 'only when the key has this value');
  command.addOption(ifValue.conflicts('ifRev'));
  command.option('--prev', 'print the value that was there before, byte for byte');
  addRequestIdOption(command);
}

interface SetArguments {
  readonly key: string;
  readonly value: string | undefined;
}

async function set(
  context: CommandContext,
  { key, value: argument }: SetArguments,
  options: SetOptions,
): Promise<void> {
  checkKey(key);
  const value = await readValue(context, {
    argument,
    isLiteral: isAfterDashes(context.argv),
    isBase64: options.base64 ?? false,
  });
  const wishes = {
    ...(options.ttl === undefined ? {} : { ttlMs: options.ttl }),
    ...(options.keepTtl ? { keepTtl: true } : {}),
    ...(options.prev ? { returnPrevious: true } : {}),
    condition: conditionOf(options),
    requestId: options.requestId,
  };
  const result = await withClient(context, options, (client, call) =>
    client.set(key, value, { ...call, ...wishes }),
  );
  await print(context, options, key, result);
}

function conditionOf({ ifAbsent, ifRev, ifValue }: SetOptions): Condition | undefined {
  if (ifAbsent) return { type: 'absent' };
  if (ifValue === undefined) return revisionCondition(ifRev);
  return { type: 'value', value: Buffer.from(checkText('the value', ifValue)) };
}

async function print(
  context: CommandContext,
  options: SetOptions,
  key: string,
  { revision, created, previous }: SetResult,
): Promise<void> {
  const { stdout } = context;
  if (options.prev && !isJson(options.output)) {
    if (previous === undefined) return;
    const rendered = renderValue(previous.value, {}, stdout);
    await write(stdout, typeof rendered === 'string' ? `${rendered}\n` : rendered);
    return;
  }
  const known = revision === 0 ? {} : { rev: revision, created };
  const record = { key, ...known, ...previousField(previous) };
  await printResult(context, options, { text: doneText(revision), record });
}

function previousField(previous: Item | undefined): object {
  if (previous === undefined) return {};
  return { previous: { ...valueFields(previous.value), ...metaFields(previous) } };
}

/** The value is the last word: it is literal when `--` stands anywhere before it. */
function isAfterDashes(argv: readonly string[]): boolean {
  const dashes = argv.indexOf('--');
  return dashes >= 0 && dashes < argv.length - 1;
}
