import type { Readable, Writable } from 'node:stream';
import type { Environment } from './environment.ts';

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
  readonly environment: Environment;
  readonly stdin: InputStream;
  /** Data only. */
  readonly stdout: OutputStream;
  /** Everything that is not data. */
  readonly stderr: OutputStream;
  /** Aborted by the first SIGINT or SIGTERM, with the name of the signal as its reason. */
  readonly signal: AbortSignal;
}
