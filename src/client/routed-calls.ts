import type { ServiceError } from '@grpc/grpc-js';
import type { Method } from '../api/services.ts';
import { MokvError } from '../shared/errors.ts';
import { formatHostPort, type HostPort } from '../shared/host-port.ts';
import { changeErrorOf, errorOfCall, readErrorOf } from './call-errors.ts';
import { type CallLimits, Connection } from './connection.ts';
import type { Credentials } from './credentials.ts';
import { Route } from './route.ts';

/**
 * Calls to one cluster. Endpoints are tried in order, a NOT_LEADER is followed to the leader, and what a
 * server refused without effect goes on to the next endpoint. All errors are MokvErrors.
 */
export class RoutedCalls {
  readonly endpoints: readonly HostPort[];
  readonly #credentials: Credentials;
  readonly #connections = new Map<string, Connection>();
  /** The server that answered last: where the next call starts. */
  #answered: HostPort | undefined;

  constructor(endpoints: readonly HostPort[], credentials: Credentials) {
    this.endpoints = endpoints;
    this.#credentials = credentials;
  }

  /** `errorOf` decides what a call that may have been sent ends with. */
  async unary<RequestShape, Request, ResponseShape, Response>(
    method: Method<RequestShape, Request, ResponseShape, Response>,
    request: RequestShape,
    errorOf: (error: ServiceError) => MokvError,
    call: CallLimits,
  ): Promise<Response> {
    const route = this.#route();
    let endpoint = route.next();
    for (;;) {
      try {
        const connection = await this.#connect(endpoint, call);
        const response = await connection.unary(method, request, call);
        this.#answered = endpoint;
        return response;
      } catch (error) {
        endpoint = route.next(errorOfCall(error, errorOf));
      }
    }
  }

  /** Asks this server and no other for something that changes nothing. */
  readAt<RequestShape, Request, ResponseShape, Response>(
    endpoint: HostPort,
    method: Method<RequestShape, Request, ResponseShape, Response>,
    request: RequestShape,
    call: CallLimits,
  ): Promise<Response> {
    return this.#unaryAt(endpoint, method, request, { ...call, errorOf: readErrorOf });
  }

  /** Has this server and no other change something. */
  changeAt<RequestShape, Request, ResponseShape, Response>(
    endpoint: HostPort,
    method: Method<RequestShape, Request, ResponseShape, Response>,
    request: RequestShape,
    call: CallLimits,
  ): Promise<Response> {
    return this.#unaryAt(endpoint, method, request, { ...call, errorOf: changeErrorOf });
  }

  /** The only endpoint; USAGE when there are several. */
  get only(): HostPort {
    const [endpoint, ...others] = this.endpoints;
    if (endpoint !== undefined && others.length === 0) return endpoint;
    throw new MokvError('USAGE', `${this.endpoints.length} endpoints are given, and one is meant`, {
      hint: 'name the one node with -e HOST:PORT',
    });
  }

  /** A stream that changes nothing. Leaving the loop early ends the call. */
  async *stream<RequestShape, Request, ResponseShape, Response>(
    method: Method<RequestShape, Request, ResponseShape, Response>,
    request: RequestShape,
    call: CallLimits,
  ): AsyncGenerator<Response, void, void> {
    const route = this.#route();
    let endpoint = route.next();
    for (;;) {
      let started = false;
      try {
        const connection = await this.#connect(endpoint, call);
        for await (const response of connection.stream(method, request, call)) {
          started = true;
          yield response;
        }
        this.#answered = endpoint;
        return;
      } catch (error) {
        const failure = errorOfCall(error, readErrorOf);
        // Another server would answer from another point in time.
        if (started) throw failure;
        endpoint = route.next(failure);
      }
    }
  }

  close(): void {
    for (const connection of this.#connections.values()) connection.close();
    this.#connections.clear();
  }

  async #unaryAt<RequestShape, Request, ResponseShape, Response>(
    endpoint: HostPort,
    method: Method<RequestShape, Request, ResponseShape, Response>,
    request: RequestShape,
    { errorOf, ...call }: CallLimits & { readonly errorOf: (error: ServiceError) => MokvError },
  ): Promise<Response> {
    try {
      const connection = await this.#connect(endpoint, call);
      return await connection.unary(method, request, call);
    } catch (error) {
      throw errorOfCall(error, errorOf);
    }
  }

  #route(): Route {
    const answered = this.#answered;
    if (answered === undefined) return new Route(this.endpoints);
    const name = formatHostPort(answered);
    const others = this.endpoints.filter((endpoint) => formatHostPort(endpoint) !== name);
    return new Route([answered, ...others]);
  }

  async #connect(endpoint: HostPort, call: CallLimits): Promise<Connection> {
    const name = formatHostPort(endpoint);
    const connection = this.#connections.get(name) ?? new Connection(endpoint, this.#credentials);
    this.#connections.set(name, connection);
    await connection.ready(call);
    return connection;
  }
}
