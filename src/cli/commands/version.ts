import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions, type ConnectionOptions, withClient } from '../connection-options.ts';
import { type OutputOptions, printResult } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';
import { version } from '../version.ts';

interface VersionOptions extends ConnectionOptions, OutputOptions {
  readonly server?: boolean;
}

export function registerVersion(program: Command, context: CommandContext): void {
  const command = program.command('version').optionsGroup('Command:');
  addHelp(command, {
    sentence: 'Show the version of this program, and of a server.',
    examples: ['mokv version', 'mokv version --server'],
    exitCodes: [0, 2, 5, 6],
  });
  command.option('--server', 'ask the server for its version too');
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((options: VersionOptions) => printVersion(context, options));
}

async function printVersion(context: CommandContext, options: VersionOptions): Promise<void> {
  const own = { version, node: process.versions.node };
  const text = `mokv ${own.version} (node ${own.node})`;
  if (!options.server) {
    await printResult(context, options, { text, record: own });
    return;
  }
  const status = await withClient(context, options, (client, call) => client.cluster.status(call));
  await printResult(context, options, {
    text: `${text}\nserver ${status.nodeId}: mokv ${status.version}`,
    record: { ...own, server: { id: status.nodeId, version: status.version } },
  });
}
