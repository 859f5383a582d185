import { type Command, InvalidArgumentError } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { addConnectionOptions } from '../connection-options.ts';
import {
  type AddContextOptions,
  addContext,
  removeContext,
  renameContext,
  useContext,
} from '../context-changes.ts';
import {
  type ContextOptions,
  listContexts,
  type ShowOptions,
  showContext,
  testContext,
} from '../context-views.ts';
import { addOutputOptions } from '../output-options.ts';
import { listFormats } from '../print-listing.ts';
import { addSubcommand, createGroup, refuseUnknownSubcommand } from '../subcommands.ts';

/** `mokv context`: clusters and identities under names. */
export function registerContext(program: Command, context: CommandContext): void {
  const group = createGroup(program, 'context', {
    sentence: 'Keep clusters, and who you are there, under names.',
    examples: [
      'mokv context add prod -e 10.0.0.1:8400,10.0.0.2:8400 --production',
      'mokv context use prod',
      'mokv -c prod status',
    ],
    exitCodes: [0, 2, 3, 4, 5, 6, 9],
  });
  registerAdd(group, context);
  registerUse(group, context);
  registerList(group, context);
  registerShow(group, context);
  registerTest(group, context);
  registerRemove(group, context);
  registerRename(group, context);
  refuseUnknownSubcommand(group);
}

function registerAdd(group: Command, context: CommandContext): void {
  const command = addSubcommand(group, 'add', {
    sentence: 'Save a cluster under a name; the first one becomes the current one.',
    examples: [
      'mokv context add dev',
      'mokv context add prod -e 10.0.0.1:8400 --cert ~/.mokv/alice-client.pem --key ~/.mokv/alice-client-key.pem --production',
    ],
    exitCodes: [0, 2, 4],
  });
  command.argument('<new>', 'its name');
  command.option('-e, --endpoints <list>', 'servers to try in order', splitList);
  command.option('--cacert <file>', 'CA of the servers');
  command.option('--cert <file>', 'your certificate');
  command.option('--key <file>', 'its key');
  command.option('--server-name <name>', 'name in the certificate of the server');
  command.option('--insecure', 'no TLS: for nodes that run with --insecure');
  command.option('--production', 'ask for the name of the context before anything is removed');
  command.option('--force', 'replace what is there');
  addOutputOptions(command);
  command.action((name: string, options: AddContextOptions) => addContext(context, name, options));
}

function registerUse(group: Command, context: CommandContext): void {
  const command = addSubcommand(group, 'use', {
    sentence: 'Make a context the one that is used when nobody names one.',
    examples: ['mokv context use prod'],
    exitCodes: [0, 2, 3],
  });
  command.argument('<context>', 'its name');
  addOutputOptions(command);
  command.action((name: string, options: ContextOptions) => useContext(context, name, options));
}

function registerList(group: Command, context: CommandContext): void {
  const command = addSubcommand(group, 'list', {
    sentence: 'List the contexts; the current one has a star.',
    examples: ['mokv context list', 'mokv context list -o name'],
    exitCodes: [0, 2],
  });
  addOutputOptions(command, listFormats);
  command.action((options: ContextOptions) => listContexts(context, options));
}

function registerShow(group: Command, context: CommandContext): void {
  const command = addSubcommand(group, 'show', {
    sentence: 'Show a context, or with --resolved what a command would use and who says so.',
    examples: [
      'mokv context show',
      'mokv context show prod -j',
      'mokv -c prod context show --resolved',
    ],
    exitCodes: [0, 2, 3],
  });
  command.argument('[context]', 'its name (default: the one in use)');
  command.option(
    '--resolved',
    'every setting, and whether it comes from a flag, the environment, a context or the defaults',
  );
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((name: string | undefined, options: ShowOptions) =>
    showContext(context, { name, timeoutSource: command.getOptionValueSource('timeout') }, options),
  );
}

function registerTest(group: Command, context: CommandContext): void {
  const command = addSubcommand(group, 'test', {
    sentence: 'Ask the cluster of a context who answers there.',
    examples: ['mokv context test', 'mokv context test prod'],
    exitCodes: [0, 2, 3, 5, 6],
  });
  command.argument('[context]', 'its name (default: the one in use)');
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((name: string | undefined, options: ShowOptions) =>
    testContext(context, name, options),
  );
}

function registerRemove(group: Command, context: CommandContext): void {
  const command = addSubcommand(group, 'remove', {
    sentence: 'Forget a context; the cluster and the certificates stay.',
    examples: ['mokv context remove dev'],
    exitCodes: [0, 2, 3],
  });
  command.argument('<context>', 'its name');
  addOutputOptions(command);
  command.action((name: string, options: ContextOptions) => removeContext(context, name, options));
}

function registerRename(group: Command, context: CommandContext): void {
  const command = addSubcommand(group, 'rename', {
    sentence: 'Give a context another name.',
    examples: ['mokv context rename dev old-dev'],
    exitCodes: [0, 2, 3, 4],
  });
  command.argument('<context>', 'its name');
  command.argument('<new>', 'its new name');
  addOutputOptions(command);
  command.action((from: string, to: string, options: ContextOptions) =>
    renameContext(context, { from, to }, options),
  );
}

function splitList(text: string): readonly string[] {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.every((part) => part !== '')) return parts;
  throw new InvalidArgumentError('It must be addresses, separated by commas.');
}
