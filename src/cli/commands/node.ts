import { type Command, Option } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { addConnectionOptions } from '../connection-options.ts';
import {
  drainNodes,
  type InfoOptions,
  type LogLevelOptions,
  type NodeOptions,
  okToStop,
  printNodeInfo,
  reloadNodes,
  setLogLevels,
} from '../node-actions.ts';
import { addOutputOptions } from '../output-options.ts';
import { addSubcommand, createGroup, refuseUnknownSubcommand } from '../subcommands.ts';
import { parseWholeNumber } from '../whole-number.ts';

/** `mokv node`: what one node is, and what it is to do. */
export function registerNode(program: Command, context: CommandContext): void {
  const node = createGroup(program, 'node', {
    sentence: 'Look at single nodes, and prepare them for a restart.',
    examples: [
      'mokv node info n2',
      'mokv node ok-to-stop n2 && mokv node drain n2',
      'mokv node reload --all',
    ],
    exitCodes: [0, 2, 3, 5, 6, 7, 8],
  });
  registerInfo(node, context);
  registerOkToStop(node, context);
  registerDrain(node, context);
  registerUndrain(node, context);
  registerReload(node, context);
  registerLogLevel(node, context);
  refuseUnknownSubcommand(node);
}

function registerInfo(node: Command, context: CommandContext): void {
  const command = addSubcommand(node, 'info', {
    sentence: 'Show process, configuration, certificates and last log lines of a node.',
    examples: ['mokv node info', 'mokv node info n2 --log 50', 'mokv node info n2 -j'],
    exitCodes: [0, 2, 3, 5, 6],
  });
  command.argument('[node]', 'name of the node (default: the one that answers)');
  command.option('--log <n>', 'its last n log lines, too; at most 500', parseWholeNumber);
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((id: string | undefined, options: InfoOptions) =>
    printNodeInfo(context, id, options),
  );
}

function registerOkToStop(node: Command, context: CommandContext): void {
  const command = addSubcommand(node, 'ok-to-stop', {
    sentence:
      'Tell whether the cluster goes on when these nodes stop; exit code 8 when it does not.',
    examples: [
      'mokv node ok-to-stop n2',
      'mokv node ok-to-stop n2 n3 -j',
      'mokv node ok-to-stop n2 && systemctl restart mokv',
    ],
    exitCodes: [0, 2, 3, 5, 6, 8],
  });
  command.argument('<node...>', 'names of the nodes that are to stop');
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((ids: string[], options: NodeOptions) => okToStop(context, ids, options));
}

function registerDrain(node: Command, context: CommandContext): void {
  const command = addSubcommand(node, 'drain', {
    sentence: 'Have a node hand leadership over, lead no more and say that it is not ready.',
    examples: ['mokv node drain n2', 'mokv -e 10.0.0.2:8400 node drain'],
    exitCodes: [0, 2, 3, 5, 6, 7],
  });
  addNodeArgument(command);
  addOutputOptions(command);
  addConnectionOptions(command, '10s');
  command.action((id: string | undefined, options: NodeOptions) =>
    drainNodes(context, id, { ...options, drained: true }),
  );
}

function registerUndrain(node: Command, context: CommandContext): void {
  const command = addSubcommand(node, 'undrain', {
    sentence: 'Take a drained node back; `--all` takes all back.',
    examples: ['mokv node undrain n2', 'mokv node undrain --all'],
    exitCodes: [0, 2, 3, 5, 6, 7],
  });
  addNodeArgument(command);
  addAllOption(command);
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((id: string | undefined, options: NodeOptions) =>
    drainNodes(context, id, { ...options, drained: false }),
  );
}

function registerReload(node: Command, context: CommandContext): void {
  const command = addSubcommand(node, 'reload', {
    sentence: 'Have a node read its certificates and access control files again.',
    examples: ['mokv node reload n2', 'mokv node reload --all'],
    exitCodes: [0, 2, 3, 5, 6, 7],
  });
  addNodeArgument(command);
  addAllOption(command);
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((id: string | undefined, options: NodeOptions) =>
    reloadNodes(context, id, options),
  );
}

function registerLogLevel(node: Command, context: CommandContext): void {
  const command = addSubcommand(node, 'log-level', {
    sentence: 'Show or set how much a node logs, until it is started again.',
    examples: [
      'mokv node log-level --all',
      'mokv node log-level debug --node n2',
      'mokv node log-level info --all',
    ],
    exitCodes: [0, 2, 3, 5, 6, 7],
  });
  command.argument('[level]', 'debug, info, warn or error (default: only tell)');
  command.addOption(
    new Option('--node <node>', 'name of the node (default: the only endpoint)').conflicts('all'),
  );
  addAllOption(command);
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((level: string | undefined, options: LogLevelOptions) =>
    setLogLevels(context, level, options),
  );
}

function addNodeArgument(command: Command): void {
  command.argument('[node]', 'name of the node (default: the only endpoint)');
}

function addAllOption(command: Command): void {
  command.option('--all', 'every node of the cluster');
}
