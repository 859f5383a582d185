import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { addConfirmOptions } from '../confirm.ts';
import { addConnectionOptions } from '../connection-options.ts';
import type { OutputOptions } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';
import {
  inspectSnapshot,
  type RestoreOptions,
  restoreSnapshot,
  type SaveOptions,
  saveSnapshot,
  verifySnapshot,
} from '../snapshot-actions.ts';
import { addSubcommand, createGroup, refuseUnknownSubcommand } from '../subcommands.ts';

/** `mokv snapshot`: backups of the whole store. */
export function registerSnapshot(program: Command, context: CommandContext): void {
  const snapshot = createGroup(program, 'snapshot', {
    sentence: 'Back the whole store up and restore it.',
    examples: [
      'mokv snapshot save backup.snap && mokv snapshot verify backup.snap',
      'mokv snapshot save - | gzip > backup.snap.gz',
      'mokv snapshot restore backup.snap --dry-run',
    ],
    exitCodes: [0, 2, 4, 5, 6, 7, 8, 9],
  });
  registerSave(snapshot, context);
  registerVerify(snapshot, context);
  registerInspect(snapshot, context);
  registerRestore(snapshot, context);
  refuseUnknownSubcommand(snapshot);
}

function registerSave(snapshot: Command, context: CommandContext): void {
  const command = addSubcommand(snapshot, 'save', {
    sentence: 'Save all keys as they are at one revision; nothing stays behind when it fails.',
    examples: ['mokv snapshot save backup.snap', 'mokv snapshot save - | gzip > backup.snap.gz'],
    exitCodes: [0, 2, 4, 5, 6],
  });
  command.argument('<file>', 'where to; - writes it to stdout');
  command.option('--force', 'replace a file that is there');
  addOutputOptions(command);
  addConnectionOptions(command, '10m');
  command.action((file: string, options: SaveOptions) => saveSnapshot(context, file, options));
}

function registerVerify(snapshot: Command, context: CommandContext): void {
  const command = addSubcommand(snapshot, 'verify', {
    sentence: 'Check digest, records and number of keys of a file; needs no cluster.',
    examples: ['mokv snapshot verify backup.snap', 'zcat backup.snap.gz | mokv snapshot verify -'],
    exitCodes: [0, 2, 8],
  });
  command.argument('<file>', 'what to check; - reads it from stdin');
  addOutputOptions(command);
  command.action((file: string, options: OutputOptions) => verifySnapshot(context, file, options));
}

function registerInspect(snapshot: Command, context: CommandContext): void {
  const command = addSubcommand(snapshot, 'inspect', {
    sentence: 'Show where a snapshot comes from and what it holds; needs no cluster.',
    examples: ['mokv snapshot inspect backup.snap', 'mokv snapshot inspect backup.snap -j'],
    exitCodes: [0, 2, 8],
  });
  command.argument('<file>', 'what to look at; - reads it from stdin');
  addOutputOptions(command);
  command.action((file: string, options: OutputOptions) => inspectSnapshot(context, file, options));
}

function registerRestore(snapshot: Command, context: CommandContext): void {
  const command = addSubcommand(snapshot, 'restore', {
    sentence: 'Replace everything in the store, on all nodes and at one revision.',
    examples: [
      'mokv snapshot restore backup.snap --dry-run',
      'mokv snapshot restore backup.snap',
      'zcat backup.snap.gz | mokv snapshot restore - -y',
    ],
    exitCodes: [0, 2, 4, 5, 6, 7, 8, 9],
  });
  command.argument('<file>', 'what to restore; - reads it from stdin');
  command.option('--dry-run', 'have the server check everything, and change nothing');
  addConfirmOptions(command);
  addOutputOptions(command);
  addConnectionOptions(command, '10m');
  command.action((file: string, options: RestoreOptions) =>
    restoreSnapshot(context, file, options),
  );
}
