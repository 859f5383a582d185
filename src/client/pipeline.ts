import { MokvError } from '../shared/errors.ts';
import { Bag } from './bag.ts';
import { plans } from './call-plan.ts';
import type { Connection } from './connection.ts';
import { KeyQueue } from './key-queue.ts';
import { PipelineSession } from './pipeline-session.ts';
import { type JobOptions, PipelinedJob, type PipelinedResult } from './pipelined-job.ts';
import type { RoutedCalls } from './routed-calls.ts';
import type { Writes } from './writes.ts';

const limits = {
  /** What waits for its turn; beyond it RESOURCE_EXHAUSTED. */
  queuedMax: 100_000,
  /** How often deadlines are looked at. */
  sweepMs: 20,
  /** How long a server without pipelines is not asked again. */
  unsupportedMs: 30_000,
} as const;

/** Does one operation in a call of its own. */
export type DoAlone = (job: PipelinedJob) => Promise<PipelinedResult>;

/**
 * Operations that are issued at the same time travel together, on one stream to the leader, in order for
 * each key. When the leader changes they go to the next one, under the same request ids. An operation that
 * is alone goes in a call of its own, and so do all where servers have no pipelines.
 */
export class Pipeline {
  readonly #calls: RoutedCalls;
  readonly #writes: Writes;
  readonly #doAlone: DoAlone;
  readonly #queue = new KeyQueue<PipelinedJob>();
  /** Not settled: the ones that wait, too. */
  readonly #jobs = new Bag<PipelinedJob>();
  #isFlushDue = false;
  #session: PipelineSession | undefined;
  #isServing = false;
  #alone = 0;
  #unsupportedUntil = 0;
  #sweeper: NodeJS.Timeout | undefined;

  constructor(calls: RoutedCalls, writes: Writes, doAlone: DoAlone) {
    this.#calls = calls;
    this.#writes = writes;
    this.#doAlone = doAlone;
  }

  run(options: JobOptions): Promise<PipelinedResult> {
    if (this.#queue.size >= limits.queuedMax) return Promise.reject(tooMany());
    const job = new PipelinedJob(options, this.#writes);
    if (job.call.signal?.aborted) job.fail(interrupted());
    else this.#add(job);
    return job.result;
  }

  #add(job: PipelinedJob): void {
    this.#jobs.add(job);
    this.#sweeper ??= setInterval(() => this.#sweep(), limits.sweepMs);
    if (job.call.signal) job.onAbort(() => this.#giveUp(job, 'interrupted'));
    this.#queue.push(job);
    this.#flushSoon();
  }

  /** Behind everything else that runs in this tick. */
  #flushSoon(): void {
    if (this.#isFlushDue) return;
    this.#isFlushDue = true;
    process.nextTick(() => {
      this.#isFlushDue = false;
      this.#flush();
    });
  }

  #flush(): void {
    if (this.#queue.size === 0) return;
    if (this.#session !== undefined) {
      this.#session.send();
      return;
    }
    const isLone = this.#queue.size === 1 && this.#alone === 0 && !this.#isServing;
    if (isLone || Date.now() < this.#unsupportedUntil) this.#doAllAlone();
    else void this.#serve();
  }

  #doAllAlone(): void {
    for (const job of this.#queue.take(limits.queuedMax, Number.POSITIVE_INFINITY)) {
      this.#alone += 1;
      const done = (): void => {
        this.#alone -= 1;
        this.#queue.done(job);
        this.#flushSoon();
      };
      this.#jobs.delete(job);
      if (job.isSettled) {
        done();
        continue;
      }
      const result = this.#doAlone(job);
      result.then(done, done);
      job.handOver(result);
    }
  }

  /** Holds a stream to one leader after the other while there is something to do. */
  async #serve(): Promise<void> {
    if (this.#isServing) return;
    this.#isServing = true;
    const call = { deadline: Number.POSITIVE_INFINITY };
    try {
      while (this.#jobs.size > 0) {
        await this.#calls.run(plans.write, call, (connection) => this.#serveAt(connection));
      }
    } catch (error) {
      this.#fallBack(error);
    } finally {
      this.#isServing = false;
      this.#flushSoon();
    }
  }

  /** Resolves when the stream was idle. Rejects with why another server must go on. */
  async #serveAt(connection: Connection): Promise<void> {
    const session = new PipelineSession(connection, {
      queue: this.#queue,
      writes: this.#writes,
      settled: (job) => this.#jobs.delete(job),
    });
    this.#session = session;
    try {
      session.send();
      await session.end;
    } finally {
      this.#session = undefined;
    }
  }

  /** No server serves a pipeline: each operation finds out on its own what it ends with. */
  #fallBack(error: unknown): void {
    if (!(error instanceof MokvError)) throw error;
    if (error.code === 'CANCELLED' || error.code === 'UNAVAILABLE') {
      for (const job of this.#jobs.all()) {
        this.#queue.remove(job);
        this.#jobs.delete(job);
        job.fail(error);
      }
      return;
    }
    this.#unsupportedUntil = Date.now() + limits.unsupportedMs;
  }

  #sweep(): void {
    const now = Date.now();
    for (const job of this.#jobs.all()) {
      if (job.call.deadline <= now) this.#giveUp(job, 'no answer before the deadline');
    }
    this.#session?.sweep();
    if (this.#jobs.size > 0 || this.#session !== undefined) return;
    clearInterval(this.#sweeper);
    this.#sweeper = undefined;
  }

  #giveUp(job: PipelinedJob, reason: string): void {
    this.#jobs.delete(job);
    const wasWaiting = this.#queue.remove(job);
    const mayBeApplied = !wasWaiting && job.id !== undefined;
    if (mayBeApplied || job.unknown !== undefined) job.failUnknown(reason);
    else job.fail(reason === 'interrupted' ? interrupted() : this.#tooLate(reason));
  }

  /** Of an operation that was never sent, or that changes nothing. */
  #tooLate(reason: string): MokvError {
    const failure = this.#session?.wasOfUse ? undefined : this.#calls.lastFailure;
    const isOfCluster = failure?.code === 'UNAVAILABLE' || failure?.code === 'NO_LEADER';
    return failure !== undefined && isOfCluster
      ? failure
      : new MokvError('DEADLINE_EXCEEDED', reason);
  }
}

function interrupted(): MokvError {
  return new MokvError('CANCELLED', 'interrupted');
}

function tooMany(): MokvError {
  return new MokvError(
    'RESOURCE_EXHAUSTED',
    `${limits.queuedMax} operations of this client wait for their turn`,
    { hint: 'await the results of some before you issue more' },
  );
}
