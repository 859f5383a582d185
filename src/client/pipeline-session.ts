import type { mokv } from '../api/gen/messages.js';
import { keysService } from '../api/services.ts';
import { ChurningMap } from '../shared/churning-map.ts';
import { MokvError } from '../shared/errors.ts';
import { errorOfCall, readErrorOf, writeFailureOf } from './call-errors.ts';
import { canResume } from './can-resume.ts';
import type { Connection } from './connection.ts';
import type { KeyQueue } from './key-queue.ts';
import { failureOf } from './kv-answers.ts';
import type { OpenCall } from './open-call.ts';
import { type PipelinedJob, type PipelinedResult, unknownOutcome } from './pipelined-job.ts';
import { sendAgain, type Writes } from './writes.ts';

const limits = {
  /** Operations without an answer. */
  inFlightMax: 1024,
  /** Of one message, beside the operation that reaches it. */
  messageOperationsMax: 512,
  messageBytesMax: 1024 * 1024,
  /** Without any answer while operations wait: the stream is given up. */
  silenceMs: 2500,
  /** An idle stream is ended, so that it does not keep the process alive. */
  idleMs: 2000,
} as const;

type Stream = OpenCall<mokv.v1.IPipelineRequest, mokv.v1.PipelineResponse>;

interface SessionOptions {
  readonly queue: KeyQueue<PipelinedJob>;
  readonly writes: Writes;
  settled(job: PipelinedJob): void;
}

/** One stream to one server. */
export class PipelineSession {
  /** Resolves when it was idle; rejects with what broke it. Everything without an answer waits again then. */
  readonly end: Promise<void>;
  /** It has given results. */
  wasOfUse = false;
  readonly #stream: Stream;
  readonly #options: SessionOptions;
  readonly #inFlight = new ChurningMap<number, PipelinedJob>();
  readonly #resolve: () => void;
  readonly #reject: (error: unknown) => void;
  /** Why nothing more is sent: what is under way is still answered. */
  #refusal: MokvError | undefined;
  #retries: PipelinedJob[] = [];
  #isOver = false;
  #isFull = false;
  #nextId = 1;
  #heardAt = performance.now();

  constructor(connection: Connection, options: SessionOptions) {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.end = promise;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#options = options;
    this.#stream = connection.duplex(keysService.pipeline, {
      message: ({ results }) => this.#take(results),
      ended: (failure) =>
        this.#over(
          failure === undefined
            ? new MokvError('UNAVAILABLE', 'the server ended the pipeline')
            : errorOfCall(failure, readErrorOf),
        ),
    });
  }

  /** As much of the queue as may be under way. */
  send(): void {
    const { queue } = this.#options;
    while (!this.#isOver && !this.#isFull && this.#refusal === undefined) {
      const room = limits.inFlightMax - this.#inFlight.size;
      const jobs = queue.take(Math.min(room, limits.messageOperationsMax), limits.messageBytesMax);
      if (jobs.length === 0) return;
      if (this.#inFlight.size === 0) this.#heardAt = performance.now();
      this.#isFull = !this.#stream.send({ operations: jobs.map((job) => this.#post(job)) });
    }
    if (this.#isFull) void this.#sendWhenRoom();
  }

  async #sendWhenRoom(): Promise<void> {
    await this.#stream.room();
    this.#isFull = false;
    this.send();
  }

  sweep(): void {
    const silentMs = performance.now() - this.#heardAt;
    if (this.#inFlight.size > 0 && silentMs > limits.silenceMs) {
      this.#over(new MokvError('UNAVAILABLE', 'the server does not answer'));
    } else if (this.#inFlight.size === 0 && silentMs > limits.idleMs) this.#over(undefined);
  }

  #post(job: PipelinedJob): mokv.v1.IPipelinedOperation {
    const id = this.#nextId;
    this.#nextId += 1;
    this.#inFlight.set(id, job);
    return { id, operation: job.message() };
  }

  #take(results: readonly mokv.v1.IPipelinedResult[]): void {
    this.#heardAt = performance.now();
    for (const { id, result } of results) {
      const job = this.#inFlight.get(id ?? 0);
      if (job === undefined) continue;
      this.#inFlight.delete(id ?? 0);
      this.#takeOne(job, result ?? {});
    }
    if (this.#refusal !== undefined && this.#inFlight.size === 0) this.#over(this.#refusal);
    else this.send();
  }

  #takeOne(job: PipelinedJob, result: PipelinedResult): void {
    const failure = result.failure ? this.#failureOf(job, result.failure) : undefined;
    if (failure === undefined) {
      this.wasOfUse = true;
      if (job.hasId) this.#options.writes.idWasTaken();
      job.succeed(result);
      this.#settled(job);
    } else if (job.isSettled) {
      this.#settled(job);
    } else if (canResume(failure)) {
      this.#retries.push(job);
      this.#refusal ??= failure;
    } else if (failure.code === 'OUTCOME_UNKNOWN' && job.hasId) {
      job.unknown = failure;
      this.#retries.push(job);
      this.#refusal ??= sendAgain(failure);
    } else if (job.hasId && job.chosenId === undefined && failure.code === 'UNIMPLEMENTED') {
      if (this.#options.writes.mayDropId(job.unknown)) {
        this.#options.queue.putBack([job]);
        return;
      }
      this.#retries.push(job);
      this.#refusal ??= sendAgain(failure);
    } else {
      job.fail(failure);
      this.#settled(job);
    }
  }

  #failureOf(job: PipelinedJob, failure: mokv.v1.IFailure): MokvError {
    return job.id === undefined ? failureOf(failure) : writeFailureOf(failureOf(failure));
  }

  #settled(job: PipelinedJob): void {
    this.#options.settled(job);
    this.#options.queue.done(job);
  }

  #over(failure: MokvError | undefined): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#stream.cancel();
    const lost = [...this.#inFlight.values()];
    for (const job of lost) if (failure?.code !== 'UNIMPLEMENTED') markUnknown(job, failure);
    const again = [...this.#retries, ...lost].filter((job) => {
      const isLost = job.unknown !== undefined && !job.hasId;
      if (!job.isSettled && !isLost) return true;
      job.failUnknown('the connection was lost');
      this.#settled(job);
      return false;
    });
    this.#options.queue.putBack(again);
    if (failure === undefined) this.#resolve();
    else this.#reject(failure);
  }
}

function markUnknown(job: PipelinedJob, failure: MokvError | undefined): void {
  if (job.id !== undefined) job.unknown = unknownOutcome(failure?.message ?? 'interrupted');
}
