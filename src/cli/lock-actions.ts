import type { CallLimits } from '../client/connection.ts';
import type { KvClient } from '../client/kv-client.ts';
import type { HeldLock } from '../client/lock.ts';
import { MokvError, messageOf } from '../shared/errors.ts';
import { quoted } from '../shared/quoted.ts';
import type { CommandContext } from './command-context.ts';
import { type ConnectionOptions, withClient } from './connection-options.ts';
import { ReportedExit } from './reported-exit.ts';
import { runChild } from './run-child.ts';

export interface LockOptions extends ConnectionOptions {
  /** Milliseconds. */
  readonly ttl: number;
  /** Milliseconds; 0: not at all. Undefined: as long as it takes. */
  readonly wait?: number;
}

const limits = {
  /** For a lock that seemed to be free. */
  freeWaitMs: 1000,
} as const;

export interface LockedProgram {
  readonly name: string;
  readonly words: readonly string[];
}

/** Takes the lock, runs the program, gives the lock back, and ends as the program did. */
export async function runUnderLock(
  context: CommandContext,
  program: LockedProgram,
  options: LockOptions,
): Promise<void> {
  const code = await withClient(context, options, async (client, call) => {
    await using held = await take(context, client, call, { name: program.name, options });
    return await runHolding(context, held, program);
  });
  if (code !== 0) throw new ReportedExit(code);
}

async function runHolding(
  context: CommandContext,
  held: HeldLock,
  { name, words }: LockedProgram,
): Promise<number> {
  const code = await runChild({
    words,
    variables: {
      MOKV_LOCK: name,
      MOKV_LOCK_KEY: held.key,
      MOKV_FENCING_TOKEN: `${held.fencingToken}`,
    },
    interruption: context.signal,
    end: held.lost,
  });
  if (held.lost.aborted) throw lost(name, held.lost.reason);
  return code;
}

interface Wanted {
  readonly name: string;
  readonly options: LockOptions;
}

async function take(
  context: CommandContext,
  client: KvClient,
  call: CallLimits,
  { name, options }: Wanted,
): Promise<HeldLock> {
  const { lock } = await import('../client/lock.ts');
  // It also says within --timeout why there can be no lock.
  const first = await holderOf(client, name, call);
  if (options.wait === 0 && first !== undefined) throw taken(name, first);
  const waitMs = options.wait === 0 ? limits.freeWaitMs : options.wait;
  const timer = new AbortController();
  const timeout = waitMs === undefined ? undefined : setTimeout(() => timer.abort(), waitMs);
  try {
    const signal = AbortSignal.any([context.signal, timer.signal]);
    return await lock(client, name, { ttlMs: options.ttl, signal });
  } catch (error) {
    if (!timer.signal.aborted || context.signal.aborted) throw error;
    throw taken(name, first);
  } finally {
    clearTimeout(timeout);
  }
}

/** The first key in the queue. */
async function holderOf(
  client: KvClient,
  name: string,
  call: CallLimits,
): Promise<string | undefined> {
  const { entries } = await client.range(
    { prefix: `${name}/` },
    { ...call, limit: 1, keysOnly: true },
  );
  const [first] = entries;
  return first?.type === 'item' ? first.key : undefined;
}

function taken(name: string, holder: string | undefined): MokvError {
  return new MokvError('CONDITION_FAILED', `somebody else holds the lock ${quoted(name)}`, {
    hint: holder === undefined ? undefined : `mokv get ${holder} --meta tells since when`,
  });
}

function lost(name: string, reason: unknown): MokvError {
  return new MokvError('CANCELLED', `the lock ${quoted(name)} was lost: ${messageOf(reason)}`, {
    hint: 'the program was ended; somebody else may hold the lock now',
  });
}
