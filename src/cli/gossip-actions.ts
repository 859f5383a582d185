import { MokvError } from '../shared/errors.ts';
import type { CommandContext } from './command-context.ts';
import { type ConnectionOptions, withClient } from './connection-options.ts';
import { escapeLine } from './escape-control.ts';
import { formatRtt } from './format-quantity.ts';
import { eventRecord, eventText, poolCells, poolColumns, poolRecord } from './gossip-view.ts';
import { isJson, type OutputOptions, printResult, write } from './output.ts';
import { printListing } from './print-listing.ts';

export interface GossipOptions extends ConnectionOptions, OutputOptions {}

export interface ForceLeaveOptions extends GossipOptions {
  readonly prune?: boolean;
}

export interface EventsOptions extends GossipOptions {
  readonly follow?: boolean;
}

export async function listPool(context: CommandContext, options: GossipOptions): Promise<void> {
  const pool = await withClient(context, options, ({ gossip }, call) => gossip.members(call));
  const { nodeId, encrypted } = pool;
  await printListing(context, options, {
    items: [...pool.members].sort((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1)),
    columns: poolColumns,
    cells: poolCells,
    name: ({ name }) => name ?? '',
    record: poolRecord,
    document: (members) => ({ node: nodeId, encrypted, members }),
  });
}

export async function joinPool(
  context: CommandContext,
  addrs: string[],
  options: GossipOptions,
): Promise<void> {
  const results = await withClient(context, options, ({ gossip }, call) =>
    gossip.join(addrs, call),
  );
  const failures = results.filter(({ failure }) => failure);
  const joined = results.filter(({ failure }) => !failure).map(({ addr }) => addr);
  const reasons = failures.map(({ addr, failure }) => `${addr}: ${failure}`);
  if (joined.length === 0) {
    throw new MokvError('UNAVAILABLE', `joined nobody: ${reasons.join('; ')}`, {
      hint: 'it must be the bind-addr of a member, and the nodes must have the same gossip key',
    });
  }
  const text = [`joined ${joined.join(', ')}`, ...reasons.map((reason) => `failed ${reason}`)];
  await printResult(context, options, {
    text: text.map(escapeLine).join('\n'),
    record: { joined, failed: failures.map(({ addr, failure }) => ({ addr, failure })) },
  });
}

export async function forceLeave(
  context: CommandContext,
  name: string,
  options: ForceLeaveOptions,
): Promise<void> {
  const prune = options.prune ?? false;
  await withClient(context, options, ({ gossip }, call) => gossip.forceLeave(name, prune, call));
  await printResult(context, options, { text: 'OK', record: { name, pruned: prune } });
}

export async function printRtt(
  context: CommandContext,
  { a, b }: { readonly a: string; readonly b: string },
  options: GossipOptions,
): Promise<void> {
  const rttMs = await withClient(context, options, ({ gossip }, call) => gossip.rttMs(b, a, call));
  await printResult(context, options, { text: formatRtt(rttMs), record: { rtt_ms: rttMs } });
}

/** Each event as it comes. The end of the time is the end of the command, unless it is to follow. */
export async function followEvents(context: CommandContext, options: EventsOptions): Promise<void> {
  await withClient(context, options, async ({ gossip }, { deadline, signal }) => {
    const until = options.follow ? Number.POSITIVE_INFINITY : deadline;
    try {
      for await (const event of gossip.events({ deadline: until, signal })) {
        const line = isJson(options.output) ? JSON.stringify(eventRecord(event)) : eventText(event);
        await write(context.stdout, `${line}\n`);
      }
    } catch (error) {
      const isOver = error instanceof MokvError && error.code === 'DEADLINE_EXCEEDED';
      if (!isOver || Date.now() < deadline) throw error;
    }
  });
}
