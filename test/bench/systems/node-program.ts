import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';

/** A server process that writes its log to a file, so that nobody's time goes into reading it. */
export class NodeProgram {
  readonly pid: number;
  readonly #child: ChildProcess;
  readonly #logFile: string;

  constructor(command: string, args: readonly string[], logFile: string) {
    const log = openSync(logFile, 'a');
    const env = { PATH: process.env.PATH };
    this.#child = spawn(command, args, { env, stdio: ['ignore', log, log] });
    closeSync(log);
    this.#logFile = logFile;
    if (this.#child.pid === undefined) throw new Error(`${command} could not be started`);
    this.pid = this.#child.pid;
  }

  /** @throws when the process has ended, with the end of its log. */
  assertRunning(): void {
    if (this.#child.exitCode === null && this.#child.signalCode === null) return;
    const words = readFileSync(this.#logFile, 'utf8').slice(-2000);
    throw new Error(`a node ended: ${words}`);
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const closed = once(this.#child, 'close');
    this.#child.kill('SIGTERM');
    await closed;
  }
}
