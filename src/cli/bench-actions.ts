import { randomUUID } from 'node:crypto';
import type { KvClient } from '../client/kv-client.ts';
import { MokvError } from '../shared/errors.ts';
import { type Load, type LoadResult, prepareKeys, runLoad } from './bench-load.ts';
import { benchRecord, benchText } from './bench-view.ts';
import type { CommandContext } from './command-context.ts';
import { type ConfirmOptions, confirm, requireAnswer } from './confirm.ts';
import { type ConnectionOptions, withClient } from './connection-options.ts';
import { escapeLine } from './escape-control.ts';
import { type OutputOptions, printResult, write } from './output.ts';
import { createProgress } from './progress.ts';
import { resolveConnection } from './resolve-connection.ts';

const limits = { cleanUpMs: 30_000 } as const;

export interface BenchOptions extends ConnectionOptions, OutputOptions, ConfirmOptions {
  /** Milliseconds. */
  readonly duration: number;
  readonly clients: number;
  readonly valueSize: number;
  /** 0 to 1. */
  readonly read: number;
  readonly keys: number;
  readonly prefix: string;
}

/** Puts load on a live cluster, under keys of its own that are gone afterwards, also after an interruption. */
export async function bench(context: CommandContext, options: BenchOptions): Promise<void> {
  const { production } = await resolveConnection(context.environment, options);
  if (production) {
    requireAnswer(context, options, 'load on a production cluster');
    const seconds = options.duration / 1000;
    await confirm(context, options, `Put load on this cluster for ${seconds}s?`);
  }
  const load = loadOf(options);
  const result = await withClient(context, options, async (client) => {
    try {
      return await measure(context, options, { client, load });
    } finally {
      await cleanUp(context, client, load);
    }
  });
  if (context.signal.aborted) throw new MokvError('CANCELLED', 'interrupted');
  const { reads, writes, errors } = result;
  if (reads.count + writes.count === 0) {
    const codes = [...errors.keys()].join(', ');
    throw new MokvError('UNAVAILABLE', `not one operation succeeded: ${codes}`, {
      hint: "'mokv status' tells whether the cluster can be reached",
    });
  }
  await printResult(context, options, {
    text: benchText(load, result),
    record: benchRecord(load, result),
  });
}

async function measure(
  context: CommandContext,
  options: BenchOptions,
  { client, load }: { readonly client: KvClient; readonly load: Load },
): Promise<LoadResult> {
  const { signal } = context;
  const task = { label: 'preparing', unit: 'keys', total: load.keys } as const;
  const preparing = createProgress(context, options, task);
  await prepareKeys(client, load, signal, () => preparing.add(1)).finally(() => preparing.end());
  const running = createProgress(context, options, { label: 'measuring', unit: 'requests' });
  return runLoad(client, load, signal, () => running.add(1)).finally(() => running.end());
}

/** The signal of an interruption does not end it. */
async function cleanUp(
  { stderr }: CommandContext,
  client: KvClient,
  { prefix }: Load,
): Promise<void> {
  try {
    await client.deleteRange({ prefix }, { deadline: Date.now() + limits.cleanUpMs });
  } catch (error) {
    if (!(error instanceof MokvError)) throw error;
    const remedy = `mokv delete --prefix ${prefix}`;
    await write(stderr, `${escapeLine(`keys stay behind: ${error.message}; ${remedy}`)}\n`);
  }
}

function loadOf({ prefix, keys, valueSize, read, clients, duration }: BenchOptions): Load {
  return {
    prefix: `${prefix}${randomUUID()}/`,
    keys,
    valueBytes: valueSize,
    readShare: read,
    clients,
    durationMs: duration,
  };
}
