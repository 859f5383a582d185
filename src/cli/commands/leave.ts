import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConfirmOptions, type ConfirmOptions, confirm, requireAnswer } from '../confirm.ts';
import { addConnectionOptions, type ConnectionOptions, withClient } from '../connection-options.ts';
import { removalText } from '../member-view.ts';
import { type OutputOptions, printResult } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';

interface LeaveOptions extends ConnectionOptions, OutputOptions, ConfirmOptions {}

export function registerLeave(program: Command, context: CommandContext): void {
  const command = program.command('leave').optionsGroup('Command:');
  addHelp(command, {
    sentence: 'Have a node leave the cluster and the gossip pool for good, and stop.',
    examples: ['mokv -e 10.0.0.3:8400 leave', 'mokv -e 10.0.0.3:8400 leave -y'],
    exitCodes: [0, 2, 4, 5, 6, 7, 9],
  });
  addConfirmOptions(command);
  addOutputOptions(command);
  addConnectionOptions(command, '30s');
  command.action((options: LeaveOptions) => leave(context, options));
}

/**
 * The leader is asked first: it alone knows whether the cluster goes on without the node, and refuses when
 * it does not.
 */
async function leave(context: CommandContext, options: LeaveOptions): Promise<void> {
  requireAnswer(context, options, 'leaving the cluster');
  const { status, server } = await withClient(context, options, async ({ cluster }, call) => {
    const status = await cluster.statusOfOnly(call);
    return { status, server: status.servers.find(({ id }) => id === status.nodeId) };
  });
  const id = status.nodeId;
  const consequence = server === undefined ? `${id} is no member` : removalText(status, server);
  await confirm(context, options, `${consequence}. Have ${id} leave and stop?`);
  // Its own deadline: the time that somebody thought about the question does not count.
  await withClient(context, options, async ({ cluster, gossip }, call) => {
    if (server !== undefined) await cluster.removeMember(id, call);
    await gossip.leave(call);
  });
  await printResult(context, options, { text: `${id} left`, record: { id } });
}
