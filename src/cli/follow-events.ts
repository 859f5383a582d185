import { setTimeout as delay } from 'node:timers/promises';
import type { mokv } from '../api/gen/messages.js';
import type { ClusterClient } from '../client/cluster-client.ts';
import { MokvError } from '../shared/errors.ts';
import type { NodeTarget } from './node-targets.ts';

const limits = { retryMs: 1000 } as const;

type ClusterEvent = mokv.v1.ClusterEvent;

interface Following {
  /** The last event of each node that is known already. */
  readonly heard: ReadonlyMap<string, ClusterEvent | undefined>;
  readonly print: (event: ClusterEvent) => Promise<void>;
  readonly note: (text: string) => Promise<void>;
  readonly signal: AbortSignal | undefined;
}

/** What happens on the nodes as it comes, until the signal. A node that is lost is asked again each second. */
export async function followEvents(
  cluster: ClusterClient,
  targets: readonly NodeTarget[],
  following: Following,
): Promise<void> {
  await Promise.all(targets.map((target) => followNode(cluster, target, following)));
}

async function followNode(
  cluster: ClusterClient,
  target: NodeTarget,
  { heard, print, note, signal }: Following,
): Promise<void> {
  let last = heard.get(target.id);
  let isLost = false;
  const take = async (event: ClusterEvent): Promise<void> => {
    isLost = false;
    if (last !== undefined && !isBehind(event, last)) return;
    last = event;
    await print(event);
  };
  for (;;) {
    // Cursors begin anew when a node is started again: after a loss the time decides what is new.
    const after = isLost ? 0 : (last?.cursor ?? 0);
    const call = { at: target.at, ...(signal === undefined ? {} : { signal }) };
    const failure = await lossOf(cluster.events({ after, follow: true }, call), take);
    if (!isLost) await note(`${target.id} is lost: ${failure}; trying again`);
    isLost = true;
    await delay(limits.retryMs, undefined, signal === undefined ? {} : { signal });
  }
}

/** Takes events until the stream breaks off. @returns why. */
async function lossOf(
  events: AsyncIterable<ClusterEvent>,
  take: (event: ClusterEvent) => Promise<void>,
): Promise<string> {
  try {
    for await (const event of events) await take(event);
    return 'it ended the stream';
  } catch (error) {
    if (error instanceof MokvError && canPass(error)) return error.message;
    throw error;
  }
}

function isBehind(event: ClusterEvent, last: ClusterEvent): boolean {
  return event.timeMs > last.timeMs || (event.timeMs === last.timeMs && event.cursor > last.cursor);
}

function canPass({ code }: MokvError): boolean {
  return code === 'UNAVAILABLE' || code === 'DEADLINE_EXCEEDED' || code === 'RESOURCE_EXHAUSTED';
}
