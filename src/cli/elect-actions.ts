import type { ElectedLeader, Leadership } from '../client/election.ts';
import { MokvError, messageOf } from '../shared/errors.ts';
import { quoted } from '../shared/quoted.ts';
import type { CommandContext } from './command-context.ts';
import { type ConnectionOptions, withClient } from './connection-options.ts';
import { isJson, type OutputOptions, write } from './output.ts';
import { renderValue, valueFields } from './value-output.ts';

export interface ElectOptions extends ConnectionOptions, OutputOptions {
  readonly observe?: boolean;
  /** Milliseconds. */
  readonly ttl: number;
  readonly count?: number;
}

/** Leads when it is its turn, until the signal. */
export async function lead(
  context: CommandContext,
  { name, value }: { readonly name: string; readonly value: Uint8Array },
  options: ElectOptions,
): Promise<void> {
  const { campaign } = await import('../client/election.ts');
  await withClient(context, options, async (client, call) => {
    // It says within --timeout why there can be no election.
    await client.range({ prefix: `${name}/` }, { ...call, limit: 1, keysOnly: true });
    const { signal } = context;
    await using leadership = await campaign(
      client,
      { name, value },
      { ttlMs: options.ttl, signal },
    );
    await printLeader(context, options, { value, fencingToken: leadership.fencingToken });
    await untilOver(leadership, signal);
    if (!signal.aborted) throw lost(name, leadership.lost.reason);
  });
  throw new MokvError('CANCELLED', 'interrupted');
}

/** Prints who leads, now and at each change. */
export async function observeLeaders(
  context: CommandContext,
  name: string,
  options: ElectOptions,
): Promise<void> {
  const { observe } = await import('../client/election.ts');
  let remaining = options.count ?? Number.POSITIVE_INFINITY;
  await withClient(context, options, async (client, call) => {
    await client.range({ prefix: `${name}/` }, { ...call, limit: 1, keysOnly: true });
    for await (const leader of observe(client, name, { signal: context.signal })) {
      await printLeader(context, options, leader);
      remaining -= 1;
      if (remaining === 0) return;
    }
  });
}

/** The token and the value; a line with - when nobody leads. */
async function printLeader(
  { stdout }: CommandContext,
  { output }: ElectOptions,
  leader: ElectedLeader | undefined,
): Promise<void> {
  if (isJson(output)) {
    const shown = leader && { token: leader.fencingToken, ...valueFields(leader.value) };
    await write(stdout, `${JSON.stringify({ leader: shown ?? null })}\n`);
    return;
  }
  if (leader === undefined) {
    await write(stdout, '-\n');
    return;
  }
  const value = Buffer.from(renderValue(leader.value, {}, stdout));
  await write(stdout, Buffer.concat([Buffer.from(`${leader.fencingToken}\t`), value, newline]));
}

const newline = Buffer.from('\n');

function untilOver({ lost }: Leadership, signal: AbortSignal): Promise<void> {
  const over = AbortSignal.any([lost, signal]);
  if (over.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    over.addEventListener('abort', () => resolve(), { once: true });
  });
}

function lost(name: string, reason: unknown): MokvError {
  return new MokvError(
    'CANCELLED',
    `the leadership of ${quoted(name)} was lost: ${messageOf(reason)}`,
    {
      hint: 'somebody else may lead now; run it again to stand again',
    },
  );
}
