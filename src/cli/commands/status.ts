import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions, type ConnectionOptions, withClient } from '../connection-options.ts';
import { type OutputOptions, printResult } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';
import { statusRecord, statusScreen } from '../status-view.ts';

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
  const status = await withClient(context, options, (client, call) => client.cluster.status(call));
  await printResult(context, options, {
    text: statusScreen(status, Date.now()),
    record: statusRecord(status),
  });
}
