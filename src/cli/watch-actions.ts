import { isUtf8 } from 'node:buffer';
import type { KvClient } from '../client/kv-client.ts';
import { quoted } from '../shared/quoted.ts';
import type { CommandContext } from './command-context.ts';
import { type ConnectionOptions, withClient } from './connection-options.ts';
import { underPrefix } from './key-range.ts';
import { write } from './output.ts';
import { ReportedExit } from './reported-exit.ts';
import { runChild } from './run-child.ts';
import {
  type ChangeOutputOptions,
  changesOf,
  keyOf,
  renderChange,
  revisionOf,
  type ShownChange,
} from './shown-change.ts';

export interface WatchOptions extends ConnectionOptions, ChangeOutputOptions {
  readonly fromRev?: number;
  readonly initial?: boolean;
  readonly exec?: string;
  readonly count?: number;
  readonly idle?: number;
}

const limits = {
  /** Of a variable: the system takes no more than twice as much. */
  variableBytesMax: 64 * 1024,
} as const;

/** Prints changes, or runs a command for each, until it was enough. */
export async function watchKeys(
  context: CommandContext,
  prefix: string,
  options: WatchOptions,
): Promise<void> {
  const idle = new IdleTimer(options.idle);
  try {
    await withClient(context, options, async (client, call) => {
      // A watch has no deadline; this one call says within its time why there can be none.
      await client.range(underPrefix(prefix), { ...call, limit: 1, keysOnly: true });
      idle.restart();
      await follow(context, client, { prefix, idle, options });
    });
  } catch (error) {
    if (!idle.signal.aborted || context.signal.aborted) throw error;
  } finally {
    idle.stop();
  }
}

interface Following {
  readonly prefix: string;
  readonly idle: IdleTimer;
  readonly options: WatchOptions;
}

async function follow(
  context: CommandContext,
  client: KvClient,
  { prefix, idle, options }: Following,
): Promise<void> {
  const messages = client.watch(underPrefix(prefix), {
    fromRevision: options.fromRev,
    initial: options.initial,
    signal: AbortSignal.any([context.signal, idle.signal]),
  });
  let remaining = options.count ?? Number.POSITIVE_INFINITY;
  for await (const message of messages) {
    if (message.type === 'created' && !options.quiet) {
      await write(context.stderr, `watching ${quoted(prefix)} from revision ${message.revision}\n`);
    }
    for (const change of changesOf(message)) {
      idle.stop();
      await take(context, change, options);
      remaining -= 1;
      if (remaining === 0) return;
      idle.restart();
    }
  }
}

async function take(
  { stdout, signal }: CommandContext,
  change: ShownChange,
  options: WatchOptions,
): Promise<void> {
  if (options.exec === undefined) {
    await write(stdout, renderChange(change, options, stdout));
    return;
  }
  const code = await runChild({
    words: ['sh', '-c', options.exec],
    variables: variablesOf(change),
    input: change.type === 'set' ? change.item.value : new Uint8Array(0),
    interruption: signal,
  });
  if (code !== 0) throw new ReportedExit(code);
}

function variablesOf(change: ShownChange): Record<string, string> {
  const value = change.type === 'set' ? change.item.value : undefined;
  return {
    MOKV_WATCH_TYPE: change.type,
    MOKV_WATCH_KEY: keyOf(change),
    MOKV_WATCH_REVISION: `${revisionOf(change)}`,
    ...(change.type === 'delete' && change.isExpired ? { MOKV_WATCH_EXPIRED: '1' } : {}),
    ...(value !== undefined && fitsVariable(value)
      ? { MOKV_WATCH_VALUE: Buffer.from(value).toString() }
      : {}),
  };
}

function fitsVariable(value: Uint8Array): boolean {
  return value.length <= limits.variableBytesMax && isUtf8(value) && !value.includes(0);
}

/** Aborts its signal when nobody restarts it in time. */
class IdleTimer {
  readonly #controller = new AbortController();
  readonly #idleMs: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(idleMs: number | undefined) {
    this.#idleMs = idleMs;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  restart(): void {
    this.stop();
    if (this.#idleMs === undefined) return;
    this.#timer = setTimeout(() => this.#controller.abort(), this.#idleMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
