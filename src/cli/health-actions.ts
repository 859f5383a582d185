import type { mokv } from '../api/gen/messages.js';
import type { CallLimits } from '../client/connection.ts';
import type { KvClient } from '../client/kv-client.ts';
import { MokvError } from '../shared/errors.ts';
import { formatHostPort } from '../shared/host-port.ts';
import type { CommandContext } from './command-context.ts';
import { type ConnectionOptions, withClient } from './connection-options.ts';
import { count } from './format-quantity.ts';
import { askEach, type NodeOutcome } from './node-outcomes.ts';
import { everyNode, type NodeTarget } from './node-targets.ts';
import type { OutputOptions } from './output.ts';
import { printListing } from './print-listing.ts';

const limits = { nodeMs: 2000 } as const;

export interface HealthOptions extends ConnectionOptions, OutputOptions {
  readonly all?: boolean;
  readonly live?: boolean;
}

interface NodeHealth {
  /** Of the node, or of the endpoint while it does not say who it is. */
  readonly id: string;
  readonly addr: string;
  readonly live: boolean;
  readonly ready: boolean;
  readonly drained: boolean | null;
  readonly role: string | null;
  /** Why it is not well; null when it is. */
  readonly problem: string | null;
}

/** UNHEALTHY when one is not what it should be. A node that refuses the caller says nothing of its health. */
export async function printHealth(context: CommandContext, options: HealthOptions): Promise<void> {
  const healths = await withClient(context, options, (client, call) =>
    askAll(client, options, call),
  );
  const isWell = ({ live, ready }: NodeHealth): boolean => (options.live ? live : ready);
  const unwell = healths.filter((health) => !isWell(health));
  if (!options.quiet) {
    await printListing(context, options, {
      items: healths,
      columns: ['NODE', 'ADDR', 'STATE', 'ROLE', ''],
      cells: (health) => [
        health.id,
        health.addr,
        stateOf(health),
        health.role ?? '-',
        health.problem ?? '',
      ],
      name: ({ id }) => id,
      record: (health) => health,
      document: (nodes) => ({ healthy: unwell.length === 0, nodes }),
    });
  }
  const [first] = unwell;
  if (first === undefined) return;
  const what = options.live ? 'not live' : 'not ready';
  const names = unwell.map(({ id }) => id).join(', ');
  throw new MokvError('UNHEALTHY', `${count(unwell.length, 'node')} ${what}: ${names}`, {
    hint: "'mokv doctor' tells what is wrong",
  });
}

async function askAll(
  { cluster }: KvClient,
  { all }: HealthOptions,
  call: CallLimits,
): Promise<NodeHealth[]> {
  const targets = all
    ? await everyNode(cluster, call)
    : cluster.endpoints.map((at): NodeTarget => ({ id: formatHostPort(at), at }));
  const deadline = Math.min(call.deadline, Date.now() + limits.nodeMs);
  const outcomes = await askEach(targets, ({ at }) => cluster.status({ ...call, deadline, at }));
  return outcomes.map((outcome, index) => healthOf(outcome, targets[index]));
}

function healthOf(
  outcome: NodeOutcome<mokv.v1.StatusResponse>,
  target: NodeTarget | undefined,
): NodeHealth {
  const addr = target === undefined ? '' : formatHostPort(target.at);
  if (outcome.type === 'failure') {
    const { code, message } = outcome.failure;
    if (code === 'PERMISSION_DENIED' || code === 'UNAUTHENTICATED') throw outcome.failure;
    const unknown = { drained: null, role: null };
    return { id: outcome.id, addr, live: false, ready: false, ...unknown, problem: message };
  }
  const { nodeId, ready, drained, role, leaderId } = outcome.answer;
  const problem = ready ? null : problemOf({ drained, leaderId });
  return { id: nodeId, addr, live: true, ready, drained, role, problem };
}

function problemOf({
  drained,
  leaderId,
}: {
  readonly drained: boolean;
  readonly leaderId: string;
}): string {
  if (drained) return 'it is drained';
  return leaderId === '' ? 'it knows no leader' : 'it has not caught up yet';
}

function stateOf({ live, ready }: NodeHealth): string {
  if (!live) return 'down';
  return ready ? 'ready' : 'live';
}
