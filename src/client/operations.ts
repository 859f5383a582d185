import type { mokv } from '../api/gen/messages.js';
import { keysService, kvService } from '../api/services.ts';
import { plans } from './call-plan.ts';
import type { CallOptions, RequestId } from './kv-api.ts';
import { Pipeline } from './pipeline.ts';
import type { PipelinedJob, PipelinedResult } from './pipelined-job.ts';
import type { RoutedCalls } from './routed-calls.ts';
import type { Writes } from './writes.ts';

export interface OperationsOptions {
  /** Operations that are issued at the same time travel together; by default they do. */
  readonly pipeline?: boolean | undefined;
}

/** Single operations of api.KV and Touch, in a pipeline or in calls of their own. */
export class Operations {
  readonly #calls: RoutedCalls;
  readonly #writes: Writes;
  readonly #pipeline: Pipeline | undefined;

  constructor(calls: RoutedCalls, writes: Writes, { pipeline = true }: OperationsOptions) {
    this.#calls = calls;
    this.#writes = writes;
    this.#pipeline = pipeline
      ? new Pipeline(calls, writes, (job) => this.#alone(job.operation, job.call, job))
      : undefined;
  }

  run(
    key: string,
    operation: mokv.v1.IOperation,
    options: CallOptions & { readonly requestId?: RequestId | undefined },
  ): Promise<PipelinedResult> {
    if (this.#pipeline === undefined) return this.#alone(operation, options);
    const { requestId } = options;
    return this.#pipeline.run({ key, operation, requestId, call: this.#calls.limitsOf(options) });
  }

  async #alone(
    { get, set, delete: deletion, touch }: mokv.v1.IOperation,
    options: CallOptions & { readonly requestId?: RequestId | undefined },
    job?: PipelinedJob,
  ): Promise<PipelinedResult> {
    if (get) return { get: await this.#calls.unary(kvService.get, get, plans.read, options) };
    const id = job?.id;
    const call = job === undefined ? options : { ...options, requestId: job.chosenId };
    const begun = id && { id, unknown: job?.unknown };
    if (set) return { set: await this.#writes.unary(kvService.set, set, call, begun) };
    if (deletion) {
      return { delete: await this.#writes.unary(kvService.delete, deletion, call, begun) };
    }
    return { touch: await this.#writes.unary(keysService.touch, touch ?? {}, call, begun) };
  }
}
