import type { CallLimits } from '../client/connection.ts';
import type { KvClient } from '../client/kv-client.ts';
import { MokvError } from '../shared/errors.ts';
import { quoted } from '../shared/quoted.ts';
import { type PlannedChange, planChanges, planPruning, transactionsOf } from './apply-plan.ts';
import type { CommandContext } from './command-context.ts';
import { type ConfirmOptions, confirm, requireAnswer } from './confirm.ts';
import { type ConnectionOptions, withClient } from './connection-options.ts';
import { readAllItems, readItems } from './current-items.ts';
import { readDesired } from './desired-values.ts';
import { escapeLine } from './escape-control.ts';
import { count } from './format-quantity.ts';
import { type OutputOptions, printResult, write } from './output.ts';
import { createProgress } from './progress.ts';

export interface ApplyOptions extends ConnectionOptions, OutputOptions, ConfirmOptions {
  readonly prefix?: string;
  readonly prune?: boolean;
  readonly dryRun?: boolean;
}

const limits = { samples: 3 } as const;

/** Makes the cluster have what the file or directory says. */
export async function apply(
  context: CommandContext,
  path: string,
  options: ApplyOptions,
): Promise<void> {
  checkPrune(options);
  if (options.prune && !options.dryRun) requireAnswer(context, options, '--prune');
  const { changes, same } = await plan(context, path, options);
  const isQuiet = options.quiet || (options.output !== undefined && options.output !== 'plain');
  if (!isQuiet) {
    for (const change of changes) await write(context.stdout, `${planLine(change)}\n`);
  }
  const revision = options.dryRun ? 0 : await carryOut(context, changes, options);
  const counts = countsOf(changes);
  await printResult(context, options, {
    text: summary(changes, same, { isDone: !options.dryRun, revision }),
    record: {
      changes: changes.map(({ action, key }) => ({ action, key })),
      ...counts,
      unchanged: same,
      ...(revision === 0 ? {} : { rev: revision }),
      ...(options.dryRun ? { dry_run: true } : {}),
    },
  });
}

export interface Plan {
  readonly changes: readonly PlannedChange[];
  /** Keys that are as they are to be. */
  readonly same: number;
}

export type PlanOptions = Pick<ApplyOptions, 'prefix' | 'prune'> & Parameters<typeof withClient>[1];

/** What it would take to make the cluster have what the file or directory says. */
export async function plan(
  context: CommandContext,
  path: string,
  options: PlanOptions,
): Promise<Plan> {
  checkPrune(options);
  const { prefix = '', prune } = options;
  const desired = await readDesired(context, path, prefix);
  return withClient(context, options, async (client, call) => {
    const items = prune
      ? await readAllItems(client, prefix, call)
      : await readItems(client, desired, call);
    const planned = planChanges(desired, items);
    const pruned = prune ? planPruning(desired, items) : [];
    return { changes: [...planned, ...pruned], same: desired.size - planned.length };
  });
}

function checkPrune({ prefix, prune }: PlanOptions): void {
  if (!prune || prefix) return;
  throw new MokvError('USAGE', '--prune needs --prefix, which says what it may delete', {
    hint: 'for example --prune --prefix cfg/',
  });
}

/** "+ cfg/a": + is new, ~ has another value, - goes. */
export function planLine({ action, key }: PlannedChange): string {
  return `${signs[action]} ${escapeLine(key)}`;
}

const signs = { create: '+', update: '~', delete: '-' } as const;

export function countsOf(changes: readonly PlannedChange[]): {
  readonly created: number;
  readonly updated: number;
  readonly deleted: number;
} {
  const countOf = (action: PlannedChange['action']): number =>
    changes.filter((change) => change.action === action).length;
  return { created: countOf('create'), updated: countOf('update'), deleted: countOf('delete') };
}

export function summary(
  changes: readonly PlannedChange[],
  same: number,
  { isDone, revision }: { readonly isDone: boolean; readonly revision: number },
): string {
  const { created, updated, deleted } = countsOf(changes);
  const what = isDone
    ? `${created} created, ${updated} updated, ${deleted} deleted`
    : `${created} to create, ${updated} to update, ${deleted} to delete`;
  return `${what}, ${same} unchanged${revision === 0 ? '' : `, rev ${revision}`}`;
}

/** Gives the last revision, 0 when there was nothing to do. */
async function carryOut(
  context: CommandContext,
  changes: readonly PlannedChange[],
  options: ApplyOptions,
): Promise<number> {
  if (changes.length === 0) return 0;
  const doomed = changes.filter(({ action }) => action === 'delete');
  if (doomed.length > 0) await confirm(context, options, questionOf(doomed));
  const task = { label: 'applying', unit: 'keys', total: changes.length } as const;
  const progress = createProgress(context, options, task);
  try {
    return await withClient(context, options, (client, call) =>
      runTransactions(client, call, changes, (done) => progress.add(done)),
    );
  } finally {
    progress.end();
  }
}

async function runTransactions(
  client: KvClient,
  call: CallLimits,
  changes: readonly PlannedChange[],
  advance: (done: number) => void,
): Promise<number> {
  let done = 0;
  let last = 0;
  for (const transaction of transactionsOf(changes)) {
    const { succeeded, revision } = await client.txn(transaction, call);
    if (!succeeded)
      throw conflict(
        transaction.compares.map(({ key }) => key),
        done,
      );
    done += transaction.success.length;
    last = revision;
    advance(transaction.success.length);
  }
  return last;
}

function conflict(keys: readonly string[], done: number): MokvError {
  const first = keys.slice(0, limits.samples).map(quoted).join(', ');
  const which = keys.length > 1 ? `one of ${keys.length} keys (${first}, …)` : first;
  const before = done === 0 ? 'nothing was done' : `${count(done, 'change')} before it are done`;
  return new MokvError('CONDITION_FAILED', `${which} was changed meanwhile; ${before}`, {
    hint: 'run it again: it goes on from what there is now',
  });
}

function questionOf(doomed: readonly PlannedChange[]): string {
  const samples = doomed.slice(0, limits.samples).map(({ key }) => quoted(key));
  const shown = doomed.length > samples.length ? [...samples, '…'] : samples;
  return `Delete ${count(doomed.length, 'key')} that are not in the file (${shown.join(', ')})?`;
}
