import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { CommandResult } from './mokv-process.ts';
import { until } from './poll.ts';

const binary = fileURLToPath(new URL('../../dist/mokv.js', import.meta.url));

/** A `mokv` command that goes on until somebody ends it. */
export class CommandProcess {
  readonly child: ChildProcessWithoutNullStreams;
  #stdout = '';
  #stderr = '';

  constructor(args: readonly string[], env: Readonly<Record<string, string>>) {
    this.child = spawn(process.execPath, [binary, ...args], {
      env: { PATH: process.env.PATH, ...env },
    });
    this.child.stdin.on('error', () => {}); // it may end before it has read everything
    this.child.stdout.on('data', (chunk: Buffer) => {
      this.#stdout += chunk.toString('latin1');
    });
    this.child.stderr.on('data', (chunk: Buffer) => {
      this.#stderr += chunk.toString('latin1');
    });
  }

  /** Until it has written this, on either stream. */
  async says(text: string): Promise<void> {
    await until(`"${text}" from a command`, () => {
      if (this.#stdout.includes(text) || this.#stderr.includes(text)) return true;
      const { exitCode } = this.child;
      if (exitCode !== null) throw new Error(`it ended with ${exitCode}: ${this.#stderr}`);
      return undefined;
    });
  }

  /** How it ends, after the signal when one is given. */
  async end(signal?: NodeJS.Signals): Promise<CommandResult> {
    const closed = once(this.child, 'close');
    if (signal !== undefined) this.child.kill(signal);
    const [code] = (await closed) as [number | null];
    return { code, stdout: this.#stdout, stderr: this.#stderr };
  }
}
