import {
  Client,
  type ClientDuplexStream,
  type ClientWritableStream,
  connectivityState,
  credentials as grpcCredentials,
  Metadata,
  type ServiceError,
} from '@grpc/grpc-js';
import type { Method } from '../api/services.ts';
import { isAnswerOfMokv } from '../api/status.ts';
import { MokvError } from '../shared/errors.ts';
import { formatHostPort, type HostPort } from '../shared/host-port.ts';
import { connectionFailure } from './connection-failure.ts';
import type { Credentials } from './credentials.ts';

const limits = {
  connectMs: 2000,
  reconnectBackoffMs: 100,
  /** A connection on which nothing comes back is given up after the sum of both. */
  keepaliveMs: 10_000,
  keepaliveAnswerMs: 5000,
} as const;

export interface CallLimits {
  /** When to stop waiting, in Unix milliseconds. */
  readonly deadline: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * One server. `ready` comes before each call, so that an error of the call itself is always that of a
 * call that may have been sent. grpc-js retries nothing by itself.
 */
export class Connection {
  readonly #endpoint: HostPort;
  readonly #credentials: Credentials;
  readonly #client: Client;
  readonly #active = new Set<{ cancel(): void }>();
  #isMokv = false;

  constructor(endpoint: HostPort, credentials: Credentials) {
    const { secureContext, serverName } = credentials;
    this.#endpoint = endpoint;
    this.#credentials = credentials;
    this.#client = new Client(
      `dns:${formatHostPort(endpoint)}`,
      grpcCredentials.createFromSecureContext(secureContext),
      {
        'grpc.enable_channelz': 0,
        'grpc.enable_retries': 0,
        'grpc.service_config_disable_resolution': 1,
        'grpc.initial_reconnect_backoff_ms': limits.reconnectBackoffMs,
        'grpc.max_reconnect_backoff_ms': limits.reconnectBackoffMs * 10,
        'grpc.keepalive_time_ms': limits.keepaliveMs,
        'grpc.keepalive_timeout_ms': limits.keepaliveAnswerMs,
        'grpc.max_receive_message_length': -1,
        ...(serverName === undefined ? {} : { 'grpc.ssl_target_name_override': serverName }),
      },
    );
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
    const channel = this.#client.getChannel();
    const giveUpAt = Math.min(deadline, Date.now() + limits.connectMs);
    for (;;) {
      if (signal?.aborted) throw new MokvError('CANCELLED', 'interrupted');
      const state = channel.getConnectivityState(true);
      if (state === connectivityState.READY) return;
      if (state === connectivityState.SHUTDOWN) {
        throw new MokvError('CANCELLED', 'the client was closed');
      }
      if (state === connectivityState.TRANSIENT_FAILURE) {
        const failure = await connectionFailure(this.#endpoint, this.#credentials);
        if (failure !== undefined) throw failure;
      }
      if (!(await this.#stateChange(state, giveUpAt, signal))) {
        const where = formatHostPort(this.#endpoint);
        throw new MokvError('UNAVAILABLE', `cannot connect to ${where}: no answer in time`, {
          hint: 'is the address right, and no firewall in between?',
        });
      }
    }
  }

  /** False when nothing changed until `deadline`. An abort counts as a change. */
  #stateChange(
    from: connectivityState,
    deadline: number,
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    return new Promise((resolve) => {
      const onAbort = (): void => resolve(true);
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#client.getChannel().watchConnectivityState(from, deadline, (error) => {
        signal?.removeEventListener('abort', onAbort);
        resolve(error === undefined);
      });
    });
  }

