import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { MokvError } from '../../shared/errors.ts';
import { fileErrorOf } from '../../shared/file-error.ts';
import type { HostPort } from '../../shared/host-port.ts';
import { quoted } from '../../shared/quoted.ts';
import { ClientPool } from '../client-pool.ts';
import type { CommandContext, OutputStream } from '../command-context.ts';
import type { Environment } from '../environment.ts';
import { escapeLine } from '../escape-control.ts';
import { findCommand } from '../find-command.ts';
import { formatContact, formatRtt } from '../format-quantity.ts';
import { write } from '../output.ts';
import { reportError } from '../report-error.ts';
import { type ResolvedConnection, resolveConnection } from '../resolve-connection.ts';
import { run } from '../run.ts';
import { asDotCommand, runDotCommand, type Shell } from './dot-commands.ts';
import { KeptOutput } from './kept-output.ts';
import { isReadOnly } from './read-only-commands.ts';
import { runScript, type ScriptText } from './run-script.ts';
import type { Settings } from './settings.ts';
import { environmentFor } from './shell-environment.ts';
import { ShellTransaction } from './transaction.ts';

const limits = {
  /** A command that took longer says so. */
  slowMs: 500,
  repeatsMax: 1_000_000,
} as const;

/** They take the terminal or the process for themselves. */
const outside: readonly string[] = ['serve', 'dev', 'repl', 'top', 'edit', 'lock'];

export interface SessionOptions {
  readonly context: CommandContext;
  /** The environment with the connection that the flags of the shell name. */
  readonly environment: Environment;
  readonly connection: ResolvedConnection;
  readonly settings: Settings;
  /** The node inside of which the shell runs. */
  readonly home: HostPort | undefined;
  /** Whether somebody sits there. */
  readonly isInteractive: boolean;
  saveSettings(settings: Settings): Promise<void>;
  clearScreen(): void;
}

