import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { addConnectionOptions } from '../connection-options.ts';
import { addOutputOptions } from '../output-options.ts';
import { listFormats } from '../print-listing.ts';
import {
  compactLogs,
  printConfiguration,
  printRaftInfo,
  type RaftOptions,
  type TailOptions,
  tailRaftLog,
} from '../raft-actions.ts';
import { addSubcommand, createGroup, refuseUnknownSubcommand } from '../subcommands.ts';
import { parseWholeNumber } from '../whole-number.ts';

/** `mokv raft`: the consensus underneath. */
export function registerRaft(program: Command, context: CommandContext): void {
  const raft = createGroup(program, 'raft', {
    sentence: 'Look at the consensus underneath.',
    examples: ['mokv raft info', 'mokv raft info n2', 'mokv raft log tail', 'mokv raft config'],
    exitCodes: [0, 2, 3, 5, 6, 7],
  });
  registerInfo(raft, context);
  registerLog(raft, context);
  registerCompact(raft, context);
  registerConfig(raft, context);
  refuseUnknownSubcommand(raft);
}

function registerInfo(raft: Command, context: CommandContext): void {
  const command = addSubcommand(raft, 'info', {
    sentence: 'Show term, log and snapshot of a node, and on the leader how far each other one is.',
    examples: ['mokv raft info', 'mokv raft info n2', 'mokv raft info -o json'],
    exitCodes: [0, 2, 3, 5, 6],
  });
  command.argument('[name]', 'the node to ask (default: the leader)');
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((id: string | undefined, options: RaftOptions) =>
    printRaftInfo(context, id, options),
  );
}

function registerLog(raft: Command, context: CommandContext): void {
  const log = createGroup(raft, 'log', {
    sentence: 'Look into the Raft log.',
    examples: ['mokv raft log tail', 'mokv raft log tail n2 -n 100'],
    exitCodes: [0, 2, 3, 5, 6],
  }).summary('Look into the Raft log.');
  const command = addSubcommand(log, 'tail', {
    sentence: 'List the last entries of the log of a node: what they are, not what they say.',
    examples: ['mokv raft log tail', 'mokv raft log tail n2 -n 100', 'mokv raft log tail -j'],
    exitCodes: [0, 2, 3, 5, 6],
  });
  command.argument('[name]', 'the node to ask (default: the one that answers)');
  command.option('-n, --last <n>', 'how many entries, at most 1000', parseWholeNumber, 20);
  addOutputOptions(command, listFormats);
  addConnectionOptions(command);
  command.action((id: string | undefined, options: TailOptions) =>
    tailRaftLog(context, id, options),
  );
  refuseUnknownSubcommand(log);
}

function registerCompact(raft: Command, context: CommandContext): void {
  const command = addSubcommand(raft, 'compact', {
    sentence: 'Have a node write a snapshot and drop the log behind it.',
    examples: ['mokv raft compact n2', 'mokv raft compact --all'],
    exitCodes: [0, 2, 3, 5, 6, 7],
  });
  command.argument('[name]', 'name of the node (default: the only endpoint)');
  command.option('--all', 'every node of the cluster');
  addOutputOptions(command);
  addConnectionOptions(command, '60s');
  command.action((id: string | undefined, options: RaftOptions) =>
    compactLogs(context, id, options),
  );
}

function registerConfig(raft: Command, context: CommandContext): void {
  const command = addSubcommand(raft, 'config', {
    sentence: 'List who belongs to the cluster and who votes, as the leader has it.',
    examples: ['mokv raft config', 'mokv raft config -o table', 'mokv raft config -j'],
    exitCodes: [0, 2, 5, 6],
  });
  addOutputOptions(command, listFormats);
  addConnectionOptions(command);
  command.action((options: RaftOptions) => printConfiguration(context, options));
}
