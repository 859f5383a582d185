import { PassThrough, Readable, Writable } from 'node:stream';
import { expect } from 'vitest';
import { splitCommandLine, wantsJson } from '../../src/cli/argv.ts';
import type { CommandContext, OutputStream } from '../../src/cli/command-context.ts';
import { commandTable } from '../../src/cli/command-table.ts';
import { type Environment, variableNames } from '../../src/cli/environment.ts';
import { findSchema } from '../../src/cli/find-schema.ts';
import { run } from '../../src/cli/run.ts';

export interface CommandRun {
  readonly environment?: Partial<Environment>;
  /** 'terminal' is a terminal at which nobody types. */
  readonly stdin?: string | Uint8Array | 'terminal';
  /** What somebody types at a terminal, in place of stdin. */
  readonly typed?: string;
  /** Whether stdout is a terminal. */
  readonly isTerminal?: boolean;
  /** Of the terminal; 80 by default. */
  readonly columns?: number;
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
  const { stdout, stderr, ...context } = commandContext(argv, options);
  const exit = await run({ ...context, stdout, stderr });
  await checkAgainstSchema(context, stdout.text);
  return { exit, stdout: stdout.text, stderr: stderr.text };
}

/** The world of one command line, whose output is kept. */
export function commandContext(argv: readonly string[] = [], options: CommandRun = {}) {
  return {
    argv,
    commands: commandTable,
    environment: { ...emptyEnvironment, ...options.environment },
    stdin: options.typed === undefined ? stdinOf(options.stdin ?? '') : terminalWith(options.typed),
    stdout: new Collector(options.isTerminal ?? false, options.columns ?? 80),
    stderr: new Collector(false, 80),
    signal: options.signal ?? new AbortController().signal,
  };
}

const emptyEnvironment = {
  home: undefined,
  ...Object.fromEntries(Object.keys(variableNames).map((key) => [key, undefined])),
} as Environment;

/** JSON on stdout is a contract: each document must be what `mokv schema` says, with no field more. */
async function checkAgainstSchema(
  context: Pick<CommandContext, 'argv' | 'commands' | 'environment'>,
  stdout: string,
): Promise<void> {
  const { argv, environment } = context;
  if (stdout === '' || !wantsJson(argv, environment)) return;
  const { name = '', rest } = splitCommandLine(argv);
  const named = await findSchema(context, [name, ...rest]);
  if (named === undefined) throw new Error(`${argv.join(' ')} prints JSON and has no schema`);
  const { json, ndjson = json } = named.schema;
  const schema = isNdjson(argv) ? ndjson : json;
  for (const line of Buffer.from(stdout, 'latin1').toString().trimEnd().split('\n')) {
    expect(schema.parse(JSON.parse(line)), argv.join(' ')).toEqual(JSON.parse(line));
  }
}

function isNdjson(argv: readonly string[]): boolean {
  return argv.some((word) => word.endsWith('ndjson'));
}

class Collector extends Writable implements OutputStream {
  readonly isTTY: boolean;
  readonly columns: number;
  readonly #chunks: Buffer[] = [];

  constructor(isTTY: boolean, columns: number) {
    super();
    this.isTTY = isTTY;
    this.columns = columns;
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
