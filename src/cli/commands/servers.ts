import type { Command } from 'commander';
import type { ServerInfo } from '../../client/kv-client.ts';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions, type ConnectionOptions, withClient } from '../connection-options.ts';
import { escapeLine } from '../escape-control.ts';
import { type OutputFormat, type OutputOptions, write } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';

interface ServersOptions extends ConnectionOptions, OutputOptions {}

export function registerServers(program: Command, context: CommandContext): void {
  const command = program.command('servers').optionsGroup('Command:');
  addHelp(command, {
    sentence: 'List the servers of the cluster and which one leads.',
    examples: ['mokv servers', 'mokv servers -o json', 'mokv servers -o plain | cut -f2'],
    exitCodes: [0, 2, 5, 6],
  });
  addOutputOptions(command, ['plain', 'table', 'json', 'ndjson']);
  addConnectionOptions(command);
  command.action((options: ServersOptions) => printServers(context, options));
}

async function printServers(context: CommandContext, options: ServersOptions): Promise<void> {
  const servers = await withClient(context, options, (client, call) => client.getServers(call));
  const format = options.output ?? (context.stdout.isTTY ? 'table' : 'plain');
  await write(context.stdout, await render(servers, format));
}

async function render(servers: readonly ServerInfo[], format: OutputFormat): Promise<string> {
  const records = servers.map(({ id, address, isLeader }) => ({
    id,
    addr: address,
    leader: isLeader,
  }));
  switch (format) {
    case 'json':
      return `${JSON.stringify({ servers: records })}\n`;
    case 'ndjson':
      return records.map((record) => `${JSON.stringify(record)}\n`).join('');
    case 'table':
      return renderTable(servers);
    case 'plain':
    case 'raw':
      return servers.map((server) => `${cellsOf(server).join('\t')}\n`).join('');
  }
}

async function renderTable(servers: readonly ServerInfo[]): Promise<string> {
  const { formatTable } = await import('../format-table.ts');
  return formatTable(['ID', 'ADDR', 'LEADER'], servers.map(cellsOf));
}

function cellsOf({ id, address, isLeader }: ServerInfo): string[] {
  return [escapeLine(id), escapeLine(address), isLeader ? 'leader' : ''];
}
