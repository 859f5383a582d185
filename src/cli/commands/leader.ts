import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { addConnectionOptions, type ConnectionOptions, withClient } from '../connection-options.ts';
import { escapeLine } from '../escape-control.ts';
import { type OutputOptions, printResult } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';
import { addSubcommand, createGroup, refuseUnknownSubcommand } from '../subcommands.ts';

interface LeaderOptions extends ConnectionOptions, OutputOptions {}

/** `mokv leader`: who leads, and who is to lead. */
export function registerLeader(program: Command, context: CommandContext): void {
  const leader = createGroup(program, 'leader', {
    sentence: 'Show and change who leads.',
    examples: ['mokv leader show', 'mokv leader transfer n2', 'mokv leader step-down'],
    exitCodes: [0, 2, 3, 5, 6, 7],
  });
  registerShow(leader, context);
  registerTransfer(leader, context);
  registerStepDown(leader, context);
  refuseUnknownSubcommand(leader);
}

function registerShow(leader: Command, context: CommandContext): void {
  const command = addSubcommand(leader, 'show', {
    sentence: 'Print name and address of the leader, after asking it whether it still leads.',
    examples: ['mokv leader show', 'mokv leader show | cut -f1'],
    exitCodes: [0, 2, 5, 6],
  });
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((options: LeaderOptions) => showLeader(context, options));
}

async function showLeader(context: CommandContext, options: LeaderOptions): Promise<void> {
  const { leaderId, leaderAddr, term } = await withClient(context, options, (client, call) =>
    client.cluster.leaderStatus(call),
  );
  await printResult(context, options, {
    text: `${escapeLine(leaderId)}\t${escapeLine(leaderAddr)}`,
    record: { id: leaderId, addr: leaderAddr, term },
  });
}

function registerTransfer(leader: Command, context: CommandContext): void {
  const command = addSubcommand(leader, 'transfer', {
    sentence: 'Hand leadership over, by default to the voter that holds most of the log.',
    examples: ['mokv leader transfer', 'mokv leader transfer n2'],
    exitCodes: [0, 2, 3, 5, 6, 7],
  });
  command.argument('[name]', 'the voter that is to lead');
  addOutputOptions(command);
  addConnectionOptions(command, '10s');
  command.action((id: string | undefined, options: LeaderOptions) =>
    transferLeadership(context, id, options),
  );
}

async function transferLeadership(
  context: CommandContext,
  target: string | undefined,
  options: LeaderOptions,
): Promise<void> {
  const id = await withClient(context, options, (client, call) =>
    client.cluster.transferLeadership(target, call),
  );
  await printResult(context, options, { text: `${escapeLine(id)} leads`, record: { id } });
}

function registerStepDown(leader: Command, context: CommandContext): void {
  const command = addSubcommand(leader, 'step-down', {
    sentence: 'Make the leader a follower; the voters elect one, perhaps the same again.',
    examples: ['mokv leader step-down', 'mokv leader step-down && mokv wait --leader'],
    exitCodes: [0, 2, 5, 6, 7],
  });
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((options: LeaderOptions) => stepDown(context, options));
}

async function stepDown(context: CommandContext, options: LeaderOptions): Promise<void> {
  await withClient(context, options, (client, call) => client.cluster.stepDown(call));
  await printResult(context, options, { text: 'OK', record: { stepped_down: true } });
}
