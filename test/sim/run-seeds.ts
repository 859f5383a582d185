import { type ChildProcess, fork } from 'node:child_process';
import { profileOf } from './profile.ts';
import { type RunResult, run } from './run.ts';

export interface SeedRange {
  readonly first: number;
  readonly count: number;
  readonly minutes: number;
  readonly jobs: number;
}

/** Runs them all, or until `onResult` says that it has seen enough. */
export async function runSeeds(
  range: SeedRange,
  onResult: (result: RunResult) => 'goOn' | 'enough',
): Promise<void> {
  const { first, count, minutes, jobs } = range;
  if (jobs > 1) {
    await runInWorkers(new URL('./seed-worker.ts', import.meta.url), range, onResult);
    return;
  }
  const restore = withoutStacks();
  for (let seed = first; seed < first + count; seed += 1) {
    if (onResult(run(profileOf(seed, minutes))) === 'enough') break;
  }
  restore();
}

/**
 * Errors are the answer to many an operation, and none of these stacks is looked at: whoever explains a
 * failure runs its seed again. Returns what brings the stacks back.
 */
export function withoutStacks(): () => void {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  return () => {
    Error.stackTraceLimit = before;
  };
}

/** `worker` is a seed-worker.ts, of this tree or of a copy. */
export async function runInWorkers(
  worker: URL,
  { first, count, minutes, jobs }: SeedRange,
  onResult: (result: RunResult) => 'goOn' | 'enough',
): Promise<void> {
  const children: ChildProcess[] = [];
  const ends: Promise<void>[] = [];
  for (let job = 0; job < Math.min(jobs, count); job += 1) {
    const share = Math.ceil((count - job) / jobs);
    const child = fork(worker, [first + job, jobs, share, minutes].map(String), {
      serialization: 'advanced',
    });
    children.push(child);
    child.on('message', (result) => {
      if (onResult(result as RunResult) === 'goOn') return;
      for (const one of children) one.kill();
    });
    ends.push(
      new Promise((resolve, reject) => {
        child.on('error', reject);
        child.on('exit', (code, signal) => {
          if (code === 0 || signal !== null) resolve();
          else reject(new Error(`a worker ended with exit code ${code}`));
        });
      }),
    );
  }
  await Promise.all(ends);
}
