import type { Command } from 'commander';
import type { CallLimits } from '../../client/call-limits.ts';
import type { ClusterClient } from '../../client/cluster-client.ts';
import { MokvError } from '../../shared/errors.ts';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions, type ConnectionOptions, withClient } from '../connection-options.ts';
import { type OutputOptions, printResult } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';
import { type StatusView, statusRecord, statusScreen } from '../status-view.ts';

const limits = {
  /** For the leader to say whom it hears from: a slow one must not delay what is known already. */
  leaderMs: 500,
} as const;

interface StatusOptions extends ConnectionOptions, OutputOptions {}

export function registerStatus(program: Command, context: CommandContext): void {
  const command = program.command('status').optionsGroup('Command:');
  addHelp(command, {
    sentence: 'Show the cluster as the server that answers sees it, on one screen.',
    examples: ['mokv status', 'mokv status -o json', 'mokv -e 10.0.0.2:8400 status'],
    exitCodes: [0, 2, 5, 6],
  });
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((options: StatusOptions) => printStatus(context, options));
}

async function printStatus(context: CommandContext, options: StatusOptions): Promise<void> {
  const view = await withClient(context, options, ({ cluster }, call) => viewOf(cluster, call));
  await printResult(context, options, {
    text: statusScreen(view, Date.now()),
    record: statusRecord(view),
  });
}

async function viewOf(cluster: ClusterClient, call: CallLimits): Promise<StatusView> {
  const status = await cluster.status(call);
  if (status.role === 'leader') return { status, leader: status };
  if (status.leaderAddr === '') return { status, leader: undefined };
  const deadline = Math.min(call.deadline, Date.now() + limits.leaderMs);
  try {
    const leader = await cluster.statusAt(status.leaderAddr, { ...call, deadline });
    return { status, leader: leader.role === 'leader' ? leader : undefined };
  } catch (error) {
    if (!(error instanceof MokvError) || call.signal?.aborted) throw error;
    return { status, leader: undefined };
  }
}
