import { setTimeout as delay } from 'node:timers/promises';
import type { ClusterClient } from '../client/cluster-client.ts';
import { MokvError } from '../shared/errors.ts';
import type { OutputStream } from './command-context.ts';
import { escapeLine } from './escape-control.ts';
import { write } from './output.ts';

const limits = { pollMs: 500, statusMs: 2000 } as const;

const clearLine = '\r\x1b[K';

/** Shows on a terminal, until `end`, how much of the log a new member holds. */
export function showCatchingUp(
  stderr: OutputStream,
  cluster: ClusterClient,
  id: string,
): { end(): Promise<void> } {
  if (!stderr.isTTY) return { end: async () => undefined };
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
