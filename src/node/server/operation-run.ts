import { api, type mokv } from '../../api/gen/messages.js';
import type { ByteString } from '../../shared/byte-string.ts';
import { MokvError } from '../../shared/errors.ts';
import type { Command, CommandOutcome, Transaction } from '../kv/command.ts';
import {
  deleteRangeResponseOf,
  deleteResponseOf,
  failureOf,
  setResponseOf,
  touchResponseOf,
  txnResponseOf,
} from './answer-of-outcome.ts';
import type { WriteListener } from './bounded-proposals.ts';
import { checkOperation } from './check-rights.ts';
import {
  commandFor,
  deleteRangeWriteOf,
  deleteWriteOf,
  keyOf,
  RequestKeys,
  setWriteOf,
  touchWriteOf,
} from './command-of-request.ts';
import { Ending } from './ending.ts';
import type { KeyContext } from './key-context.ts';
import { KeyOrder, type WriteScope } from './key-order.ts';
import { getKey, readKey } from './kv-service.ts';
import { isAnswer, type OperationKind } from './statistics.ts';
import { transactionOf } from './transaction-of-request.ts';

type Result = mokv.v1.IOperationResult;
/** Takes the result of the operation at this position; once for each, in any order but that of one key. */
type Answer = (position: number, result: Result) => void;

/** The result of an operation that ended with this error. */
type Failed = (error: unknown) => Result;

interface PlannedWrite {
  readonly command: Command;
  readonly scope: WriteScope;
  /** @throws what the state machine refused the command with. */
  resultOf(outcome: CommandOutcome): Result;
}

/**
 * Operations of one caller, each on its own: some may fail. What is submitted together shares a round of
 * the log and a read index; a get sees every write of its key that was submitted before it.
 */
export class OperationRun {
  readonly #context: KeyContext;
  readonly #user: string;
  readonly #order = new KeyOrder();
  readonly #failed: Failed;
  readonly #requests: RequestKeys;

