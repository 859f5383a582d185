import type { mokv } from '../api/gen/messages.js';
import type { CallLimits } from '../client/connection.ts';
import type { KvClient } from '../client/kv-client.ts';
import { MokvError } from '../shared/errors.ts';
import type { CommandContext } from './command-context.ts';
import { type ConnectionOptions, withClient } from './connection-options.ts';
import { nodeInfoRecord, nodeInfoScreen } from './node-info-view.ts';
import { askEach, type NodeOutcome, printOutcomes } from './node-outcomes.ts';
import { type NodeTarget, nodeNamed, type TargetOptions, targetsOf } from './node-targets.ts';
import { isJson, type OutputOptions, printResult } from './output.ts';

export interface NodeOptions extends ConnectionOptions, OutputOptions, TargetOptions {}

export interface InfoOptions extends NodeOptions {
  readonly log?: number;
}

export interface LogLevelOptions extends NodeOptions {
  readonly node?: string;
}

export async function printNodeInfo(
  context: CommandContext,
  id: string | undefined,
  options: InfoOptions,
): Promise<void> {
  const info = await withClient(context, options, async ({ cluster }, call) => {
    const at = id === undefined ? undefined : (await nodeNamed(cluster, id, call)).at;
    return cluster.nodeInfo(options.log ?? 0, { ...call, at });
  });
  const now = Date.now();
  await printResult(context, options, {
    text: nodeInfoScreen(info, now),
    record: nodeInfoRecord(info),
  });
}

/** UNHEALTHY, with the arithmetic, when the cluster would stop. */
export async function okToStop(
  context: CommandContext,
  ids: readonly string[],
  options: NodeOptions,
): Promise<void> {
  const verdict = await withClient(context, options, ({ cluster }, call) =>
    cluster.okToStop(ids, call),
  );
  if (verdict.ok || isJson(options.output)) {
    await printResult(context, options, {
      text: `OK: ${verdict.reason}`,
      record: verdictRecord(verdict),
    });
  }
  if (verdict.ok) return;
  throw new MokvError('UNHEALTHY', `do not stop ${ids.join(', ')}: ${verdict.reason}`, {
    hint: "'mokv member list' shows who is missing",
  });
}

export async function drainNodes(
  context: CommandContext,
  id: string | undefined,
  options: NodeOptions & { readonly drained: boolean },
): Promise<void> {
  const { drained } = options;
  const outcomes = await atTargets(context, { id, options }, async ({ cluster }, { at }, call) => {
    await cluster.drain(drained, { ...call, at });
  });
  await printOutcomes(context, options, outcomes, {
    text: () => (drained ? 'drained' : 'no longer drained'),
    record: () => ({ drained }),
  });
}

export async function reloadNodes(
  context: CommandContext,
  id: string | undefined,
  options: NodeOptions,
): Promise<void> {
  const outcomes = await atTargets(context, { id, options }, async ({ cluster }, { at }, call) => {
    await cluster.reload({ ...call, at });
  });
  await printOutcomes(context, options, outcomes, {
    text: () => 'reloaded',
    record: () => ({ reloaded: true }),
  });
}

export async function setLogLevels(
  context: CommandContext,
  level: string | undefined,
  options: LogLevelOptions,
): Promise<void> {
  const outcomes = await atTargets(
    context,
    { id: options.node, options },
    ({ cluster }, { at }, call) => cluster.setLogLevel(level, { ...call, at }),
  );
  await printOutcomes(context, options, outcomes, {
    text: (inForce) => inForce,
    record: (inForce) => ({ log_level: inForce }),
  });
}

function atTargets<Answer>(
  context: CommandContext,
  { id, options }: { readonly id: string | undefined; readonly options: NodeOptions },
  ask: (client: KvClient, target: NodeTarget, call: CallLimits) => Promise<Answer>,
): Promise<NodeOutcome<Answer>[]> {
  return withClient(context, options, async (client, call) => {
    const targets = await targetsOf(client.cluster, [id, options], call);
    return askEach(targets, (target) => ask(client, target, call));
  });
}

function verdictRecord({ ok, reason, voters, healthy, quorum }: mokv.v1.OkToStopResponse): object {
  return { ok, reason, voters, healthy, quorum };
}
