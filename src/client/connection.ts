import type { Method } from '../api/services.ts';
import { isAnswerOfMokv } from '../api/status.ts';
import { MokvError } from '../shared/errors.ts';
import { formatHostPort, type HostPort } from '../shared/host-port.ts';
import { type CallTarget, callHeaders } from './call-headers.ts';
import type { CallLimits } from './call-limits.ts';
import { connectionFailure } from './connection-failure.ts';
import type { ClientSecurity } from './credentials.ts';
import { type FailedCall, malformedAnswer } from './failed-call.ts';
import { Http2Link } from './http2-link.ts';
import { type CallListener, OpenCall } from './open-call.ts';
import { pause } from './pause.ts';
import { UnreadMessages } from './unread-messages.ts';

const limits = {
  connectMs: 2000,
  /** After an attempt that failed although nothing seems to be wrong with the server. */
  reconnectMs: 100,
} as const;

export type { CallLimits };

/**
 * One server. `ready` comes before each call, so that an error of the call itself is always that of a
 * call that may have been sent. Nothing is retried here.
 */
export class Connection {
  readonly #endpoint: HostPort;
  readonly #security: ClientSecurity;
  readonly #target: CallTarget;
  readonly #link: Http2Link;
  readonly #active = new Set<{ cancel(): void }>();
  readonly #closing = new AbortController();
  #isMokv = false;

  constructor(endpoint: HostPort, security: ClientSecurity) {
    this.#endpoint = endpoint;
    this.#security = security;
    this.#target = targetOf(endpoint, security);
    this.#link = new Http2Link(endpoint, security);
  }

