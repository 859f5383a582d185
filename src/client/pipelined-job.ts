import type { mokv } from '../api/gen/messages.js';
import { MokvError } from '../shared/errors.ts';
import type { CallLimits } from './connection.ts';
import type { RequestId } from './kv-api.ts';
import { withRequestId } from './with-request-id.ts';
import type { Writes } from './writes.ts';

export type PipelinedResult = mokv.v1.IOperationResult;

export interface JobOptions {
  readonly operation: mokv.v1.IOperation;
  readonly key: string;
  readonly call: CallLimits;
  /** One that the caller chose. */
  readonly requestId: RequestId | undefined;
}

/** One operation of a caller until its result is known, on however many connections. */
export class PipelinedJob {
  readonly key: string;
  readonly bytes: number;
  readonly call: CallLimits;
  readonly operation: mokv.v1.IOperation;
  readonly chosenId: RequestId | undefined;
  /** Of a write. */
  readonly id: RequestId | undefined;
  readonly result: Promise<PipelinedResult>;
  isSettled = false;
  place: number | undefined;
  /** What an attempt ended with of which nobody knows what came of it. */
  unknown: MokvError | undefined;
  /** It went out with its id the last time, so that it may go out again. */
  hasId = false;
  readonly #writes: Writes;
  readonly #resolve: (result: PipelinedResult | Promise<PipelinedResult>) => void;
  readonly #reject: (error: unknown) => void;
  #onAbort: (() => void) | undefined;

  constructor({ operation, key, call, requestId }: JobOptions, writes: Writes) {
    const { promise, resolve, reject } = Promise.withResolvers<PipelinedResult>();
    this.result = promise;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#writes = writes;
    this.operation = operation;
    this.key = key;
    this.bytes = key.length + (operation.set?.value?.byteLength ?? 0);
    this.call = call;
    this.chosenId = requestId;
    this.id = operation.get ? undefined : (requestId ?? writes.ids.open());
  }

  /** As it goes out now. */
  message(): mokv.v1.IOperation {
    const { id } = this;
    this.hasId = id !== undefined && (this.chosenId !== undefined || this.#writes.sendsIds);
    if (id === undefined || !this.hasId) return this.operation;
    return withRequestId(this.operation, this.#writes.ids.messageOf(id));
  }

  onAbort(aborted: () => void): void {
    this.#onAbort = aborted;
    this.call.signal?.addEventListener('abort', aborted, { once: true });
  }

  succeed(result: PipelinedResult): void {
    if (!this.#settle()) return;
    if (this.id !== undefined) this.#writes.ids.close(this.id);
    this.#resolve(result);
  }

  fail(failure: MokvError): void {
    if (!this.#settle()) return;
    const { id } = this;
    this.#reject(id === undefined ? failure : this.#writes.outcomeOf(failure, this.unknown, id));
  }

  /** It may have been applied, and nobody will say. */
  failUnknown(reason: string): void {
    this.unknown ??= unknownOutcome(reason);
    this.fail(this.unknown);
  }

  /** Somebody else takes care of it and of its id. */
  handOver(result: Promise<PipelinedResult>): void {
    if (this.#settle()) this.#resolve(result);
  }

  #settle(): boolean {
    if (this.isSettled) return false;
    this.isSettled = true;
    if (this.#onAbort) this.call.signal?.removeEventListener('abort', this.#onAbort);
    return true;
  }
}

export function unknownOutcome(reason: string): MokvError {
  return new MokvError('OUTCOME_UNKNOWN', `${reason}; the write may have been applied`, {
    hint: 'read the key to see, or write it again: setting and deleting are idempotent',
  });
}
