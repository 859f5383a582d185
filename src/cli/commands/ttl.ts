import { type Command, Option } from 'commander';
import type { ItemRead } from '../../client/kv-api.ts';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions, type ConnectionOptions, withClient } from '../connection-options.ts';
import { parseTtl } from '../duration.ts';
import { checkKey } from '../key-argument.ts';
import { type OutputOptions, printResult } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';
import {
  addRequestIdOption,
  addRevisionCondition,
  doneText,
  type RequestIdOptions,
  revisionCondition,
} from '../write-options.ts';

interface TtlOptions extends ConnectionOptions, OutputOptions, RequestIdOptions {
  readonly set?: number;
  readonly clear?: boolean;
  readonly ifRev?: number;
}

export function registerTtl(program: Command, context: CommandContext): void {
  const command = program.command('ttl').argument('<key>', 'key to look at');
  command.optionsGroup('Command:');
  addHelp(command, {
    sentence: 'Print how long a key stays, in whole seconds or "never", or change that.',
    examples: ['mokv ttl session/7', 'mokv ttl session/7 --set 30m', 'mokv ttl session/7 --clear'],
    exitCodes: [0, 2, 3, 4, 5, 6, 7],
  });
  command.option('--set <duration>', 'let it end after this time, e.g. 30s or 7d', parseTtl);
  command.addOption(new Option('--clear', 'let it stay').conflicts('set'));
  addRevisionCondition(command);
  addRequestIdOption(command);
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((key: string, options: TtlOptions) => ttl(context, key, options));
}

async function ttl(context: CommandContext, key: string, options: TtlOptions): Promise<void> {
  checkKey(key);
  const { set, clear } = options;
  if (set !== undefined || clear) await change(context, key, { ...options, set: set ?? 0 });
  else await show(context, key, options);
}

async function change(
  context: CommandContext,
  key: string,
  options: TtlOptions & { readonly set: number },
): Promise<void> {
  const { set, requestId } = options;
  const condition = revisionCondition(options.ifRev);
  const { revision, expiresAtMs } = await withClient(context, options, (client, call) =>
    client.touch(key, set, { ...call, condition, requestId }),
  );
  const expiry = expiresAtMs === undefined ? {} : { expires_at_ms: expiresAtMs };
  const record = { key, rev: revision, ...expiry };
  await printResult(context, options, { text: doneText(revision), record });
}

async function show(context: CommandContext, key: string, options: TtlOptions): Promise<void> {
  const item = await withClient(context, options, (client, call) => client.get(key, call));
  const { modRevision: rev, expiresAtMs } = item;
  const left = remainingMs(item);
  const fields = left === undefined ? {} : { ttl_ms: left, expires_at_ms: expiresAtMs };
  const lease = item.leaseId === 0 ? {} : { lease_id: `${item.leaseId}` };
  // --quiet leaves what was asked for.
  await printResult(
    context,
    { ...options, quiet: false },
    {
      text: left === undefined ? 'never' : `${Math.ceil(left / 1000)}`,
      record: { key, rev, ...fields, ...lease },
    },
  );
}

function remainingMs({ expiresAtMs }: ItemRead): number | undefined {
  return expiresAtMs === undefined ? undefined : Math.max(expiresAtMs - Date.now(), 0);
}
