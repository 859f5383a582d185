import type { ServiceError } from '@grpc/grpc-js';
import type { mokv } from '../api/gen/messages.js';
import { clusterService, kvService, type Method } from '../api/services.ts';
import type { MokvError } from '../shared/errors.ts';
import { errorOfCall, readErrorOf, writeErrorOf } from './call-errors.ts';
import { type CallLimits, Connection } from './connection.ts';
import type { Credentials } from './credentials.ts';
import { type Endpoint, formatEndpoint } from './endpoint.ts';
import { Route } from './route.ts';

export interface KeyValue {
  readonly key: string;
  readonly value: Uint8Array;
}

export interface ServerInfo {
  readonly id: string;
  readonly address: string;
  readonly isLeader: boolean;
}

/**
 * A client of one cluster. Endpoints are tried in order, a NOT_LEADER is followed to the leader, reads
 * go on to the next endpoint when one fails. A write is sent again only when certainly nothing was
 * applied; else it ends with OUTCOME_UNKNOWN. All errors are MokvErrors.
 */
export class KvClient {
  readonly #endpoints: readonly Endpoint[];
  readonly #credentials: Credentials;
  readonly #connections = new Map<string, Connection>();
  /** The server that answered last: where the next call starts. */
  #answered: Endpoint | undefined;

  constructor(endpoints: readonly Endpoint[], credentials: Credentials) {
    this.#endpoints = endpoints;
    this.#credentials = credentials;
  }

  /** NOT_FOUND when the key is absent. */
  async get(key: string, call: CallLimits): Promise<Uint8Array> {
    const response = await this.#unary(kvService.get, { key }, readErrorOf, call);
    return response.value;
  }

  async set(key: string, value: Uint8Array, call: CallLimits): Promise<void> {
    await this.#unary(kvService.set, { key, value }, writeErrorOf, call);
  }

  /** Deleting an absent key succeeds. */
  async delete(key: string, call: CallLimits): Promise<void> {
    await this.#unary(kvService.delete, { key }, writeErrorOf, call);
  }

  async getServers(call: CallLimits): Promise<readonly ServerInfo[]> {
    const response = await this.#unary(kvService.getServers, {}, readErrorOf, call);
    return response.servers.map(({ id, rpcAddr, isLeader }) => ({
      id: id ?? '',
      address: rpcAddr ?? '',
      isLeader: isLeader ?? false,
    }));
  }

  async status(call: CallLimits): Promise<mokv.v1.StatusResponse> {
    return await this.#unary(clusterService.status, {}, readErrorOf, call);
  }

  /** Every key in byte order, from one point in time. Leaving the loop early ends the call. */
  async *list(call: CallLimits): AsyncGenerator<KeyValue, void, void> {
    const route = this.#route();
    let endpoint = route.next();
    for (;;) {
      let started = false;
      try {
        const connection = await this.#connect(endpoint, call);
        for await (const { key, value } of connection.stream(kvService.list, {}, call)) {
          started = true;
          yield { key, value };
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

  async #unary<RequestShape, Request, ResponseShape, Response>(
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

  #route(): Route {
    const answered = this.#answered;
    if (answered === undefined) return new Route(this.#endpoints);
    const name = formatEndpoint(answered);
    const others = this.#endpoints.filter((endpoint) => formatEndpoint(endpoint) !== name);
    return new Route([answered, ...others]);
  }

  async #connect(endpoint: Endpoint, call: CallLimits): Promise<Connection> {
    const name = formatEndpoint(endpoint);
    const connection = this.#connections.get(name) ?? new Connection(endpoint, this.#credentials);
    this.#connections.set(name, connection);
    await connection.ready(call);
    return connection;
  }
}
