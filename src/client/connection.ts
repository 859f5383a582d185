import { Client, connectivityState, credentials as grpcCredentials, Metadata } from '@grpc/grpc-js';
import type { Method } from '../api/services.ts';
import { MokvError } from '../shared/errors.ts';
import { formatHostPort, type HostPort } from '../shared/host-port.ts';
import { connectionFailure } from './connection-failure.ts';
import type { Credentials } from './credentials.ts';

const limits = { connectMs: 2000, reconnectBackoffMs: 100 } as const;

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
        ...(serverName === undefined ? {} : { 'grpc.ssl_target_name_override': serverName }),
      },
    );
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
          if (response === undefined) reject(error);
          else resolve(response);
        },
      );
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
    const cancel = (): void => call.cancel();
    // The loop below takes the errors; this is for the one that cancelling itself brings afterwards.
    call.on('error', () => undefined);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      yield* call;
    } finally {
      signal?.removeEventListener('abort', cancel);
      cancel();
    }
  }

  close(): void {
    this.#client.close();
  }
}
