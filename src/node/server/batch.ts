import type { mokv } from '../../api/gen/messages.js';
import { MokvError } from '../../shared/errors.ts';
import { failureOf } from './answer-of-outcome.ts';
import type { KeyContext } from './key-context.ts';
import { OperationRun } from './operation-run.ts';
import { resultBytesOf } from './result-bytes.ts';

const limits = {
  /** Of one message, here and in a pipeline. */
  operationsMax: 1000,
  /** Of an answer: what clients of gRPC take unless they are told otherwise is 4 MiB. */
  answerBytesMax: 3.5 * 1024 * 1024,
} as const;

/** Does the operations of one message. Rejects only when none was begun, or with a bug. */
export async function runBatch(
  context: KeyContext,
  user: string,
  operations: readonly mokv.v1.IOperation[],
): Promise<mokv.v1.IOperationResult[]> {
  checkOperationCount(operations.length);
  const results = await new Promise<mokv.v1.IOperationResult[]>((resolve, reject) => {
    const answers = new Array<mokv.v1.IOperationResult>(operations.length);
    let open = operations.length;
    new OperationRun(context, user, reject).submit(operations, (position, result) => {
      answers[position] = result;
      open -= 1;
      if (open === 0) resolve(answers);
    });
  });
  return fitting(results);
}

/** @throws INVALID_ARGUMENT */
export function checkOperationCount(count: number): void {
  if (count === 0) throw new MokvError('INVALID_ARGUMENT', 'a batch without operations');
  if (count > limits.operationsMax) {
    throw new MokvError(
      'INVALID_ARGUMENT',
      `${count} operations in a batch, at most ${limits.operationsMax} are allowed`,
    );
  }
}

/** @throws OUTCOME_UNKNOWN when the answer to a transaction that was done is too large to send. */
export function fittingTxn(response: mokv.v1.ITxnResponse): mokv.v1.ITxnResponse {
  const bytes = resultBytesOf({ txn: response });
  if (bytes <= limits.answerBytesMax) return response;
  throw new MokvError(
    'OUTCOME_UNKNOWN',
    `the transaction was done, but its answer of ${bytes} bytes is too large to send`,
    {
      hint: 'read fewer keys in one transaction',
      metadata: { revision: String(response.revision) },
    },
  );
}

/** What does not fit into one message any more is left out, and said to be. */
function fitting(results: readonly mokv.v1.IOperationResult[]): mokv.v1.IOperationResult[] {
  let bytes = 0;
  return results.map((result) => {
    const size = resultBytesOf(result);
    if (bytes + size <= limits.answerBytesMax) {
      bytes += size;
      return result;
    }
    return { failure: failureOf(tooLarge(result)) };
  });
}

function tooLarge({ get }: mokv.v1.IOperationResult): MokvError {
  const hint = 'ask for less in one batch';
  return get
    ? new MokvError('RESOURCE_EXHAUSTED', 'the answer to the batch has no room for the value', {
        hint,
      })
    : new MokvError('OUTCOME_UNKNOWN', 'it was done, but the batch has no room for the answer', {
        hint,
      });
}
