import type { api } from '../api/gen/messages.js';
import { keysService, type Method } from '../api/services.ts';
import { type ErrorCode, MokvError } from '../shared/errors.ts';
import { errorOfCall, readErrorOf, writeErrorOf } from './call-errors.ts';
import { plans } from './call-plan.ts';
import type { CallLimits, Connection } from './connection.ts';
import type { CallOptions, RequestId, WriteOptions } from './kv-api.ts';
import type { RequestIds } from './request-ids.ts';
import type { RoutedCalls } from './routed-calls.ts';

const limits = {
  /** How long writes go without an id after a cluster with members of mökv refused one: such members go. */
  withoutIdMs: 1000,
  /** How long a cluster that took ids before may refuse them until writes go without. */
  patienceMs: 2000,
} as const;

/** A write that has an id, and perhaps went out before. */
interface BegunWrite {
  readonly id: RequestId;
  /** What an attempt ended with of which nobody knows what came of it. */
  readonly unknown: MokvError | undefined;
}

interface WriteState {
  readonly id: RequestId;
  /** By the caller. */
  readonly isIdChosen: boolean;
  unknown: MokvError | undefined;
}

type WithRequestId = { requestId?: api.IRequestId | null };

/**
 * Writes with request ids. One whose outcome is unknown is sent again under its id, so that it is applied
 * once, but only to a server that has proved to be mokv: mökv would apply it twice. What stays unknown
 * ends with OUTCOME_UNKNOWN, which names the id.
 */
export class Writes {
  readonly ids: RequestIds;
  readonly #calls: RoutedCalls;
  /** 0: they always did. */
  #withoutIdUntil = 0;
  #wereIdsTaken = false;
  #refusedSince: number | undefined;

  constructor(calls: RoutedCalls, ids: RequestIds) {
    this.#calls = calls;
    this.ids = ids;
  }

  async unary<RequestShape extends WithRequestId, Request, Shape, Response>(
    method: Method<RequestShape, Request, Shape, Response>,
    request: RequestShape,
    options: Pick<WriteOptions, 'requestId'> & CallOptions,
    begun: BegunWrite = { id: options.requestId ?? this.ids.open(), unknown: undefined },
  ): Promise<Response> {
    const { requestId, ...call } = options;
    const write: WriteState = { ...begun, isIdChosen: requestId !== undefined };
    try {
      const response = await this.#calls.run(plans.write, call, (connection, part) =>
        this.#attempt(method, request, write, { connection, call: part }),
      );
      this.ids.close(write.id);
      return response;
    } catch (error) {
      throw this.outcomeOf(error, write.unknown, write.id);
    }
  }

  async #attempt<RequestShape extends WithRequestId, Request, Shape, Response>(
    method: Method<RequestShape, Request, Shape, Response>,
    request: RequestShape,
    write: WriteState,
    at: { readonly connection: Connection; readonly call: CallLimits },
  ): Promise<Response> {
    const { connection, call } = at;
    if (write.unknown !== undefined) await mustBeMokv(connection, call);
    const withId = write.isIdChosen || this.sendsIds;
    const requestId = withId ? { requestId: this.ids.messageOf(write.id) } : {};
    try {
      const response = await connection.unary(method, { ...request, ...requestId }, call);
      if (withId && connection.isMokv) this.idWasTaken();
      return response;
    } catch (error) {
      const failure = errorOfCall(error, writeErrorOf);
      const next = withId ? this.#afterFailure(failure, write) : failure;
      if (next !== 'without id') throw next;
    }
    return this.#attempt(method, request, write, at);
  }

  #afterFailure(failure: MokvError, write: WriteState): MokvError | 'without id' {
    if (failure.code === 'OUTCOME_UNKNOWN') {
      write.unknown = failure;
      return sendAgain(failure);
    }
    if (failure.code !== 'UNIMPLEMENTED' || write.isIdChosen) return failure;
    return this.mayDropId(write.unknown) ? 'without id' : sendAgain(failure);
  }

  /** False while the cluster takes no ids, because it has members of mökv. */
  get sendsIds(): boolean {
    return this.#withoutIdUntil === 0 || Date.now() >= this.#withoutIdUntil;
  }

  idWasTaken(): void {
    this.#wereIdsTaken = true;
    this.#refusedSince = undefined;
  }

  /**
   * After a server said UNIMPLEMENTED to a write with an id of this client: whether it goes on without. Not
   * when the id may already be taken; and not at once when ids were taken before, because a leader that
   * has not reached a member yet takes it for one of mökv.
   */
  mayDropId(unknown: MokvError | undefined): boolean {
    const now = Date.now();
    this.#refusedSince ??= now;
    const mayPass = this.#wereIdsTaken && now - this.#refusedSince < limits.patienceMs;
    if (unknown !== undefined || mayPass) return false;
    this.#withoutIdUntil = now + limits.withoutIdMs;
    return true;
  }

  /** What a write ends with whose last attempt failed with `error`, after one with an `unknown` outcome. */
  outcomeOf(error: unknown, unknown: MokvError | undefined, id: RequestId): unknown {
    const failure = error instanceof MokvError ? error : undefined;
    if (unknown === undefined || (failure !== undefined && isVerdict(failure.code))) {
      if (failure?.code === 'OUTCOME_UNKNOWN') this.ids.leaveUnresolved(id);
      else this.ids.close(id);
      return error;
    }
    this.ids.leaveUnresolved(id);
    const { message, hint, metadata } = unknown;
    return new MokvError('OUTCOME_UNKNOWN', message, {
      hint,
      metadata: { ...metadata, request_client: id.client, request_sequence: `${id.sequence}` },
      cause: unknown,
    });
  }
}

/** A failure that the next attempt may follow, though nobody knows what came of the last one. */
export function sendAgain(unknown: MokvError): MokvError {
  return new MokvError('UNAVAILABLE', unknown.message, { hint: unknown.hint, cause: unknown });
}

/** The state machine has spoken: an earlier attempt under the same id was not applied, and will not be. */
function isVerdict(code: ErrorCode): boolean {
  return code === 'CONDITION_FAILED' || code === 'NOT_FOUND' || code === 'ALREADY_EXISTS';
}

/** Rejects unless the server keeps request ids. */
export async function mustBeMokv(connection: Connection, call: CallLimits): Promise<void> {
  if (connection.isMokv) return;
  try {
    await connection.unary(keysService.outcome, {}, call);
  } catch (error) {
    const failure = errorOfCall(error, readErrorOf);
    // An answer to the empty question, too, proves who gave it.
    if (!connection.isMokv) throw failure;
  }
}
