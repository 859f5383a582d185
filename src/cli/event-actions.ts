import type { mokv } from '../api/gen/messages.js';
import type { ClusterClient } from '../client/cluster-client.ts';
import type { NodeCallOptions } from '../client/kv-api.ts';
import type { CommandContext } from './command-context.ts';
import { type ConnectionOptions, withClient } from './connection-options.ts';
import { escapeLine } from './escape-control.ts';
import { clusterEventRecord, clusterEventText } from './event-view.ts';
import { followEvents } from './follow-events.ts';
import { answersOf, askEach, failuresOf, throwFailure } from './node-outcomes.ts';
import { everyNode, nodeNamed } from './node-targets.ts';
import { isJson, type OutputOptions, write } from './output.ts';

export interface EventsOptions extends ConnectionOptions, OutputOptions {
  /** Milliseconds. */
  readonly since?: number;
  readonly last?: number;
  readonly follow?: boolean;
  readonly node?: string;
}

type ClusterEvent = mokv.v1.ClusterEvent;

/** The past of all nodes in order of time, and then, if asked to, what happens as it comes. */
export async function printEvents(context: CommandContext, options: EventsOptions): Promise<void> {
  const print = async (event: ClusterEvent): Promise<void> => {
    const line = isJson(options.output)
      ? JSON.stringify(clusterEventRecord(event))
      : clusterEventText(event);
    await write(context.stdout, `${line}\n`);
  };
  const note = async (text: string): Promise<void> => {
    if (!options.quiet) await write(context.stderr, `${escapeLine(text)}\n`);
  };
  await withClient(context, options, async ({ cluster }, call) => {
    const { node } = options;
    const targets =
      node === undefined ? await everyNode(cluster, call) : [await nodeNamed(cluster, node, call)];
    const outcomes = await askEach(targets, ({ at }) => pastOf(cluster, { ...call, at }));
    const answers = answersOf(outcomes);
    if (answers.length === 0) throwFailure(outcomes);
    for (const { id, failure } of failuresOf(outcomes)) {
      await note(`${id} does not tell what it knows: ${failure.message}`);
    }
    const past = answers.flatMap(({ answer }) => answer).toSorted(byTime);
    for (const event of chosen(past, options)) await print(event);
    if (!options.follow) return;
    const heard = new Map(answers.map(({ id, answer }) => [id, answer.at(-1)]));
    await followEvents(cluster, targets, { heard, print, note, signal: call.signal });
  });
}

async function pastOf(cluster: ClusterClient, call: NodeCallOptions): Promise<ClusterEvent[]> {
  const events: ClusterEvent[] = [];
  for await (const event of cluster.events({}, call)) events.push(event);
  return events;
}

function chosen(past: readonly ClusterEvent[], { since, last }: EventsOptions): ClusterEvent[] {
  const from = since === undefined ? 0 : Date.now() - since;
  const recent = past.filter(({ timeMs }) => timeMs >= from);
  return last === undefined ? recent : recent.slice(-last);
}

/** Events of one node keep their order, whatever its clock does within a millisecond. */
function byTime(a: ClusterEvent, b: ClusterEvent): number {
  if (a.timeMs !== b.timeMs) return a.timeMs - b.timeMs;
  if (a.nodeId !== b.nodeId) return a.nodeId < b.nodeId ? -1 : 1;
  return a.cursor - b.cursor;
}
