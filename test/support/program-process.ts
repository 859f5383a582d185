import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

const limits = {
  /** Of the newest output of a process, to find things in it and to show it when a test fails. */
  logChars: 1_000_000,
} as const;

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
}

/** A program in a process of its own that a test starts, kills, pauses and starts again. */
export class ProgramProcess {
  readonly #program: Program;
  #child: ChildProcess | undefined;
  #isPaused = false;
  #log = '';

  constructor(program: Program) {
    this.#program = program;
  }

  /** Whether it runs and is not paused. */
  get isRunning(): boolean {
    return this.#child !== undefined && !this.#isPaused;
  }

  /** What the process wrote to stderr, and to stdout where nobody else reads that, since its start. */
  get log(): string {
    return this.#log;
  }

  spawn(flags: readonly string[]): ChildProcess {
    const { command, args } = this.#program;
    const child = spawn(command, [...args, ...flags], { stdio: 'pipe' });
    this.#child = child;
    this.#log = '';
    child.stderr.on('data', (chunk: Buffer) => this.keep(chunk));
    child.stdin.on('error', () => {}); // its end shows in 'close'
    child.once('close', () => {
      if (this.#child === child) this.#child = undefined;
    });
    return child;
  }

  /** Stops it in the middle of whatever it does, until it is resumed. */
  pause(): void {
    this.#isPaused = true;
    this.#child?.kill('SIGSTOP');
  }

  resume(): void {
    this.#isPaused = false;
    this.#child?.kill('SIGCONT');
  }

  /** kill -9. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    this.#child = undefined;
    this.#isPaused = false;
    const closed = once(child, 'close');
    child.kill('SIGKILL');
    await closed;
  }

  protected keep(output: Buffer): void {
    this.#log = (this.#log + output.toString()).slice(-limits.logChars);
  }
}
