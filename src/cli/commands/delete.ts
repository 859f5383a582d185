import { type Command, Option } from 'commander';
import { MokvError } from '../../shared/errors.ts';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConfirmOptions } from '../confirm.ts';
import { addConnectionOptions } from '../connection-options.ts';
import { type DeleteOptions, deleteKeys, deleteRange } from '../delete-actions.ts';
import { checkKey } from '../key-argument.ts';
import { addOutputOptions } from '../output-options.ts';
import { addRequestIdOption, addRevisionCondition } from '../write-options.ts';

export function registerDelete(program: Command, context: CommandContext): void {
  const command = program
    .command('delete')
    .argument('[keys...]', 'keys to delete, one after the other')
    .optionsGroup('Command:');
  addHelp(command, {
    sentence: 'Delete keys; one that is absent already counts as deleted.',
    examples: [
      'mokv delete cfg/a',
      'mokv delete cfg/a --if-rev 48213 --must-exist',
      'mokv delete --prefix tmp/ --dry-run',
      'mokv delete --range log/2024 log/2025 -y',
      'mokv list tmp/ -0 | xargs -0 mokv delete',
    ],
    exitCodes: [0, 2, 3, 4, 5, 6, 7, 9],
  });
  addOwnOptions(command);
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((keys: string[], options: DeleteOptions) => run(context, keys, options));
}

function addOwnOptions(command: Command): void {
  const prefix = new Option('--prefix <prefix>', 'all keys that start with this, at one revision');
  command.addOption(prefix.conflicts(['range', 'all']));
  const range = new Option('--range', 'all keys from the first one given, before the second');
  command.addOption(range.conflicts('all'));
  command.option('--all', 'all keys of the cluster');
  addRevisionCondition(command);
  command.option('--must-exist', 'fail when there is nothing to delete');
  command.option('--dry-run', 'only say how many keys it would delete');
  addRequestIdOption(command);
  addConfirmOptions(command);
}

async function run(
  context: CommandContext,
  keys: readonly string[],
  options: DeleteOptions,
): Promise<void> {
  for (const key of keys) checkKey(key);
  const { prefix, range, all } = options;
  if (prefix === undefined && !range && !all) return deleteNamed(context, keys, options);
  if (options.ifRev !== undefined) throw wrong('--if-rev is about one key');
  if (range) {
    const [start, end, ...others] = keys;
    if (start === undefined || end === undefined || others.length > 0) {
      throw wrong('--range takes two keys: from the first, before the second');
    }
    return deleteRange(context, { start, end }, options);
  }
  if (keys.length > 0) throw wrong(`${all ? '--all' : '--prefix'} goes without keys`);
  if (prefix === '') {
    throw new MokvError('USAGE', 'the prefix is empty: every key starts with it', {
      hint: 'to delete everything say --all',
    });
  }
  return deleteRange(context, prefix === undefined ? {} : { prefix }, options);
}

async function deleteNamed(
  context: CommandContext,
  keys: readonly string[],
  options: DeleteOptions,
): Promise<void> {
  if (keys.length === 0)
    throw wrong('there is nothing to delete: no key, --prefix, --range or --all');
  const isForOne = options.ifRev !== undefined || options.requestId !== undefined;
  if (isForOne && keys.length > 1) throw wrong('--if-rev and --request-id are about one key');
  await deleteKeys(context, keys, options);
}

function wrong(message: string): MokvError {
  return new MokvError('USAGE', message, { hint: "run 'mokv delete --help'" });
}
