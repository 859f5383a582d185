import { type Command, Option } from 'commander';
import {
  type DirectoryOptions,
  type InitOptions,
  type IssueOptions,
  initDirectory,
  inspectCertificates,
  issueCertificateFiles,
  makeAuthorityFiles,
} from '../certificate-actions.ts';
import { type ExpiryOptions, printExpiry } from '../certificate-expiry.ts';
import type { CommandContext } from '../command-context.ts';
import type { HelpTopic } from '../command-help.ts';
import { addConnectionOptions } from '../connection-options.ts';
import { parseTtl } from '../duration.ts';
import { addOutputOptions } from '../output-options.ts';
import { listFormats } from '../print-listing.ts';
import { addSubcommand, createGroup, refuseUnknownSubcommand } from '../subcommands.ts';

/** `mokv cert`: a small certificate authority in a directory, `~/.mokv` unless told otherwise. */
export function registerCert(program: Command, context: CommandContext): void {
  const cert = createGroup(program, 'cert', {
    sentence: 'Make and inspect the certificates of nodes and users.',
    examples: [
      'mokv cert init',
      'mokv cert client alice',
      'mokv cert peer n2 --host 10.0.0.2',
      'mokv cert inspect',
      'mokv cert expiry',
    ],
    exitCodes: [0, 2, 4, 5, 6, 8],
  });
  registerInit(cert, context);
  registerAuthority(cert, context);
  registerServer(cert, context);
  registerPeer(cert, context);
  registerClient(cert, context);
  registerInspect(cert, context);
  registerExpiry(cert, context);
  refuseUnknownSubcommand(cert);
}

function registerInit(cert: Command, context: CommandContext): void {
  const command = subcommand(cert, 'init', {
    sentence: 'Make what a first node needs: CA, certificates, access rules and a gossip key.',
    examples: ['mokv cert init', 'mokv cert init --host node1.example.com,10.0.0.1 --node-name n1'],
    exitCodes: [0, 2],
  });
  addHostOption(command);
  command.option('--node-name <name>', "node that peer.pem is for (default: this machine's name)");
  addProfilesOption(command);
  addOutputOptions(command);
  command.action((options: InitOptions) => initDirectory(context, options));
}

function registerAuthority(cert: Command, context: CommandContext): void {
  const command = subcommand(cert, 'ca', {
    sentence: 'Make a certificate authority: ca.pem and ca-key.pem.',
    examples: ['mokv cert ca --dir ./certs'],
    exitCodes: [0, 2, 4],
  });
  addForceOption(command);
  addProfilesOption(command);
  addOutputOptions(command);
  command.action((options: IssueOptions) => makeAuthorityFiles(context, options));
}

function registerServer(cert: Command, context: CommandContext): void {
  const command = subcommand(cert, 'server', {
    sentence: 'Make a certificate that a node shows to clients.',
    examples: ['mokv cert server --host node1.example.com,10.0.0.1 --force'],
    exitCodes: [0, 2, 4],
  });
  addHostOption(command);
  addIssueOptions(command, 'server');
  command.action((options: IssueOptions) =>
    issueCertificateFiles(context, options, {
      identity: { type: 'server', hosts: options.host ?? [] },
      base: 'server',
    }),
  );
}

function registerPeer(cert: Command, context: CommandContext): void {
  const command = subcommand(cert, 'peer', {
    sentence: 'Make a certificate that identifies a node to other nodes.',
    examples: ['mokv cert peer n2 --host 10.0.0.2', 'mokv cert peer n1 --name peer --force'],
    exitCodes: [0, 2, 4],
  });
  command.argument('<node>', 'name of the node');
  addHostOption(command);
  addIssueOptions(command, '<node>-peer');
  command.action((nodeId: string, options: IssueOptions) =>
    issueCertificateFiles(context, options, {
      identity: { type: 'peer', nodeId, hosts: options.host ?? [] },
      base: `${nodeId}-peer`,
    }),
  );
}

function registerClient(cert: Command, context: CommandContext): void {
  const command = subcommand(cert, 'client', {
    sentence: 'Make a certificate for a user; the access rules say what the user may do.',
    examples: ['mokv cert client alice'],
    exitCodes: [0, 2, 4],
  });
  command.argument('<user>', 'name of the user');
  addIssueOptions(command, '<user>-client');
  command.action((user: string, options: IssueOptions) =>
    issueCertificateFiles(context, options, {
      identity: { type: 'client', user },
      base: `${user}-client`,
    }),
  );
}

function registerInspect(cert: Command, context: CommandContext): void {
  const command = subcommand(cert, 'inspect', {
    sentence: 'Show what certificates are for and how long they are valid.',
    examples: ['mokv cert inspect', 'mokv cert inspect server.pem -o json'],
    exitCodes: [0, 2],
  });
  command.argument('[files...]', 'files of certificates (default: all of the directory)');
  addOutputOptions(command);
  command.action((files: string[], options: DirectoryOptions) =>
    inspectCertificates(context, files, options),
  );
}

function registerExpiry(cert: Command, context: CommandContext): void {
  const command = addSubcommand(cert, 'expiry', {
    sentence: 'List when the certificates end that the nodes of the cluster use.',
    examples: ['mokv cert expiry', 'mokv cert expiry --warn 30d -o table'],
    exitCodes: [0, 2, 5, 6, 8],
  });
  command.addOption(
    new Option('--warn <duration>', 'exit code 8 when one ends before that')
      .argParser(parseTtl)
      .default(parseTtl('14d'), '14d'),
  );
  addOutputOptions(command, listFormats);
  addConnectionOptions(command);
  command.action((options: ExpiryOptions) => printExpiry(context, options));
}

function subcommand(cert: Command, name: string, topic: HelpTopic): Command {
  const command = addSubcommand(cert, name, topic);
  return command.option('--dir <dir>', 'directory of the certificates (default: ~/.mokv)');
}

function addHostOption(command: Command): void {
  command.option(
    '--host <names>',
    'names and addresses of the node, separated by commas',
    splitHosts,
  );
}

function addProfilesOption(command: Command): void {
  command.option(
    '--profiles <dir>',
    'take subjects, hosts and expiry from cfssl files of this directory',
  );
}

function addForceOption(command: Command): void {
  command.option('--force', 'replace what is there');
}

function addIssueOptions(command: Command, base: string): void {
  command.option('--name <name>', `files are <name>.pem and <name>-key.pem (default: ${base})`);
  addForceOption(command);
  addProfilesOption(command);
  addOutputOptions(command);
}

function splitHosts(text: string): readonly string[] {
  return text.split(',').map((host) => host.trim());
}