  /** Rejects with the ServiceError that the call ended with. */
  unary<RequestShape, Request, ResponseShape, Response>(
    method: Method<RequestShape, Request, ResponseShape, Response>,
    request: RequestShape,
    { deadline, signal }: CallLimits,
  ): Promise<Response> {
    return new Promise((resolve, reject) => {
      const call = this.#client.makeUnaryRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        request,
        new Metadata(),
        { deadline },
        (error, response) => {
          signal?.removeEventListener('abort', cancel);
          this.#active.delete(call);
          this.#learnFrom(method.path, error, response);
          if (response === undefined) reject(error);
          else resolve(response);
        },
      );
      this.#active.add(call);
      const cancel = (): void => call.cancel();
      signal?.addEventListener('abort', cancel, { once: true });
    });
  }

  /** Throws the ServiceError that the call ended with. Leaving the loop early cancels the call. */
  async *stream<RequestShape, Request, ResponseShape, Response>(
    method: Method<RequestShape, Request, ResponseShape, Response>,
    request: RequestShape,
    { deadline, signal }: CallLimits,
  ): AsyncGenerator<Response, void, void> {
    const call = this.#client.makeServerStreamRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      request,
      new Metadata(),
      { deadline },
    );
    this.#active.add(call);
    const cancel = (): void => call.cancel();
    // The loop below takes the errors; this is for the one that cancelling itself brings afterwards.
    call.on('error', () => undefined);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      yield* call;
    } finally {
      signal?.removeEventListener('abort', cancel);
      this.#active.delete(call);
      cancel();
    }
  }

  /**
   * Sends messages as `requests` gives them; resolves with the answer to all. Rejects with the ServiceError
   * that the call ended with, or with what `requests` threw, which cancels the call.
   */
  upload<RequestShape, Request, ResponseShape, Response>(
    method: Method<RequestShape, Request, ResponseShape, Response>,
    requests: AsyncIterable<RequestShape>,
    { deadline, signal }: CallLimits,
  ): Promise<Response> {
    return new Promise((resolve, reject) => {
      const call = this.#client.makeClientStreamRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        new Metadata(),
        { deadline },
        (error, response) => {
          signal?.removeEventListener('abort', cancel);
          this.#active.delete(call);
          this.#learnFrom(method.path, error, response);
          if (response === undefined) reject(error);
          else resolve(response);
        },
      );
      this.#active.add(call);
      const cancel = (): void => call.cancel();
      signal?.addEventListener('abort', cancel, { once: true });
      writeAll(call, requests).catch((error: unknown) => {
        reject(error);
        cancel();
      });
    });
  }

  /** Both ways, without a deadline. Its `error` event has the ServiceError that it ended with. */
  duplex<RequestShape, Request, ResponseShape, Response>(
    method: Method<RequestShape, Request, ResponseShape, Response>,
  ): ClientDuplexStream<RequestShape, Response> {
    const call = this.#client.makeBidiStreamRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      new Metadata(),
    );
    this.#active.add(call);
    call.once('close', () => this.#active.delete(call));
    return call;
  }

  /** Ends its calls with CANCELLED. */
  close(): void {
    for (const call of this.#active) call.cancel();
    this.#client.close();
  }

  #learnFrom(path: string, error: ServiceError | null, response: unknown): void {
    if (this.#isMokv) return;
    this.#isMokv = error === null ? isMokvResponse(path, response) : isAnswerOfMokv(error);
  }
}

/** mökv has api.KV only, and no revisions in it. */
function isMokvResponse(path: string, response: unknown): boolean {
  if (path.startsWith('/mokv.v1.')) return true;
  const isWithRevision =
    typeof response === 'object' && response !== null && 'revision' in response;
  return isWithRevision && response.revision !== 0;
}

async function writeAll<Message>(
  call: ClientWritableStream<Message>,
  messages: AsyncIterable<Message>,
): Promise<void> {
  const over = new Promise<'over'>((resolve) => {
    call.once('status', () => resolve('over'));
  });
  for await (const message of messages) {
    const written = new Promise<'written'>((resolve) => {
      call.write(message, () => resolve('written'));
    });
    if ((await Promise.race([written, over])) === 'over') return;
  }
  call.end();
}