  /** `broken` hears of what is no expected failure: the call is to end with it. */
  constructor(context: KeyContext, user: string, broken: (error: unknown) => void) {
    this.#context = context;
    this.#user = user;
    this.#requests = new RequestKeys(user);
    this.#failed = (error) => {
      if (!(error instanceof MokvError)) broken(error);
      return { failure: failureOf(error instanceof MokvError ? error : internal()) };
    };
  }

  submit(operations: readonly mokv.v1.IOperation[], take: Answer): void {
    const startedMs = performance.now();
    const { statistics } = this.#context;
    const answer: Answer = (position, result) => {
      const kind = kindOf(operations[position]);
      statistics.operationEnded(kind, performance.now() - startedMs, isFailure(result));
      take(position, result);
    };
    const reads = new SharedReads({
      context: this.#context,
      order: this.#order,
      failed: this.#failed,
      answer,
    });
    const rights = { user: this.#user, policy: this.#context.authorization.policy };
    for (const [position, operation] of operations.entries()) {
      try {
        checkOperation(rights, operation);
        if (operation.get) this.#get(operation.get, { position, answer, reads });
        else this.#write(plannedWrite(this.#requests, operation), position, answer);
      } catch (error) {
        answer(position, this.#failed(error));
      }
    }
  }

  #get(
    request: api.IGetRequest,
    { position, answer, reads }: { position: number; answer: Answer; reads: SharedReads },
  ): void {
    const key = keyOf(request.key);
    const before = this.#order.beforeRead(key);
    const isPlain = !request.revision && request.consistency !== api.Consistency.CONSISTENCY_STALE;
    if (isPlain && before === undefined) {
      reads.add({ position, key, text: request.key ?? '' });
      return;
    }
    const answered = new Ending();
    const read = async (): Promise<void> => {
      let result: Result;
      try {
        await Promise.all([before, isPlain ? reads.barrier() : undefined]);
        result = {
          get: isPlain
            ? readKey(this.#context.node, request.key ?? '')
            : await getKey(this.#context, request),
        };
      } catch (error) {
        result = this.#failed(error);
      }
      answer(position, result);
      this.#order.ended(key, answered);
      answered.come();
    };
    this.#order.addRead(key, answered);
    void read();
  }

  #write(planned: PlannedWrite, position: number, answer: Answer): void {
    const { command, scope } = planned;
    const before = this.#order.beforeWrite(scope);
    const earlier = this.#order.writesOf(scope);
    const { writes } = this.#context;
    const options = { planned, position, answer, earlier };
    const write = new PendingWrite(options, this.#order, this.#failed);
    this.#order.addWrite(scope, write.answered);
    if (before === undefined) writes.begin(this.#user, command, write);
    else void before.then(() => writes.begin(this.#user, command, write));
  }
}

interface PendingWriteOptions {
  readonly planned: PlannedWrite;
  readonly position: number;
  readonly answer: Answer;
  /** Resolves when the writes of its keys before it are answered. */
  readonly earlier: Promise<void> | undefined;
}

/** A write until it is answered. */
class PendingWrite implements WriteListener {
  readonly answered = new Ending();
  readonly #options: PendingWriteOptions;
  readonly #order: KeyOrder;
  readonly #failed: Failed;

  constructor(options: PendingWriteOptions, order: KeyOrder, failed: Failed) {
    this.#options = options;
    this.#order = order;
    this.#failed = failed;
  }

  applied(outcome: CommandOutcome): void {
    let result: Result;
    try {
      result = this.#options.planned.resultOf(outcome);
    } catch (error) {
      result = this.#failed(error);
    }
    this.#settleInOrder(result);
  }

  failed(error: unknown): void {
    this.#settleInOrder(this.#failed(error));
  }

  #settleInOrder(result: Result): void {
    const { earlier } = this.#options;
    if (earlier === undefined) this.#settle(result);
    else void earlier.then(() => this.#settle(result));
  }

  #settle(result: Result): void {
    const { answer, position, planned } = this.#options;
    answer(position, result);
    for (const key of planned.scope.keys) this.#order.ended(key, this.answered);
    this.answered.come();
  }
}

function kindOf(operation: mokv.v1.IOperation | undefined): OperationKind {
  if (operation?.get) return 'get';
  if (operation?.set || operation?.touch) return 'set';
  if (operation?.delete || operation?.deleteRange) return 'delete';
  return 'txn';
}

function isFailure({ failure }: Result): boolean {
  return failure !== null && failure !== undefined && !isAnswer(failure.code ?? '');
}

interface PlainGet {
  readonly position: number;
  readonly key: ByteString;
  readonly text: string;
}

interface SharedReadsOptions {
  readonly context: KeyContext;
  readonly order: KeyOrder;
  readonly failed: Failed;
  readonly answer: Answer;
}

/** The gets of one message that wait for nothing but the read index that they share. */
class SharedReads {
  readonly #options: SharedReadsOptions;
  readonly #gets: PlainGet[] = [];
  readonly #answered = new Ending();
  #barrier: Promise<void> | undefined;

  constructor(options: SharedReadsOptions) {
    this.#options = options;
  }

  barrier(): Promise<void> {
    this.#barrier ??= this.#options.context.reads.barrier();
    return this.#barrier;
  }

  add(get: PlainGet): void {
    if (this.#gets.length === 0) void this.#answerAll();
    this.#gets.push(get);
    this.#options.order.addRead(get.key, this.#answered);
  }

  async #answerAll(): Promise<void> {
    let failure: Result | undefined;
    try {
      await this.barrier();
    } catch (error) {
      failure = this.#options.failed(error);
    }
    for (const { position, key, text } of this.#gets) {
      this.#options.answer(position, failure ?? this.#read(text));
      this.#options.order.ended(key, this.#answered);
    }
    this.#answered.come();
  }

  #read(key: string): Result {
    try {
      return { get: readKey(this.#options.context.node, key) };
    } catch (error) {
      return this.#options.failed(error);
    }
  }
}

const noRanges: WriteScope['ranges'] = [];

/** @throws INVALID_ARGUMENT or RESOURCE_EXHAUSTED for what is no operation, or breaks a limit. */
function plannedWrite(requests: RequestKeys, operation: mokv.v1.IOperation): PlannedWrite {
  const { set, delete: deletion, touch, deleteRange, txn } = operation;
  if (set) {
    const command = commandFor(requests, set.requestId, setWriteOf(set));
    const resultOf = (outcome: CommandOutcome) => ({ set: setResponseOf(set.key ?? '', outcome) });
    return { command, scope: keyScope(command.key), resultOf };
  }
  if (deletion) {
    const command = commandFor(requests, deletion.requestId, deleteWriteOf(deletion));
    const resultOf = (outcome: CommandOutcome) => ({
      delete: deleteResponseOf(deletion.key ?? '', outcome),
    });
    return { command, scope: keyScope(command.key), resultOf };
  }
  if (touch) {
    const command = commandFor(requests, touch.requestId, touchWriteOf(touch));
    const resultOf = (outcome: CommandOutcome) => ({
      touch: touchResponseOf(touch.key ?? '', outcome),
    });
    return { command, scope: keyScope(command.key), resultOf };
  }
  if (deleteRange) return plannedDeleteRange(requests, deleteRange);
  if (txn) return plannedTransaction(requests, txn);
  throw new MokvError('INVALID_ARGUMENT', 'an operation of no known kind');
}

function plannedDeleteRange(
  requests: RequestKeys,
  request: mokv.v1.IDeleteRangeRequest,
): PlannedWrite {
  if (request.dryRun) {
    throw new MokvError('INVALID_ARGUMENT', 'dry_run goes with DeleteRange alone');
  }
  const command = commandFor(requests, request.requestId, deleteRangeWriteOf(request));
  return {
    command,
    scope: { keys: [], ranges: [{ lo: command.start, hi: command.end }] },
    resultOf: (outcome) => ({ deleteRange: deleteRangeResponseOf(outcome) }),
  };
}

function plannedTransaction(requests: RequestKeys, request: mokv.v1.ITxnRequest): PlannedWrite {
  const transaction = transactionOf(request);
  return {
    command: commandFor(requests, request.requestId, transaction),
    scope: scopeOfTransaction(transaction),
    resultOf: (outcome) => ({ txn: txnResponseOf(transaction, outcome) }),
  };
}

function keyScope(key: ByteString): WriteScope {
  return { keys: [key], ranges: noRanges };
}

/** Keys that it only compares or reads too: what follows it comes after it. */
function scopeOfTransaction({ compares, success, failure }: Transaction): WriteScope {
  const operations = [...success, ...failure];
  const keys = new Set(compares.map(({ key }) => key));
  for (const operation of operations) {
    if (operation.type !== 'deleteRange') keys.add(operation.key);
  }
  const ranges = operations.flatMap((operation) =>
    operation.type === 'deleteRange' ? [{ lo: operation.start, hi: operation.end }] : [],
  );
  return { keys: [...keys], ranges };
}

function internal(): MokvError {
  return new MokvError('INTERNAL', 'internal error, see the log');
}
