import type { Readable, Writable } from 'node:stream';
import type { Command } from 'commander';
import type { ClientPool } from './client-pool.ts';
import type { Environment } from './environment.ts';
import type { CommandKind } from './exit-codes.ts';
import type { OutputSchemas } from './output-schema.ts';

type InputStream = Readable & { readonly isTTY?: boolean };
export type OutputStream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/**
 * The world as a command sees it. Every module in commands/ exports one function
 * `registerX(program, context)` that adds its command to `program`; its action resolves when the
 * command is done (exit code 0) or throws a MokvError (exit code by exit-codes.ts). No command exits
 * the process, writes to the console or reads the environment by itself.
 */
export interface CommandContext {
  /** The words of the command line behind `mokv`. */
  readonly argv: readonly string[];
  /** Every command that there is. */
  readonly commands: readonly CommandEntry[];
  readonly environment: Environment;
  readonly stdin: InputStream;
  /** Data only. */
  readonly stdout: OutputStream;
  /** Everything that is not data. */
  readonly stderr: OutputStream;
  /** Aborted by the first SIGINT or SIGTERM, with the name of the signal as its reason. */
  readonly signal: AbortSignal;
  /** In a shell: the clients that stay open from one command to the next. */
  readonly clients?: ClientPool;
}

type Register = (program: Command, context: CommandContext) => void;

/** One command, cheap to know about; its code is loaded only when it is the one to run. */
export interface CommandEntry {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  /** Undefined: not shown, for machines. */
  readonly group: 'Keys' | 'Cluster' | 'Node' | 'Command line' | undefined;
  readonly kind: CommandKind;
  readonly load: () => Promise<Register>;
  /** What it prints under `-o json`; absent for a command without JSON. */
  readonly schema?: () => Promise<OutputSchemas>;
}
