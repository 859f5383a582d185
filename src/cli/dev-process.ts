import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileErrorOf } from '../shared/file-error.ts';

const limits = { stopMs: 10_000 } as const;

export interface DevProcessOptions {
  readonly name: string;
  readonly configFile: string;
  /** What the node writes is appended here. */
  readonly logFile: string;
  readonly env: NodeJS.ProcessEnv;
}

/** A `mokv serve` of the same program as this one, in a process of its own. */
export class DevProcess {
  readonly name: string;
  readonly logFile: string;
  /** Resolves with how it ended, such as "was killed by SIGKILL". */
  readonly ended: Promise<string>;
  readonly #child: ChildProcess;

  constructor({ name, configFile, logFile, env }: DevProcessOptions) {
    this.name = name;
    this.logFile = logFile;
    const log = openLog(logFile);
    const [program = ''] = process.argv.slice(1, 2);
    // In a process group of its own: Ctrl-C at the terminal reaches it through stop() alone.
    this.#child = spawn(process.execPath, [program, 'serve', '--config-file', configFile], {
      env,
      stdio: ['ignore', log, log],
      detached: true,
    });
    closeSync(log);
    this.ended = endOf(this.#child);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Resolves when it has ended. */
  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    const deadline = setTimeout(() => this.kill(), limits.stopMs);
    await this.ended;
    clearTimeout(deadline);
  }

  /** Does not wait. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** What it said last about why it ended. */
  async lastWords(): Promise<string> {
    const text = await readFile(this.logFile, 'utf8').catch(() => '');
    const lines = text.split('\n').filter((line) => line !== '');
    const own = lines.findLast((line) => line.startsWith('mokv: '));
    return own?.replace('mokv: ', '') ?? lines.at(-1) ?? 'it said nothing';
  }
}

function openLog(path: string): number {
  try {
    return openSync(path, 'a', 0o600);
  } catch (error) {
    throw fileErrorOf(error, 'write', path);
  }
}

async function endOf(child: ChildProcess): Promise<string> {
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    return code === null ? `was killed by ${signal}` : `ended with exit code ${code}`;
  } catch (error) {
    return `could not be started: ${error instanceof Error ? error.message : String(error)}`;
  }
}
