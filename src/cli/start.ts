import type { CommandContext } from './command-context.ts';
import { commandTable } from './command-table.ts';
import { readEnvironment } from './environment.ts';
import { exitCodeOfSignal } from './exit-codes.ts';
import { run } from './run.ts';

/** Runs the command line of this process, and ends the process with its exit code. */
export async function start(): Promise<never> {
  exitQuietlyOnClosedPipe();
  process.exit(await run(processContext()));
}

function processContext(): CommandContext {
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (interruption.signal.aborted) process.exit(exitCodeOfSignal(signal));
      interruption.abort(signal);
    });
  }
  return {
    argv: process.argv.slice(2),
    commands: commandTable,
    environment: readEnvironment(),
    // A getter: to touch stdin opens it, which costs time and keeps the process alive.
    get stdin() {
      return process.stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    signal: interruption.signal,
  };
}

/** The reader of `mokv list | head` has what it wants; or the terminal is gone. */
function exitQuietlyOnClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE' || error.code === 'EIO') process.exit(0);
      throw error;
    });
  }
}
