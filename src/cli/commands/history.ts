import type { Command } from 'commander';
import type { KvClient } from '../../client/kv-client.ts';
import { MokvError } from '../../shared/errors.ts';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions, type ConnectionOptions, withClient } from '../connection-options.ts';
import { checkKey } from '../key-argument.ts';
import { onlyKey } from '../key-range.ts';
import { write } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';
import {
  type ChangeOutputOptions,
  changesOf,
  renderChange,
  type ShownChange,
} from '../shown-change.ts';
import { addValueOutputOptions } from '../value-output.ts';

const limits = {
  /** How often a server says that nothing is missing; it takes no less. */
  progressMs: 100,
} as const;

interface HistoryOptions extends ConnectionOptions, ChangeOutputOptions {}

export function registerHistory(program: Command, context: CommandContext): void {
  const command = program.command('history').argument('<key>', 'key to look at');
  command.optionsGroup('Command:');
  addHelp(command, {
    sentence:
      'Print the changes of a key that a server remembers, the oldest first; not all since ever.',
    examples: ['mokv history cfg/a', 'mokv history cfg/a -j', 'mokv get cfg/a --rev 48213'],
    exitCodes: [0, 2, 5, 6],
  });
  addOutputOptions(command, ['plain', 'json', 'ndjson', 'raw']);
  addValueOutputOptions(command);
  command.option('-0, --null', 'end each record with a NUL byte in place of a line end');
  addConnectionOptions(command);
  command.action((key: string, options: HistoryOptions) => history(context, key, options));
}

async function history(
  context: CommandContext,
  key: string,
  options: HistoryOptions,
): Promise<void> {
  checkKey(key);
  const { stdout } = context;
  await withClient(context, options, async (client, call) => {
    // It also says within its time why there is no answer.
    const { revision } = await client.count(onlyKey(key), call);
    const bounds = { until: revision, signal: context.signal };
    const from = await oldestRevision(client, key, bounds);
    for await (const change of changesFrom(client, key, { ...bounds, from })) {
      await write(stdout, renderChange(change, options, stdout));
    }
  });
}

interface Bounds {
  /** The last revision that is wanted. */
  readonly until: number;
  readonly signal: AbortSignal;
}

/** The first one whose changes a server still knows: who asks for less is told. */
async function oldestRevision(client: KvClient, key: string, bounds: Bounds): Promise<number> {
  try {
    for await (const _ of changesFrom(client, key, { ...bounds, from: 1 })) break;
    return 1;
  } catch (error) {
    const oldest = error instanceof MokvError ? error.metadata.compacted_revision : undefined;
    if (oldest === undefined) throw error;
    return Number(oldest) + 1;
  }
}

async function* changesFrom(
  client: KvClient,
  key: string,
  { from, until, signal }: Bounds & { readonly from: number },
): AsyncGenerator<ShownChange, void, void> {
  if (from > until) return;
  const watch = { fromRevision: from, progressIntervalMs: limits.progressMs, signal };
  for await (const message of client.watch(onlyKey(key), watch)) {
    if (message.type === 'changes' && message.revision > until) return;
    yield* changesOf(message);
    if (message.type === 'progress' && message.revision >= until) return;
  }
}
