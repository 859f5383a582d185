import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { addConfirmOptions } from '../confirm.ts';
import { addConnectionOptions } from '../connection-options.ts';
import {
  type AddOptions,
  addMember,
  type ChangeOptions,
  demoteMember,
  listMembers,
  type MemberOptions,
  promoteMember,
  type RemoveOptions,
  removeMember,
} from '../member-actions.ts';
import { replaceMember } from '../member-replace.ts';
import { addOutputOptions } from '../output-options.ts';
import { listFormats } from '../print-listing.ts';
import { addSubcommand, createGroup, refuseUnknownSubcommand } from '../subcommands.ts';

/** `mokv member`: who belongs to the cluster. */
export function registerMember(program: Command, context: CommandContext): void {
  const member = createGroup(program, 'member', {
    sentence: 'Show and change who belongs to the cluster.',
    examples: ['mokv member list', 'mokv member add n2 10.0.0.2:8400', 'mokv member remove n3'],
    exitCodes: [0, 2, 3, 4, 5, 6, 7, 8, 9],
  });
  registerList(member, context);
  registerAdd(member, context);
  registerRemove(member, context);
  registerPromote(member, context);
  registerDemote(member, context);
  registerReplace(member, context);
  refuseUnknownSubcommand(member);
}

function registerList(member: Command, context: CommandContext): void {
  const command = addSubcommand(member, 'list', {
    sentence: 'List the members and how far each one is.',
    examples: ['mokv member list', 'mokv member list -o table', 'mokv member list -o json'],
    exitCodes: [0, 2, 5, 6],
  });
  addOutputOptions(command, listFormats);
  addConnectionOptions(command);
  command.action((options: MemberOptions) => listMembers(context, options));
}

function registerAdd(member: Command, context: CommandContext): void {
  const command = addSubcommand(member, 'add', {
    sentence: 'Add a node and wait until it has caught up and votes; again, it goes on.',
    examples: ['mokv member add n2 10.0.0.2:8400', 'mokv member add n4 10.0.0.4:8400 --non-voter'],
    exitCodes: [0, 2, 4, 5, 6, 7],
  });
  command.argument('<name>', 'the node-name that it runs with');
  command.argument('<addr>', 'host:port of its rpc-port, as the other nodes reach it');
  addDryRun(command);
  command.option('--non-voter', 'leave it a non-voter: it receives everything and does not vote');
  addOutputOptions(command);
  addConnectionOptions(command, '70s');
  command.action((id: string, addr: string, options: AddOptions) =>
    addMember(context, { id, addr }, options),
  );
}

function registerRemove(member: Command, context: CommandContext): void {
  const command = addSubcommand(member, 'remove', {
    sentence: 'Remove a member for good; refused when the cluster would stop without it.',
    examples: [
      'mokv member remove n3 --dry-run',
      'mokv member remove n3',
      'mokv member remove n3 -y',
    ],
    exitCodes: [0, 2, 3, 4, 5, 6, 7, 8, 9],
  });
  command.argument('<name>', 'name of the member');
  addDryRun(command);
  addConfirmOptions(command);
  addOutputOptions(command);
  addConnectionOptions(command, '20s');
  command.action((id: string, options: RemoveOptions) => removeMember(context, id, options));
}

function registerPromote(member: Command, context: CommandContext): void {
  const command = addSubcommand(member, 'promote', {
    sentence: 'Make a non-voter a voter as soon as it has caught up.',
    examples: ['mokv member promote n4'],
    exitCodes: [0, 2, 3, 5, 6, 7],
  });
  command.argument('<name>', 'name of the member');
  addDryRun(command);
  addOutputOptions(command);
  addConnectionOptions(command, '70s');
  command.action((id: string, options: ChangeOptions) => promoteMember(context, id, options));
}

function registerDemote(member: Command, context: CommandContext): void {
  const command = addSubcommand(member, 'demote', {
    sentence: 'Make a voter a non-voter; refused when the cluster would stop without its vote.',
    examples: ['mokv member demote n3 --dry-run', 'mokv member demote n3'],
    exitCodes: [0, 2, 3, 4, 5, 6, 7, 8],
  });
  command.argument('<name>', 'name of the member');
  addDryRun(command);
  addOutputOptions(command);
  addConnectionOptions(command, '20s');
  command.action((id: string, options: ChangeOptions) => demoteMember(context, id, options));
}

function registerReplace(member: Command, context: CommandContext): void {
  const command = addSubcommand(member, 'replace', {
    sentence: 'Add a node, wait until it votes, and then remove another one for good.',
    examples: [
      'mokv member replace n3 n4 --dry-run',
      'mokv member replace n3 n4',
      'mokv member replace n3 n4 10.0.0.4:8400 -y',
    ],
    exitCodes: [0, 2, 3, 4, 5, 6, 7, 8, 9],
  });
  command.argument('<old>', 'name of the member that goes');
  command.argument('<new>', 'the node-name of the node that comes');
  command.argument('[addr]', 'host:port of its rpc-port (default: as it announces it)');
  addDryRun(command);
  addConfirmOptions(command);
  addOutputOptions(command);
  addConnectionOptions(command, '90s');
  command.action((old: string, id: string, addr: string | undefined, options: RemoveOptions) =>
    replaceMember(context, { old, new: id, addr }, options),
  );
}

function addDryRun(command: Command): void {
  command.option('--dry-run', 'say what would come of it, and change nothing');
}
