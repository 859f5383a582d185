import type { Command } from 'commander';
import {
  type AclOptions,
  explainAccess,
  listWhoCan,
  printWhoAmI,
  testAccess,
} from '../acl-actions.ts';
import type { CommandContext } from '../command-context.ts';
import type { HelpTopic } from '../command-help.ts';
import { addConnectionOptions } from '../connection-options.ts';
import { addOutputOptions } from '../output-options.ts';
import {
  diffPolicy,
  type GetPolicyOptions,
  printPolicy,
  type SetPolicyOptions,
  setPolicy,
  validatePolicy,
} from '../policy-actions.ts';
import { listFormats } from '../print-listing.ts';
import { addSubcommand, createGroup, refuseUnknownSubcommand } from '../subcommands.ts';

const actionText = 'produce (set, delete), consume (get, list), admin, observe or peer';
const objectText = 'what about; not for admin, observe and peer, which are about the cluster';

/** `mokv acl`: who may do what. */
export function registerAcl(program: Command, context: CommandContext): void {
  const acl = createGroup(program, 'acl', {
    sentence: 'Tell who may do what, and change it.',
    examples: [
      'mokv acl whoami',
      'mokv acl explain alice produce cfg/a',
      'mokv acl who-can admin',
      'mokv acl policy get > policy.csv',
    ],
    exitCodes: [0, 2, 4, 5, 6, 7],
  });
  registerWhoAmI(acl, context);
  registerTest(acl, context);
  registerExplain(acl, context);
  registerWhoCan(acl, context);
  registerPolicy(acl, context);
  refuseUnknownSubcommand(acl);
}

function registerWhoAmI(acl: Command, context: CommandContext): void {
  const command = addSubcommand(acl, 'whoami', {
    sentence: 'Show who your certificate says that you are, and what the rules say about you.',
    examples: ['mokv acl whoami', 'mokv acl whoami --cert alice.pem --key alice-key.pem'],
    exitCodes: [0, 2, 5, 6],
  });
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((options: AclOptions) => printWhoAmI(context, options));
}

function registerTest(acl: Command, context: CommandContext): void {
  const command = addQuestion(acl, 'test', {
    sentence: 'Tell whether a user may do something; exit code 4 when not.',
    examples: ['mokv acl test alice produce cfg/a', 'mokv acl test ops admin -q && echo yes'],
    exitCodes: [0, 2, 4, 5, 6],
  });
  command.action((user: string, action: string, object: string | undefined, options: AclOptions) =>
    testAccess(context, { user, action, object: object ?? '' }, options),
  );
}

function registerExplain(acl: Command, context: CommandContext): void {
  const command = addQuestion(acl, 'explain', {
    sentence: 'Tell which rules let a user do something, or which one would.',
    examples: ['mokv acl explain alice produce cfg/a', 'mokv acl explain ops admin -j'],
    exitCodes: [0, 2, 5, 6],
  });
  command.action((user: string, action: string, object: string | undefined, options: AclOptions) =>
    explainAccess(context, { user, action, object: object ?? '' }, options),
  );
}

function addQuestion(acl: Command, name: string, topic: HelpTopic): Command {
  const command = addSubcommand(acl, name, topic);
  command.argument('<who>', 'CN of a certificate');
  command.argument('<action>', actionText);
  command.argument('[key]', objectText);
  addOutputOptions(command);
  return addConnectionOptions(command);
}

function registerWhoCan(acl: Command, context: CommandContext): void {
  const command = addSubcommand(acl, 'who-can', {
    sentence: 'List every user of the policy who may do something.',
    examples: ['mokv acl who-can produce cfg/a', 'mokv acl who-can admin'],
    exitCodes: [0, 2, 5, 6],
  });
  command.argument('<action>', actionText);
  command.argument('[key]', objectText);
  addOutputOptions(command, listFormats);
  addConnectionOptions(command);
  command.action((action: string, object: string | undefined, options: AclOptions) =>
    listWhoCan(context, { action, object: object ?? '' }, options),
  );
}

function registerPolicy(acl: Command, context: CommandContext): void {
  const policy = createGroup(acl, 'policy', {
    sentence: 'Show and change the rules; each node has a file of its own.',
    examples: [
      'mokv acl policy get > policy.csv',
      'mokv acl policy diff policy.csv',
      'mokv acl policy set policy.csv',
    ],
    exitCodes: [0, 2, 3, 4, 5, 6, 7],
  }).summary('Show and change the rules.');
  registerPolicyGet(policy, context);
  registerPolicySet(policy, context);
  registerPolicyValidate(policy, context);
  registerPolicyDiff(policy, context);
  refuseUnknownSubcommand(policy);
}

function registerPolicyGet(policy: Command, context: CommandContext): void {
  const command = addSubcommand(policy, 'get', {
    sentence: 'Print the policy of a node as its file has it.',
    examples: ['mokv acl policy get > policy.csv', 'mokv acl policy get --node n2 -j'],
    exitCodes: [0, 2, 3, 5, 6],
  });
  command.option('--node <node>', 'name of the node (default: the one that answers)');
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((options: GetPolicyOptions) => printPolicy(context, options));
}

function registerPolicySet(policy: Command, context: CommandContext): void {
  const command = addSubcommand(policy, 'set', {
    sentence: 'Write a policy to every node, after every node has found it right.',
    examples: [
      'mokv acl policy diff policy.csv; mokv acl policy set policy.csv',
      'generate-policy | mokv acl policy set -',
    ],
    exitCodes: [0, 2, 4, 5, 6, 7],
  });
  command.argument('<file>', 'the policy; - reads it from stdin');
  command.option('--skip-silent', 'leave out nodes that do not answer; set it there later');
  addOutputOptions(command);
  addConnectionOptions(command, '15s');
  command.action((file: string, options: SetPolicyOptions) => setPolicy(context, file, options));
}

function registerPolicyValidate(policy: Command, context: CommandContext): void {
  const command = addSubcommand(policy, 'validate', {
    sentence: 'Have every node check a policy, and change nothing.',
    examples: ['mokv acl policy validate policy.csv'],
    exitCodes: [0, 2, 4, 5, 6],
  });
  command.argument('<file>', 'the policy; - reads it from stdin');
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((file: string, options: AclOptions) => validatePolicy(context, file, options));
}

function registerPolicyDiff(policy: Command, context: CommandContext): void {
  const command = addSubcommand(policy, 'diff', {
    sentence: 'Show how a file differs from the policy of each node; exit code 4 when it does.',
    examples: ['mokv acl policy diff policy.csv', 'mokv acl policy get | mokv acl policy diff -'],
    exitCodes: [0, 2, 4, 5, 6],
  });
  command.argument('<file>', 'the policy; - reads it from stdin');
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((file: string, options: AclOptions) => diffPolicy(context, file, options));
}
