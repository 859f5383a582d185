import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions, type ConnectionOptions, withClient } from '../connection-options.ts';
import type { OutputOptions } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';
import { listFormats, printListing } from '../print-listing.ts';

interface ServersOptions extends ConnectionOptions, OutputOptions {}

export function registerServers(program: Command, context: CommandContext): void {
  const command = program.command('servers').optionsGroup('Command:');
  addHelp(command, {
    sentence: 'List the servers of the cluster and which one leads.',
    examples: ['mokv servers', 'mokv servers -o json', 'mokv servers -o plain | cut -f2'],
    exitCodes: [0, 2, 5, 6],
  });
  addOutputOptions(command, listFormats);
  addConnectionOptions(command);
  command.action((options: ServersOptions) => printServers(context, options));
}

async function printServers(context: CommandContext, options: ServersOptions): Promise<void> {
  const servers = await withClient(context, options, (client, call) => client.getServers(call));
  await printListing(context, options, {
    items: servers,
    columns: ['ID', 'ADDR', 'LEADER'],
    cells: ({ id, address, isLeader }) => [id, address, isLeader ? 'leader' : ''],
    name: ({ id }) => id,
    record: ({ id, address, isLeader }) => ({ id, addr: address, leader: isLeader }),
    document: (records) => ({ servers: records }),
  });
}
