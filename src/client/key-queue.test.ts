import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyQueue } from './key-queue.ts';

interface Job {
  readonly key: string;
  readonly bytes: number;
  readonly name: string;
}

describe('KeyQueue', () => {
  it('takes jobs of one key together, and others of it only when these are done', () => {
    const { queue, push } = queueOf('a1', 'a2', 'b1');
    const first = queue.take(9, 9);
    expect(namesOf(first)).toEqual(['a1', 'a2', 'b1']);
    push('a3', 'b2', 'c1');
    expect(namesOf(queue.take(9, 9))).toEqual(['c1']);
    for (const job of first.slice(0, 2)) queue.done(job);
    expect(namesOf(queue.take(9, 9))).toEqual(['a3']);
    expect(queue.size).toBe(1);
  });

  it('keeps to the limits', () => {
    const { queue } = queueOf('a1', 'b1', 'c1', 'd1');
    expect(namesOf(queue.take(3, 9))).toEqual(['a1', 'b1', 'c1']);
    const { queue: other } = queueOf('a1', 'b1', 'c1', 'd1');
    expect(namesOf(other.take(9, 2))).toEqual(['a1', 'b1']);
  });

  it('puts jobs back before those that came behind them', () => {
    const { queue, push } = queueOf('a1', 'a2', 'b1');
    const taken = queue.take(9, 9);
    push('a3');
    queue.putBack(taken);
    expect(namesOf(queue.take(9, 9))).toEqual(['a1', 'a2', 'a3', 'b1']);
  });

  it('gives jobs of a key in their order, whatever is taken, done, put back or removed', () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({ do: fc.constant('push' as const), key: fc.constantFrom('a', 'b', 'c') }),
        fc.record({ do: fc.constant('take' as const), max: fc.integer({ min: 1, max: 4 }) }),
        fc.record({ do: fc.constantFrom('done' as const, 'putBack' as const) }),
      ),
      { maxLength: 60 },
    );
    fc.assert(fc.property(steps, (list) => replay(list)));
  });

  it('forgets a job that is removed', () => {
    const { queue, jobs } = queueOf('a1', 'b1');
    const [a] = jobs;
    if (a === undefined) throw new Error('there is no job');
    expect(queue.remove(a)).toBe(true);
    expect(queue.remove(a)).toBe(false);
    expect(namesOf(queue.take(9, 9))).toEqual(['b1']);
  });
});

type QueueStep =
  | { readonly do: 'push'; readonly key: string }
  | { readonly do: 'take'; readonly max: number }
  | { readonly do: 'done' | 'putBack' };

/** Jobs have ascending numbers as names. */
function replay(steps: readonly QueueStep[]): void {
  const queue = new KeyQueue<Job>();
  const lastDone = new Map<string, number>();
  let underWay: Job[] = [];
  let count = 0;
  const finish = (job: Job): void => {
    expect(Number(job.name)).toBeGreaterThan(lastDone.get(job.key) ?? 0);
    lastDone.set(job.key, Number(job.name));
    queue.done(job);
  };
  for (const step of steps) {
    switch (step.do) {
      case 'push':
        count += 1;
        queue.push({ key: step.key, bytes: 1, name: `${count}` });
        break;
      case 'take':
        underWay.push(...queue.take(step.max, 100));
        break;
      case 'putBack':
        queue.putBack(underWay);
        underWay = [];
        break;
      case 'done':
        for (const job of underWay.splice(0, 1)) finish(job);
    }
  }
  queue.putBack(underWay);
  const rest = queue.size;
  expect(queue.take(100, 100)).toHaveLength(rest);
}

function queueOf(...names: string[]): {
  queue: KeyQueue<Job>;
  jobs: Job[];
  push(...more: string[]): void;
} {
  const queue = new KeyQueue<Job>();
  const jobs = names.map((name) => ({ key: name.charAt(0), bytes: 1, name }));
  for (const job of jobs) queue.push(job);
  const push = (...more: string[]): void => {
    for (const name of more) queue.push({ key: name.charAt(0), bytes: 1, name });
  };
  return { queue, jobs, push };
}

function namesOf(jobs: readonly Job[]): string[] {
  return jobs.map(({ name }) => name);
}
