import { setTimeout as delay } from 'node:timers/promises';
import type { ClusterClient } from '../client/cluster-client.ts';
import { MokvError } from '../shared/errors.ts';
import type { CommandContext } from './command-context.ts';
import { escapeLine } from './escape-control.ts';
import { type OutputOptions, write } from './output.ts';
import { clearLine, showsProgress } from './progress.ts';

const limits = { pollMs: 500, statusMs: 2000 } as const;

/** Shows on a terminal, until `end`, how much of the log a new member holds. */
export function showCatchingUp(
  context: CommandContext,
  options: OutputOptions,
  { cluster, id }: { readonly cluster: ClusterClient; readonly id: string },
): { end(): Promise<void> } {
  if (!showsProgress(context, options)) return { end: async () => undefined };
  const { stderr } = context;
  const ended = new AbortController();
  const shown = (async () => {
    while (!ended.signal.aborted) {
      const text = await progressOf(cluster, id, ended.signal);
      if (text !== undefined) await write(stderr, `${clearLine}${escapeLine(text)}`);
      await delay(limits.pollMs, undefined, { signal: ended.signal }).catch(() => undefined);
    }
    await write(stderr, clearLine);
  })();
  return {
    end: () => {
      ended.abort();
      return shown;
    },
  };
}

/** Undefined while the leader cannot be asked, or may not be by this user: then nothing is shown. */
async function progressOf(
  cluster: ClusterClient,
  id: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const deadline = Date.now() + limits.statusMs;
    const { peers, commitIndex } = await cluster.leaderStatus({ deadline, signal });
    const held = peers.find((peer) => peer.id === id)?.matchIndex ?? 0;
    return `${id} holds entry ${held} of ${commitIndex}`;
  } catch (error) {
    if (error instanceof MokvError) return undefined;
    throw error;
  }
}
