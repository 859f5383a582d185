import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import type { HelpTopic } from '../command-help.ts';
import { addConnectionOptions } from '../connection-options.ts';
import {
  type EventsOptions,
  type ForceLeaveOptions,
  followEvents,
  forceLeave,
  type GossipOptions,
  joinPool,
  listPool,
  printRtt,
} from '../gossip-actions.ts';
import { changeKey, listKeys } from '../gossip-key-actions.ts';
import { queryPool, sendEvent } from '../gossip-send-actions.ts';
import { addOutputOptions } from '../output-options.ts';
import { addSubcommand, createGroup, refuseUnknownSubcommand } from '../subcommands.ts';

/** `mokv gossip`: the Serf pool in which nodes find each other. */
export function registerGossip(program: Command, context: CommandContext): void {
  const gossip = createGroup(program, 'gossip', {
    sentence: 'Look at and change the pool in which nodes find each other.',
    examples: ['mokv gossip members', 'mokv gossip join 10.0.0.2:8401', 'mokv gossip keys list'],
    exitCodes: [0, 2, 3, 4, 5, 6, 7, 8],
  });
  registerMembers(gossip, context);
  registerJoin(gossip, context);
  registerForceLeave(gossip, context);
  registerKeys(gossip, context);
  registerRtt(gossip, context);
  registerEvents(gossip, context);
  registerEvent(gossip, context);
  registerQuery(gossip, context);
  refuseUnknownSubcommand(gossip);
}

function registerMembers(gossip: Command, context: CommandContext): void {
  const command = addSubcommand(gossip, 'members', {
    sentence: 'List the pool as one of its members sees it.',
    examples: ['mokv gossip members', 'mokv gossip members -o table', 'mokv gossip members -j'],
    exitCodes: [0, 2, 5, 6],
  });
  addOutputOptions(command, ['plain', 'table', 'json', 'ndjson']);
  addConnectionOptions(command);
  command.action((options: GossipOptions) => listPool(context, options));
}

function registerJoin(gossip: Command, context: CommandContext): void {
  const command = addSubcommand(gossip, 'join', {
    sentence: 'Have a node join the pool of others; one of the addresses must answer.',
    examples: ['mokv gossip join 10.0.0.2:8401', 'mokv -e 10.0.0.4:8400 gossip join n1:8401'],
    exitCodes: [0, 2, 5, 6, 7],
  });
  command.argument('<addr...>', 'host:port of the bind-addr of a member');
  addOutputOptions(command);
  addConnectionOptions(command, '15s');
  command.action((addrs: string[], options: GossipOptions) => joinPool(context, addrs, options));
}

function registerForceLeave(gossip: Command, context: CommandContext): void {
  const command = addSubcommand(gossip, 'force-leave', {
    sentence: 'Make a failed member left, which removes it from the cluster too.',
    examples: ['mokv gossip force-leave n3', 'mokv gossip force-leave n3 --prune'],
    exitCodes: [0, 2, 3, 4, 5, 6, 7],
  });
  command.argument('<name>', 'name of the member');
  command.option('--prune', 'forget it at once, too');
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((name: string, options: ForceLeaveOptions) => forceLeave(context, name, options));
}

function registerKeys(gossip: Command, context: CommandContext): void {
  const keys = createGroup(gossip, 'keys', {
    sentence: 'Change the keys that gossip is encrypted with, on all members at once.',
    examples: [
      'NEW=$(openssl rand -base64 32)',
      'echo $NEW | mokv gossip keys install -',
      'echo $NEW | mokv gossip keys use -',
      'mokv gossip keys remove OLD',
    ],
    exitCodes: [0, 2, 4, 5, 6, 7, 8],
  }).summary('Change the keys that gossip is encrypted with.');
  const list = addKeysCommand(keys, 'list', {
    sentence: 'List the keys and how many members have each of them.',
    examples: ['mokv gossip keys list', 'mokv gossip keys list -j'],
  });
  list.action((options: GossipOptions) => listKeys(context, options));
  const changes = {
    install: 'Add a key, which from then on is understood.',
    use: 'Encrypt with an installed key from now on.',
    remove: 'Remove a key that is not in use.',
  } as const;
  for (const operation of ['install', 'use', 'remove'] as const) {
    const command = addKeysCommand(keys, operation, {
      sentence: changes[operation],
      examples: [`mokv gossip keys ${operation} -`, `mokv gossip keys ${operation} KEY`],
    });
    command.argument('<key>', 'in Base64, 16, 24 or 32 bytes; - reads it from stdin');
    command.action((key: string, options: GossipOptions) =>
      changeKey(context, { operation, key }, options),
    );
  }
  refuseUnknownSubcommand(keys);
}

function addKeysCommand(
  keys: Command,
  name: string,
  topic: Pick<HelpTopic, 'sentence' | 'examples'>,
): Command {
  const command = addSubcommand(keys, name, { ...topic, exitCodes: [0, 2, 4, 5, 6, 7, 8] });
  addOutputOptions(command);
  return addConnectionOptions(command, '20s');
}

function registerRtt(gossip: Command, context: CommandContext): void {
  const command = addSubcommand(gossip, 'rtt', {
    sentence: 'Estimate the round-trip time between two members.',
    examples: ['mokv gossip rtt n2', 'mokv gossip rtt n2 n3'],
    exitCodes: [0, 2, 3, 5, 6],
  });
  command.argument('<a>', 'name of a member');
  command.argument('[b]', 'name of another (default: the node that is asked)');
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((a: string, b: string | undefined, options: GossipOptions) =>
    printRtt(context, { a, b: b ?? '' }, options),
  );
}

function registerEvents(gossip: Command, context: CommandContext): void {
  const command = addSubcommand(gossip, 'events', {
    sentence: 'Print what happens in the pool from now on, until --timeout is over.',
    examples: ['mokv gossip events -f', 'mokv gossip events --timeout 1m -j'],
    exitCodes: [0, 2, 5, 6],
  });
  command.option('-f, --follow', 'go on until interrupted');
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((options: EventsOptions) => followEvents(context, options));
}

function registerEvent(gossip: Command, context: CommandContext): void {
  const command = addSubcommand(gossip, 'event', {
    sentence: 'Send an event to all members, which `mokv gossip events` and Serf agents see.',
    examples: ['mokv gossip event deploy v2', 'mokv gossip event deploy - < notes.txt'],
    exitCodes: [0, 2, 4, 5, 6],
  });
  addMessageArguments(command, 'event');
  command.action((name: string, payload: string | undefined, options: GossipOptions) =>
    sendEvent(context, { name, payload }, options),
  );
}

function registerQuery(gossip: Command, context: CommandContext): void {
  const command = addSubcommand(gossip, 'query', {
    sentence: 'Ask all members, and print who got it and what Serf agents answer.',
    examples: ['mokv gossip query uptime', 'mokv gossip query load 5m -j'],
    exitCodes: [0, 2, 4, 5, 6],
  });
  addMessageArguments(command, 'query');
  command.action((name: string, payload: string | undefined, options: GossipOptions) =>
    queryPool(context, { name, payload }, options),
  );
}

function addMessageArguments(command: Command, what: 'event' | 'query'): void {
  command.argument('<name>', `name of the ${what}`);
  command.argument('[payload]', 'what it carries; - reads it from stdin, @FILE from a file');
  addOutputOptions(command);
  addConnectionOptions(command);
}
