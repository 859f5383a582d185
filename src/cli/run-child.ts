import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { isatty } from 'node:tty';
import { MokvError, messageOf } from '../shared/errors.ts';
import { quoted } from '../shared/quoted.ts';
import { variablesOfChild } from './environment.ts';

const limits = {
  /** From SIGTERM to SIGKILL, of a program that must not go on. */
  graceMs: 5000,
} as const;

export interface ChildRun {
  /** The program and its arguments. */
  readonly words: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  /** Its stdin; that of mokv when undefined. */
  readonly input?: Uint8Array;
  /** Passed on to it; its reason is the signal. */
  readonly interruption: AbortSignal;
  /** Ends it, whether it wants or not. */
  readonly end?: AbortSignal;
}

/**
 * Runs a program on the streams of mokv and gives its exit code, 128 + n for the signal n. USAGE when it
 * cannot be run.
 */
export async function runChild(run: ChildRun): Promise<number> {
  const [program = '', ...args] = run.words;
  const child = spawn(program, args, {
    env: variablesOfChild(run.variables),
    stdio: [run.input === undefined ? 'inherit' : 'pipe', 'inherit', 'inherit'],
  });
  let killer: NodeJS.Timeout | undefined;
  const passOn = (): void => {
    const signal = run.interruption.reason === 'SIGTERM' ? 'SIGTERM' : 'SIGINT';
    // A terminal gives Ctrl-C to the program, too; twice would mean more than once.
    if (signal === 'SIGTERM' || !isatty(0)) child.kill(signal);
  };
  const end = (): void => {
    child.kill('SIGTERM');
    killer = setTimeout(() => child.kill('SIGKILL'), limits.graceMs);
  };
  child.stdin?.on('error', () => undefined); // it need not read what it is given
  child.stdin?.end(run.input);
  onAbort(run.interruption, passOn);
  if (run.end !== undefined) onAbort(run.end, end);
  try {
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
  } catch (error) {
    throw cannotRun(program, error);
  } finally {
    clearTimeout(killer);
    run.interruption.removeEventListener('abort', passOn);
    run.end?.removeEventListener('abort', end);
  }
}

function onAbort(signal: AbortSignal, listener: () => void): void {
  if (signal.aborted) listener();
  else signal.addEventListener('abort', listener, { once: true });
}

function cannotRun(program: string, error: unknown): MokvError {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  const why = isMissing ? 'there is no such program' : messageOf(error);
  return new MokvError('USAGE', `cannot run ${quoted(program)}: ${why}`, { cause: error });
}
