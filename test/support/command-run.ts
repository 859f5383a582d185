import { PassThrough, Readable, Writable } from 'node:stream';
import type { CommandContext, OutputStream } from '../../src/cli/command-context.ts';
import type { Environment } from '../../src/cli/environment.ts';
import { run } from '../../src/cli/run.ts';

export interface CommandRun {
  readonly environment?: Partial<Environment>;
  /** 'terminal' is a terminal at which nobody types. */
  readonly stdin?: string | Uint8Array | 'terminal';
  /** What somebody types at a terminal, in place of stdin. */
  readonly typed?: string;
  /** Whether stdout is a terminal. */
  readonly isTerminal?: boolean;
  readonly signal?: AbortSignal;
}

export interface CommandResult {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command line in this process. The output is given one character per byte. */
export async function runCommand(
  argv: readonly string[],
  options: CommandRun = {},
): Promise<CommandResult> {
  const stdout = new Collector(options.isTerminal ?? false);
  const stderr = new Collector(false);
  const context: CommandContext = {
    argv,
    environment: { ...emptyEnvironment, ...options.environment },
    stdin: options.typed === undefined ? stdinOf(options.stdin ?? '') : terminalWith(options.typed),
    stdout,
    stderr,
    signal: options.signal ?? new AbortController().signal,
  };
  const exit = await run(context);
  return { exit, stdout: stdout.text, stderr: stderr.text };
}

const emptyEnvironment: Environment = {
  home: undefined,
  endpoints: undefined,
  cacert: undefined,
  cert: undefined,
  key: undefined,
  debug: false,
};

class Collector extends Writable implements OutputStream {
  readonly isTTY: boolean;
  readonly #chunks: Buffer[] = [];

  constructor(isTTY: boolean) {
    super();
    this.isTTY = isTTY;
  }

  get text(): string {
    return Buffer.concat(this.#chunks).toString('latin1');
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#chunks.push(chunk);
    done();
  }
}

/** A terminal stays open behind what was typed. */
function terminalWith(typed: string): CommandContext['stdin'] {
  const terminal = Object.assign(new PassThrough(), { isTTY: true });
  terminal.write(typed);
  return terminal;
}

function stdinOf(input: string | Uint8Array): CommandContext['stdin'] {
  if (input === 'terminal') return Object.assign(new PassThrough(), { isTTY: true });
  return Readable.from([Buffer.from(input)]);
}
