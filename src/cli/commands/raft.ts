import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { addConnectionOptions, type ConnectionOptions, withClient } from '../connection-options.ts';
import { type OutputOptions, printResult } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';
import { raftRecord, raftScreen } from '../raft-view.ts';
import { addSubcommand, createGroup, refuseUnknownSubcommand } from '../subcommands.ts';

interface InfoOptions extends ConnectionOptions, OutputOptions {}

/** `mokv raft`: the consensus underneath. */
export function registerRaft(program: Command, context: CommandContext): void {
  const raft = createGroup(program, 'raft', {
    sentence: 'Look at the consensus underneath.',
    examples: ['mokv raft info', 'mokv raft info n2'],
    exitCodes: [0, 2, 3, 5, 6],
  });
  const command = addSubcommand(raft, 'info', {
    sentence: 'Show term, log and snapshot of a node, and on the leader how far each other one is.',
    examples: ['mokv raft info', 'mokv raft info n2', 'mokv raft info -o json'],
    exitCodes: [0, 2, 3, 5, 6],
  });
  command.argument('[name]', 'the node to ask (default: the leader)');
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((id: string | undefined, options: InfoOptions) => printInfo(context, id, options));
  refuseUnknownSubcommand(raft);
}

async function printInfo(
  context: CommandContext,
  id: string | undefined,
  options: InfoOptions,
): Promise<void> {
  const status = await withClient(context, options, ({ cluster }, call) =>
    id === undefined ? cluster.leaderStatus(call) : cluster.statusOf(id, call),
  );
  await printResult(context, options, { text: raftScreen(status), record: raftRecord(status) });
}
