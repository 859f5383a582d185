import type { CallOptions, DeleteRangeResult, KeyRange } from '../client/kv-api.ts';
import type { KvClient } from '../client/kv-client.ts';
import { MokvError } from '../shared/errors.ts';
import { quoted } from '../shared/quoted.ts';
import type { CommandContext } from './command-context.ts';
import { type ConfirmOptions, confirm, requireAnswer } from './confirm.ts';
import { type ConnectionOptions, withClient } from './connection-options.ts';
import { count } from './format-quantity.ts';
import { onlyKey, rangeText } from './key-range.ts';
import { type OutputOptions, printResult } from './output.ts';
import {
  doneText,
  type RequestIdOptions,
  revisionCondition,
  revisionField,
} from './write-options.ts';

export interface DeleteOptions
  extends ConnectionOptions,
    OutputOptions,
    ConfirmOptions,
    RequestIdOptions {
  readonly prefix?: string;
  readonly range?: boolean;
  readonly all?: boolean;
  readonly ifRev?: number;
  readonly mustExist?: boolean;
  readonly dryRun?: boolean;
}

const limits = { samples: 3 } as const;

/** Deletes keys that were named, one after the other. */
export async function deleteKeys(
  context: CommandContext,
  keys: readonly string[],
  options: DeleteOptions,
): Promise<void> {
  const { deleted, revision } = await withClient(context, options, async (client, call) => {
    let total = { deleted: 0, revision: 0 };
    for (const [index, key] of keys.entries()) {
      try {
        const one = await deleteKey(client, key, call, options);
        total = { deleted: total.deleted + one.deleted, revision: one.revision };
      } catch (error) {
        throw index === 0 || options.dryRun ? error : partlyDone(error, index, keys.length);
      }
    }
    return total;
  });
  const known = revision === 0 ? {} : { deleted, ...revisionField(revision) };
  const record = { keys, ...known, ...dryRunField(options) };
  const text = options.dryRun ? wouldDelete(deleted) : doneText(revision);
  await printResult(context, options, { text, record });
}

async function deleteKey(
  client: KvClient,
  key: string,
  call: CallOptions,
  { dryRun, ifRev, mustExist, requestId }: DeleteOptions,
): Promise<DeleteRangeResult> {
  const condition = revisionCondition(ifRev);
  const write = { ...call, condition, requestId };
  const result = dryRun
    ? await client.deleteRange(onlyKey(key), { ...call, dryRun })
    : await client.delete(key, write).then((one) => ({ ...one, deleted: one.deleted ? 1 : 0 }));
  if (mustExist && result.deleted === 0) {
    throw new MokvError('NOT_FOUND', `key ${quoted(key)} not found`);
  }
  return result;
}

function partlyDone(error: unknown, done: number, total: number): unknown {
  if (!(error instanceof MokvError)) return error;
  const { code, message, hint, metadata } = error;
  return new MokvError(code, `${message} (${done} of ${total} keys were deleted before)`, {
    hint,
    metadata,
    cause: error,
  });
}

/** Deletes a range at one revision, after a question that says how many keys that are. */
export async function deleteRange(
  context: CommandContext,
  range: KeyRange,
  options: DeleteOptions,
): Promise<void> {
  const { dryRun, mustExist, requestId } = options;
  if (!dryRun) requireAnswer(context, options, 'deleting a range');
  // Nobody needs the count who has said yes already.
  const isAsked = !dryRun && !options.yes;
  const before = dryRun || isAsked ? await lookAt(context, range, options) : undefined;
  if (before !== undefined && isAsked && before.deleted > 1) {
    await confirm(context, options, questionOf(range, before));
  }
  const { deleted, revision } =
    before !== undefined && (dryRun || before.deleted === 0)
      ? before
      : await withClient(context, options, (client, call) =>
          client.deleteRange(range, { ...call, requestId }),
        );
  if (mustExist && deleted === 0) {
    throw new MokvError('NOT_FOUND', `there is no key ${rangeText(range)}`);
  }
  await printResult(context, options, {
    text: dryRun ? wouldDelete(deleted) : `OK ${count(deleted, 'key')} deleted, rev ${revision}`,
    record: { deleted, rev: revision, ...dryRunField(options) },
  });
}

interface Contents extends DeleteRangeResult {
  readonly samples: readonly string[];
}

function lookAt(
  context: CommandContext,
  range: KeyRange,
  options: DeleteOptions,
): Promise<Contents> {
  return withClient(context, options, async (client, call) => {
    const { deleted, revision } = await client.deleteRange(range, { ...call, dryRun: true });
    const page = { ...call, limit: limits.samples, keysOnly: true };
    const { entries } = await client.range(range, page);
    const samples = entries.flatMap((entry) => (entry.type === 'item' ? [quoted(entry.key)] : []));
    return { deleted, revision, samples };
  });
}

function questionOf(range: KeyRange, { deleted, samples }: Contents): string {
  const shown = deleted > samples.length ? [...samples, '…'] : samples;
  return `Delete ${count(deleted, 'key')} ${rangeText(range)} (${shown.join(', ')})?`;
}

function wouldDelete(deleted: number): string {
  return `would delete ${count(deleted, 'key')}`;
}

function dryRunField({ dryRun }: DeleteOptions): { dry_run?: true } {
  return dryRun ? { dry_run: true } : {};
}
