import { createInterface } from 'node:readline';
import { PassThrough, Readable } from 'node:stream';
import { ClientPool } from './client-pool.ts';
import type { CommandContext, OutputStream } from './command-context.ts';
import { escapeLine } from './escape-control.ts';
import { isReadOnly } from './repl/read-only-commands.ts';
import { wordsOf } from './repl/run-script.ts';
import { splitText } from './repl/split-line.ts';
import { run } from './run.ts';

/** They take the terminal or the process for themselves. */
const outside: readonly string[] = ['serve', 'dev', 'repl', 'top', 'edit'];

export interface LineOutput {
  readonly columns: number;
  /** Is given each line of stdout and stderr, escaped. */
  readonly onLine: (line: string) => void;
}

/** Runs lines of the shell inside of another program that holds the terminal. */
export class LineRunner {
  readonly #context: CommandContext;
  readonly #mayWrite: () => boolean;
  readonly #clients = new ClientPool();

  constructor(context: CommandContext, mayWrite: () => boolean) {
    this.#context = context;
    this.#mayWrite = mayWrite;
  }

  /** @returns the exit code of the first command that fails. */
  async run(line: string, output: LineOutput): Promise<number> {
    const { commands, open } = splitText(line);
    if (open !== undefined) {
      output.onLine(`mokv: ${open} is not closed`);
      return 2;
    }
    for (const words of wordsOf(commands)) {
      const exit = await this.#runWords(words[0] === 'mokv' ? words.slice(1) : words, output);
      if (exit !== 0) return exit;
    }
    return 0;
  }

  close(): Promise<void> {
    return this.#clients.close();
  }

  async #runWords(words: readonly string[], { columns, onLine }: LineOutput): Promise<number> {
    const refusal = this.#refusalOf(words);
    if (refusal !== undefined) {
      onLine(`mokv: ${escapeLine(refusal)}`);
      return 2;
    }
    // As at a terminal: tables are aligned and values escaped; but a pager shows no colours.
    const stdout = Object.assign(new PassThrough(), { columns, isTTY: true });
    const stderr = Object.assign(new PassThrough(), { columns });
    const read = [stdout, stderr].map((stream) => readLines(stream, onLine));
    const exit = await run({
      ...this.#context,
      environment: { ...this.#context.environment, mokvNoColor: '1' },
      argv: words,
      stdin: Readable.from([]),
      stdout,
      stderr,
      clients: this.#clients,
    });
    for (const stream of [stdout, stderr]) stream.end();
    await Promise.all(read);
    return exit;
  }

  #refusalOf(words: readonly string[]): string | undefined {
    const [name = ''] = words;
    if (outside.includes(name)) return `${name} cannot run in here`;
    if (this.#mayWrite() || isReadOnly(this.#context, words)) return undefined;
    return 'read-only: W allows changes';
  }
}

async function readLines(
  stream: OutputStream & Readable,
  onLine: (line: string) => void,
): Promise<void> {
  for await (const line of createInterface({ input: stream })) onLine(escapeLine(line));
}