/** What happens between the lines of one shell: the settings, the open connections, where the output goes. */
export class Session implements Shell {
  readonly settings: Settings;
  readonly clients: ClientPool;
  readonly #options: SessionOptions;
  #environment: Environment;
  #connection: ResolvedConnection;
  #output: { readonly path: string; readonly stream: OutputStream } | undefined;
  #signal: AbortSignal;
  /** Between `multi` and `exec`. */
  #transaction: ShellTransaction | undefined;
  #isOver = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.settings = options.settings;
    this.clients = new ClientPool(options.home);
    this.#environment = options.environment;
    this.#connection = options.connection;
    this.#signal = options.context.signal;
  }

  get connection(): ResolvedConnection {
    return this.#connection;
  }

  get isInTransaction(): boolean {
    return this.#transaction !== undefined;
  }

  /** Whether it was asked to end. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** The world as commands see it. */
  get context(): CommandContext {
    const { mode, consistency, 'complete keys': completeKeys } = this.settings;
    const environment = {
      ...this.#environment,
      ...(mode === 'auto' ? {} : { output: mode }),
      ...(consistency === 'linearizable' ? {} : { consistency }),
      ...(completeKeys === 'on' ? {} : { completeKeys }),
    };
    const { context } = this.#options;
    return {
      argv: [],
      commands: context.commands.filter(({ name }) => !outside.includes(name)),
      environment,
      // As in the context of the process: to touch stdin opens it.
      get stdin() {
        return context.stdin;
      },
      stdout: this.#output?.stream ?? context.stdout,
      stderr: context.stderr,
      signal: this.#signal,
      clients: this.clients,
    };
  }

  /** Runs commands one after the other, up to the first that fails, and gives its exit code. `signal` stops it. */
  async run(
    commands: readonly (readonly string[])[],
    signal: AbortSignal = this.#options.context.signal,
  ): Promise<number> {
    this.#signal = signal;
    for (const words of commands) {
      const exit = await this.#runWords(words);
      if (exit !== 0) return exit;
      if (this.#isOver) break;
    }
    return 0;
  }

  /** Runs commands as they come, line by line. */
  async runScript(chunks: ScriptText, continues: boolean): Promise<number> {
    return runScript(chunks, {
      run: (commands) => this.run(commands, this.#signal),
      runTogether: (commands) => this.#runTogether(commands),
      keyOf: (words) => this.#keyOf(words),
      report: (error) => this.#report(error),
      stopped: (line) => write(this.context.stderr, `stopped at line ${line}\n`),
      isOver: () => this.#isOver,
      continues,
    });
  }

  async #runTogether(commands: readonly (readonly string[])[]): Promise<number> {
    const { context } = this;
    const runs = commands.map((words) => {
      const output = new KeptOutput(context);
      return { output, exit: run({ ...context, ...output, argv: words }) };
    });
    let first = 0;
    for (const { output, exit } of runs) {
      const code = await exit;
      if (first === 0) first = code;
      await output.flush();
    }
    return first;
  }

  /** Of a `set KEY VALUE` or `get KEY`. */
  #keyOf(words: readonly string[]): string | undefined {
    const { timing, readonly } = this.settings;
    if (this.#transaction !== undefined || timing === 'on' || readonly === 'on') return undefined;
    const [first = '', key, ...rest] = words;
    const name = findCommand(this.context, first)?.name;
    const isSimple = words.every((word) => !word.startsWith('-'));
    const isOne = (name === 'set' && rest.length === 1) || (name === 'get' && rest.length === 0);
    return isSimple && isOne ? key : undefined;
  }

  async #runWords(words: readonly string[]): Promise<number> {
    const [first = '', ...rest] = words;
    if (first === 'mokv' && rest.length > 0) return this.#runWords(rest);
    if (/^[1-9]\d*$/.test(first) && rest.length > 0) return this.#repeat(Number(first), rest);
    const startedAt = performance.now();
    const exit = await this.#runOnce(words);
    const elapsedMs = performance.now() - startedAt;
    const isSlow = this.#options.isInteractive && elapsedMs >= limits.slowMs;
    if (isSlow || this.settings.timing === 'on') {
      await write(this.context.stderr, `(${elapsedText(elapsedMs)})\n`);
    }
    return exit;
  }

  async #repeat(count: number, words: readonly string[]): Promise<number> {
    if (count > limits.repeatsMax) {
      const hint = `at most ${limits.repeatsMax} times`;
      return this.#report(new MokvError('USAGE', `${count} is too often`, { hint }));
    }
    for (let turn = 0; turn < count; turn += 1) {
      const exit = await this.#runWords(words);
      if (exit !== 0) return exit;
    }
    return 0;
  }

  async #runOnce(words: readonly string[]): Promise<number> {
    try {
      const dotWords = asDotCommand(words);
      if (dotWords !== undefined) return await runDotCommand(this, dotWords);
      return await this.runCommand(words);
    } catch (error) {
      return this.#report(error);
    }
  }

  async runCommand(words: readonly string[]): Promise<number> {
    const [name = ''] = words;
    if (outside.includes(name) && !words.includes('--help')) {
      throw new MokvError('USAGE', `${quoted(name)} is no command of the shell`, {
        hint: `run 'mokv ${name}' outside of it`,
      });
    }
    if (this.settings.readonly === 'on' && !isReadOnly(this.context, words)) {
      throw new MokvError(
        'USAGE',
        `the shell is read-only, and ${quoted(name)} may change something`,
        {
          hint: "'.readonly off' lets it",
        },
      );
    }
    if (await this.#takeForTransaction(words)) return 0;
    return run({ ...this.context, argv: words });
  }

  /** True when the words are about a transaction, or part of one. */
  async #takeForTransaction(words: readonly string[]): Promise<boolean> {
    const [name = ''] = words;
    const transaction = this.#transaction;
    const isMark = ['multi', 'exec', 'discard'].includes(name) && words.length === 1;
    if (transaction === undefined) {
      if (!isMark) return false;
      if (name !== 'multi') throw notInTransaction(name);
      this.#transaction = new ShellTransaction();
      return true;
    }
    if (name === 'help') return false;
    if (!isMark || name === 'multi') await transaction.add(this.context, words);
    else {
      this.#transaction = undefined;
      if (name === 'exec') await transaction.execute(this.context);
    }
    return true;
  }

  #report(error: unknown): Promise<number> {
    return reportError(error, this.context, { kind: 'client', json: false });
  }

  async saveSettings(): Promise<void> {
    await this.#options.saveSettings(this.settings);
  }

  async print(text: string): Promise<void> {
    await write(this.context.stdout, text);
  }

  async redirect(path: string | undefined): Promise<void> {
    const before = this.#output;
    this.#output = path === undefined ? undefined : await openOutput(resolve(path));
    before?.stream.end();
  }

  async readFile(path: string): Promise<number> {
    try {
      return await this.runScript(createReadStream(path), false);
    } catch (error) {
      throw fileErrorOf(error, 'read', path);
    }
  }

  async useContext(name: string): Promise<void> {
    const environment = environmentFor(this.#options.context.environment, { context: name });
    this.#connection = await resolveConnection(environment, {});
    this.#environment = environment;
    await this.clients.close();
  }

  async facts(): Promise<readonly (readonly [name: string, value: string])[]> {
    const { context, endpoints, security, production } = this.#connection;
    const certificate = security.type === 'insecure' ? 'none, no TLS' : security.cert.value;
    return [
      ['context', context.value ?? '-'],
      ['endpoints', endpoints.value.join(',')],
      ['certificate', escapeLine(certificate)],
      ['production', production ? 'yes' : 'no'],
      ['output', escapeLine(this.#output?.path ?? 'terminal')],
    ];
  }

  async clearScreen(): Promise<void> {
    this.#options.clearScreen();
  }

  leave(): void {
    this.#isOver = true;
  }

  async close(): Promise<void> {
    this.leave();
    await this.redirect(undefined);
    await this.clients.close();
  }
}

function notInTransaction(name: string): MokvError {
  return new MokvError('USAGE', `there is no transaction to ${name}`, {
    hint: "'multi' begins one",
  });
}

function elapsedText(ms: number): string {
  return ms < 1000 ? formatRtt(ms) : formatContact(ms);
}

async function openOutput(path: string): Promise<{ path: string; stream: OutputStream }> {
  const stream = createWriteStream(path);
  try {
    await once(stream, 'open');
    return { path, stream };
  } catch (error) {
    throw fileErrorOf(error, 'write', path);
  }
}
