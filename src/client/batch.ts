import type { mokv } from '../api/gen/messages.js';
import { keysService } from '../api/services.ts';
import { MokvError } from '../shared/errors.ts';
import { errorOfCall, writeErrorOf, writeFailureOf } from './call-errors.ts';
import { plans } from './call-plan.ts';
import { canResume } from './can-resume.ts';
import type { CallLimits, Connection } from './connection.ts';
import { failureOf } from './kv-answers.ts';
import type { CallOptions, RequestId } from './kv-api.ts';
import type { RoutedCalls } from './routed-calls.ts';
import { withRequestId } from './with-request-id.ts';
import { mustBeMokv, sendAgain, type Writes } from './writes.ts';

/** One operation of a batch; its request id, when it writes and the caller chose one. */
export interface BatchedOperation {
  readonly message: mokv.v1.IOperation;
  readonly requestId: RequestId | undefined;
}

/** Each operation on its own, in order. What failed without effect, or unknown but with an id, is sent again. */
export async function runBatch(
  calls: RoutedCalls,
  writes: Writes,
  operations: readonly BatchedOperation[],
  options: CallOptions,
): Promise<readonly mokv.v1.IOperationResult[]> {
  const parts = operations.map((operation) => new BatchPart(operation, writes));
  let wasSent = false;
  const attempt = async (connection: Connection, call: CallLimits): Promise<void> => {
    if (wasSent) await mustBeMokv(connection, call);
    wasSent = true;
    await send(openIn(parts), connection, call);
    const [open] = openIn(parts);
    if (open?.failure) throw canResume(open.failure) ? open.failure : sendAgain(open.failure);
  };
  try {
    await calls.run(plans.write, options, attempt);
  } catch (error) {
    if (!(error instanceof MokvError) || !parts.some((part) => part.isTouched)) throw error;
    for (const part of parts) part.end(error);
  }
  return parts.map((part) => part.result ?? {});
}

function openIn(parts: readonly BatchPart[]): BatchPart[] {
  return parts.filter((part) => part.result === undefined);
}

async function send(
  parts: readonly BatchPart[],
  connection: Connection,
  call: CallLimits,
): Promise<void> {
  try {
    const request = { operations: parts.map((part) => part.message()) };
    const { results } = await connection.unary(keysService.batch, request, call);
    for (const [index, part] of parts.entries()) part.take(results[index] ?? {});
  } catch (error) {
    const failure = errorOfCall(error, writeErrorOf);
    if (failure.code !== 'OUTCOME_UNKNOWN') throw failure;
    for (const part of parts) part.lost(failure);
    throw sendAgain(failure);
  }
}

/** One operation until its result is final. */
class BatchPart {
  result: mokv.v1.IOperationResult | undefined;
  failure: MokvError | undefined;
  readonly #operation: BatchedOperation;
  readonly #writes: Writes;
  readonly #id: RequestId | undefined;
  #unknown: MokvError | undefined;
  /** It went out with an id of this client. */
  #hasOwnId = false;

  constructor(operation: BatchedOperation, writes: Writes) {
    this.#operation = operation;
    this.#writes = writes;
    this.#id = operation.message.get ? undefined : (operation.requestId ?? writes.ids.open());
  }

  /** Something may have come of it. */
  get isTouched(): boolean {
    return this.result !== undefined || this.#unknown !== undefined;
  }

  /** As it goes out now. */
  message(): mokv.v1.IOperation {
    const id = this.#id;
    const isChosen = this.#operation.requestId !== undefined;
    this.#hasOwnId = id !== undefined && !isChosen && this.#writes.sendsIds;
    if (id === undefined || (!isChosen && !this.#hasOwnId)) return this.#operation.message;
    return withRequestId(this.#operation.message, this.#writes.ids.messageOf(id));
  }

  /** The call that had it broke off. */
  lost(unknown: MokvError): void {
    this.failure = unknown;
    if (this.#id !== undefined) this.#unknown = unknown;
  }

  take(result: mokv.v1.IOperationResult): void {
    if (result.failure) {
      const failure = writeFailureOf(failureOf(result.failure));
      if (canResume(failure)) {
        this.failure = failure;
        return;
      }
      if (failure.code === 'OUTCOME_UNKNOWN') {
        this.lost(failure);
        return;
      }
      if (failure.code === 'UNIMPLEMENTED' && this.#hasOwnId) {
        this.#writes.mayDropId(this.#unknown);
        this.failure = sendAgain(failure);
        return;
      }
    }
    this.result = result;
    if (this.#id !== undefined) this.#writes.ids.close(this.#id);
  }

  /** No further attempt is made. */
  end(last: MokvError): void {
    if (this.result !== undefined) return;
    const id = this.#id;
    const ended = this.failure ?? last;
    const outcome = id === undefined ? ended : this.#writes.outcomeOf(ended, this.#unknown, id);
    this.result = { failure: failureMessage(outcome instanceof MokvError ? outcome : ended) };
  }
}

function failureMessage({ code, message, hint, metadata }: MokvError): mokv.v1.IFailure {
  return { code, message, hint: hint ?? '', metadata: { ...metadata } };
}
