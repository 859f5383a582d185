import type { mokv } from '../../api/gen/messages.js';
import { checkOperationCount } from './batch.ts';
import type { KeyContext } from './key-context.ts';
import { OperationRun } from './operation-run.ts';
import type { ResponseStream } from './response-stream.ts';
import { itemBytesOf, resultBytesOf } from './result-bytes.ts';

const limits = {
  /** Operations under way on one stream; beyond it nothing more is read from the caller. */
  operationsMax: 1024,
  /** Keys and values of these. */
  bytesMax: 4 * 1024 * 1024,
  /** Of one message of answers, beside the one that reaches it. */
  chunkBytesMin: 64 * 1024,
} as const;

/** Operations as they come, until the caller ends. Rejects when the call is to end with an error. */
export async function runPipeline(
  context: KeyContext,
  user: string,
  requests: AsyncIterable<mokv.v1.IPipelineRequest>,
  stream: ResponseStream<mokv.v1.IPipelineResponse>,
): Promise<void> {
  const broken = Promise.withResolvers<never>();
  const pipeline = new Pipeline(new OperationRun(context, user, broken.reject), stream);
  try {
    // A bug ends the call at once, also while nothing comes from the caller.
    await Promise.race([submitAll(pipeline, requests), broken.promise]);
  } finally {
    pipeline.close();
  }
}

async function submitAll(
  pipeline: Pipeline,
  requests: AsyncIterable<mokv.v1.IPipelineRequest>,
): Promise<void> {
  for await (const { operations } of requests) {
    pipeline.submit(operations ?? []);
    await pipeline.room();
  }
  await pipeline.idle();
}

class Pipeline {
  readonly #run: OperationRun;
  readonly #stream: ResponseStream<mokv.v1.IPipelineResponse>;
  #answers: mokv.v1.IPipelinedResult[] = [];
  #flushDue = false;
  #open = 0;
  #openBytes = 0;
  #closed = false;
  #progressed: (() => void) | undefined;

  constructor(run: OperationRun, stream: ResponseStream<mokv.v1.IPipelineResponse>) {
    this.#run = run;
    this.#stream = stream;
    void stream.whenCancelled().then(() => this.#progressed?.());
  }

  /** @throws INVALID_ARGUMENT */
  submit(operations: readonly mokv.v1.IPipelinedOperation[]): void {
    checkOperationCount(operations.length);
    const bytes = operations.reduce((sum, { operation }) => sum + requestBytesOf(operation), 0);
    let left = operations.length;
    this.#open += left;
    this.#openBytes += bytes;
    const plain = operations.map(({ operation }) => operation ?? {});
    this.#run.submit(plain, (position, result) => {
      this.#answers.push({ id: operations[position]?.id ?? 0, result });
      left -= 1;
      this.#open -= 1;
      if (left === 0) this.#openBytes -= bytes;
      this.#flushSoon();
    });
  }

  /** Resolves when more may be read from the caller. */
  async room(): Promise<void> {
    await this.#until(() => this.#open < limits.operationsMax && this.#openBytes < limits.bytesMax);
    await this.#stream.drained();
  }

  /** Resolves when everything is answered. */
  async idle(): Promise<void> {
    await this.#until(() => this.#open === 0);
    this.#flush();
  }

  close(): void {
    this.#closed = true;
  }

  /** What is answered in one turn of the event loop travels in one message. */
  #flushSoon(): void {
    if (this.#flushDue) return;
    this.#flushDue = true;
    process.nextTick(() => {
      this.#flushDue = false;
      this.#flush();
      this.#progressed?.();
    });
  }

  #flush(): void {
    const answers = this.#answers;
    this.#answers = [];
    if (this.#closed || this.#stream.cancelled) return;
    let results: mokv.v1.IPipelinedResult[] = [];
    let bytes = 0;
    for (const answer of answers) {
      results.push(answer);
      bytes += resultBytesOf(answer.result ?? {});
      if (bytes < limits.chunkBytesMin) continue;
      this.#stream.write({ results }, bytes);
      results = [];
      bytes = 0;
    }
    if (results.length > 0) this.#stream.write({ results }, bytes);
  }

  async #until(reached: () => boolean): Promise<void> {
    while (!reached() && !this.#stream.cancelled) {
      await new Promise<void>((resolve) => {
        this.#progressed = resolve;
      });
    }
  }
}

function requestBytesOf(operation: mokv.v1.IOperation | null | undefined): number {
  const { get, set, delete: deletion, touch, txn } = operation ?? {};
  if (!txn) return itemBytesOf(set ?? get ?? deletion ?? touch ?? {});
  const operations = [...(txn.success ?? []), ...(txn.failure ?? [])];
  return [...operations.map(({ set: write }) => write ?? {}), ...(txn.compares ?? [])].reduce(
    (sum, one) => sum + itemBytesOf(one),
    0,
  );
}