  /** host:port */
  get address(): string {
    return formatHostPort(this.#endpoint);
  }

  /** Calls without an answer. */
  get inFlight(): number {
    return this.#active.size;
  }

  /** It has given an answer that mökv does not give, so it keeps request ids. */
  get isMokv(): boolean {
    return this.#isMokv;
  }

  /**
   * Resolves when the connection stands. Rejects with UNAVAILABLE, UNAUTHENTICATED or CANCELLED;
   * nothing was sent then.
   */
  async ready({ deadline, signal }: CallLimits): Promise<void> {
    const giveUpAt = Math.min(deadline, Date.now() + limits.connectMs);
    for (;;) {
      if (signal?.aborted) throw new MokvError('CANCELLED', 'interrupted');
      if (this.#link.state === 'closed') throw new MokvError('CANCELLED', 'the client was closed');
      if (this.#link.state === 'ready') return;
      if (Date.now() >= giveUpAt) throw this.#noAnswer();
      if ((await within(this.#link.connect(), giveUpAt, signal)) !== 'failed') continue;
      if (this.#closing.signal.aborted) continue;
      const failure = await connectionFailure(this.#endpoint, this.#security);
      if (failure !== undefined) throw failure;
      await pause(limits.reconnectMs, signal, this.#closing.signal);
    }
  }

  /** Rejects with the FailedCall that the call ended with. */
  unary<RequestShape, Request, ResponseShape, Response>(
    method: Method<RequestShape, Request, ResponseShape, Response>,
    request: RequestShape,
    limitsOfCall: CallLimits,
  ): Promise<Response> {
    return new Promise((resolve, reject) => {
      const answer = this.#onlyAnswer(method.path, resolve, reject);
      this.#open(method, limitsOfCall, answer).sendOnly(request);
    });
  }

  /** Throws the FailedCall that the call ended with. Leaving the loop early cancels the call. */
  async *stream<RequestShape, Request, ResponseShape, Response>(
    method: Method<RequestShape, Request, ResponseShape, Response>,
    request: RequestShape,
    limitsOfCall: CallLimits,
  ): AsyncGenerator<Response, void, void> {
    const unread = new UnreadMessages<Response>();
    const call = this.#open(method, limitsOfCall, unread);
    try {
      call.sendOnly(request);
      yield* unread.of(call);
    } finally {
      call.cancel();
    }
  }

  /**
   * Sends messages as `requests` gives them; resolves with the answer to all. Rejects with the FailedCall
   * that the call ended with, or with what `requests` threw, which cancels the call.
   */
  upload<RequestShape, Request, ResponseShape, Response>(
    method: Method<RequestShape, Request, ResponseShape, Response>,
    requests: AsyncIterable<RequestShape>,
    limitsOfCall: CallLimits,
  ): Promise<Response> {
    return new Promise((resolve, reject) => {
      const answer = this.#onlyAnswer(method.path, resolve, reject);
      const call = this.#open(method, limitsOfCall, answer);
      sendAll(call, requests).catch((error: unknown) => {
        reject(error);
        call.cancel();
      });
    });
  }

  /** Both ways, without a deadline. */
  duplex<RequestShape, Request, ResponseShape, Response>(
    method: Method<RequestShape, Request, ResponseShape, Response>,
    listener: CallListener<Response>,
  ): OpenCall<RequestShape, Response> {
    return this.#open(method, { deadline: Number.POSITIVE_INFINITY }, listener);
  }

  /** Ends its calls with CANCELLED. */
  close(): void {
    this.#closing.abort();
    for (const call of this.#active) call.cancel();
    this.#link.close();
  }

  /** UNAVAILABLE when the connection was lost since `ready`: nothing was sent then. */
  #open<RequestShape, Request, ResponseShape, Response>(
    method: Method<RequestShape, Request, ResponseShape, Response>,
    limitsOfCall: CallLimits,
    listener: CallListener<Response>,
  ): OpenCall<RequestShape, Response> {
    const headers = callHeaders(this.#target, method.path, limitsOfCall.deadline);
    const stream = this.#link.open(headers);
    if (stream === undefined) throw new MokvError('UNAVAILABLE', 'the connection was lost');
    const call = new OpenCall<RequestShape, Response>(stream, method, limitsOfCall, {
      message: (response) => listener.message(response),
      ended: (failure) => {
        this.#active.delete(call);
        listener.ended(failure);
      },
    });
    this.#active.add(call);
    return call;
  }

  /** Of a call that is answered with one message. */
  #onlyAnswer<Response>(
    path: string,
    resolve: (response: Response) => void,
    reject: (failure: FailedCall) => void,
  ): CallListener<Response> {
    const answers: Response[] = [];
    return {
      message: (response) => answers.push(response),
      ended: (failure) => {
        const [answer] = answers;
        this.#learnFrom(path, failure, answer);
        if (failure === undefined && answer !== undefined) resolve(answer);
        else reject(failure ?? malformedAnswer('it has no message'));
      },
    };
  }

  #noAnswer(): MokvError {
    const message = `cannot connect to ${this.address}: no answer in time`;
    return new MokvError('UNAVAILABLE', message, {
      hint: 'is the address right, and no firewall in between?',
    });
  }

  #learnFrom(path: string, error: FailedCall | undefined, response: unknown): void {
    if (this.#isMokv) return;
    this.#isMokv = error === undefined ? isMokvResponse(path, response) : isAnswerOfMokv(error);
  }
}

function targetOf(endpoint: HostPort, security: ClientSecurity): CallTarget {
  if (security === 'insecure') return { scheme: 'http', authority: formatHostPort(endpoint) };
  const host = security.serverName ?? endpoint.host;
  return { scheme: 'https', authority: formatHostPort({ ...endpoint, host }) };
}

/** mökv has api.KV only, and no revisions in it. */
function isMokvResponse(path: string, response: unknown): boolean {
  if (path.startsWith('/mokv.v1.')) return true;
  const isWithRevision =
    typeof response === 'object' && response !== null && 'revision' in response;
  return isWithRevision && response.revision !== 0;
}

/** Undefined when the time or the abort comes first. */
function within<Result>(
  result: Promise<Result>,
  endsAt: number,
  signal: AbortSignal | undefined,
): Promise<Result | undefined> {
  return new Promise((resolve) => {
    const settle = (value?: Result): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      resolve(value);
    };
    const onAbort = (): void => settle();
    const timer = setTimeout(onAbort, Math.max(endsAt - Date.now(), 0));
    signal?.addEventListener('abort', onAbort, { once: true });
    void result.then(settle);
  });
}

async function sendAll<RequestShape>(
  call: OpenCall<RequestShape, unknown>,
  requests: AsyncIterable<RequestShape>,
): Promise<void> {
  for await (const request of requests) {
    if (!call.send(request)) await call.room();
    if (call.isOver) return;
  }
  call.endSending();
}
