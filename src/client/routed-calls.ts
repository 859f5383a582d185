import type { Method } from '../api/services.ts';
import { MokvError } from '../shared/errors.ts';
import { formatHostPort, type HostPort, parseHostPort } from '../shared/host-port.ts';
import { errorOfCall } from './call-errors.ts';
import { type CallPlan, plans } from './call-plan.ts';
import { canResume } from './can-resume.ts';
import type { CallLimits, Connection } from './connection.ts';
import { Connections } from './connections.ts';
import type { ClientSecurity } from './credentials.ts';
import type { CallOptions, NodeCallOptions } from './kv-api.ts';
import { pause } from './pause.ts';
import { Route } from './route.ts';
import { ServerDiscovery } from './server-discovery.ts';
import { serversInOrder } from './server-order.ts';
import { ServerTable } from './server-table.ts';

const limits = {
  timeoutMs: 5000,
  streamTimeoutMs: 30_000,
  /** A call that can be repeated gives its first server half of its time, but not less than this. */
  attemptMs: 1000,
  /** With less time than this, asking everybody once more would only blur what they said. */
  roundMs: 50,
} as const;

export interface RoutingOptions {
  /** The node that this process is: what it can answer by itself is asked there first. */
  readonly home?: HostPort | undefined;
  /** For calls that have no deadline of their own. */
  readonly timeoutMs?: number | undefined;
  /** Is told of each attempt of a call. */
  readonly trace?: ((attempt: AttemptTrace) => void) | undefined;
}

/** One attempt of a call at one server. */
export interface AttemptTrace {
  readonly server: string;
  /** From the decision to go there to the answer, with the connection when that had to be made. */
  readonly ms: number;
  /** What it failed with. */
  readonly failure: MokvError | undefined;
}

/**
 * Calls to one cluster. Each goes to the server that answers it best, follows a NOT_LEADER, and goes on to
 * other servers until its deadline as long as nothing can have come of it (docs/adr/0008-client-routing.md).
 * All errors are MokvErrors.
 */
export class RoutedCalls {
  readonly endpoints: readonly HostPort[];
  readonly #connections: Connections;
  readonly #table: ServerTable;
  readonly #discovery: ServerDiscovery;
  readonly #options: RoutingOptions;
  readonly #closing = new AbortController();
  /** Of the calls since the last one that succeeded. */
  lastFailure: MokvError | undefined;

  constructor(
    endpoints: readonly HostPort[],
    security: ClientSecurity,
    options: RoutingOptions = {},
  ) {
    this.endpoints = endpoints;
    this.#connections = new Connections(security);
    this.#table = new ServerTable(endpoints, Date.now);
    this.#discovery = new ServerDiscovery(this.#table, this.#connections);
    this.#options = options;
  }

  /** Has one server after another try it, as long as the last one failed without effect. */
  async run<Result>(
    plan: CallPlan,
    options: CallOptions,
    attempt: (connection: Connection, call: CallLimits) => Promise<Result>,
  ): Promise<Result> {
    const call = this.limitsOf(options);
    let route = this.#route(plan);
    let step = route.next();
    for (;;) {
      if (step.type === 'wait') {
        await this.#waitForRound(step.ms, route, call);
        step = route.next();
        continue;
      }
      const { address } = step;
      const begun = performance.now();
      try {
        return await this.#attempt(address, plan, call, attempt);
      } catch (error) {
        const failure = errorOfCall(error, plan.errorOf);
        if (this.#isOver(call)) throw failure;
        // What served for a while and then failed is the first failure, not one more.
        if (performance.now() - begun > limits.attemptMs) route = this.#route(plan);
        step = route.next(this.#cutShort(address, plan, failure) ?? failure);
      }
    }
  }

  unary<RequestShape, Request, ResponseShape, Response>(
    method: Method<RequestShape, Request, ResponseShape, Response>,
    request: RequestShape,
    plan: CallPlan,
    options: CallOptions,
  ): Promise<Response> {
    return this.run(plan, options, (connection, call) => connection.unary(method, request, call));
  }

  /** At the node `at`, or as the plan says. */
  at<RequestShape, Request, ResponseShape, Response>(
    method: Method<RequestShape, Request, ResponseShape, Response>,
    request: RequestShape,
    plan: CallPlan,
    { at, ...options }: NodeCallOptions,
  ): Promise<Response> {
    if (at === undefined) return this.unary(method, request, plan, options);
    return plan.repeat === 'always'
      ? this.readAt(at, method, request, options)
      : this.changeAt(at, method, request, options);
  }

  /** Asks this server and no other for something that changes nothing. */
  readAt<RequestShape, Request, ResponseShape, Response>(
    endpoint: HostPort,
    method: Method<RequestShape, Request, ResponseShape, Response>,
    request: RequestShape,
    options: CallOptions,
  ): Promise<Response> {
    return this.#runAt(endpoint, plans.ask, options, (connection, call) =>
      connection.unary(method, request, call),
    );
  }

  /** Has this server and no other change something. */
  changeAt<RequestShape, Request, ResponseShape, Response>(
    endpoint: HostPort,
    method: Method<RequestShape, Request, ResponseShape, Response>,
    request: RequestShape,
    options: CallOptions,
  ): Promise<Response> {
    return this.#runAt(endpoint, plans.change, options, (connection, call) =>
      connection.unary(method, request, call),
    );
  }

  /** The only endpoint; USAGE when there are several. */
  get only(): HostPort {
    const [endpoint, ...others] = this.endpoints;
    if (endpoint !== undefined && others.length === 0) return endpoint;
    throw new MokvError('USAGE', `${this.endpoints.length} endpoints are given, and one is meant`, {
      hint: 'name the one node with -e HOST:PORT',
    });
  }

  /**
   * A stream that changes nothing, from the first server that begins one. Leaving the loop early ends the
   * call.
   */
  async *stream<RequestShape, Request, ResponseShape, Response>(
    method: Method<RequestShape, Request, ResponseShape, Response>,
    request: RequestShape,
    plan: CallPlan,
    options: CallOptions,
  ): AsyncGenerator<Response, void, void> {
    const call = this.limitsOf(options, limits.streamTimeoutMs);
    const { address, responses, first } = await this.run(plan, call, async (connection) => {
      const begun = connection.stream(method, request, call);
      return { address: connection.address, responses: begun, first: await begun.next() };
    });
    if (first.done) return;
    try {
      yield first.value;
      yield* responses;
    } catch (error) {
      // Another server would answer from another point in time.
      const failure = errorOfCall(error, plan.errorOf);
      this.#noteFailure(address, failure);
      throw failure;
    } finally {
      await responses.return();
    }
  }

  /** Rejects with CANCELLED at the signal and at the end of the client. */
  pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
    return pause(ms, signal, this.#closing.signal);
  }

  /** A stream of this server and no other. */
  async *streamAt<RequestShape, Request, ResponseShape, Response>(
    endpoint: HostPort,
    method: Method<RequestShape, Request, ResponseShape, Response>,
    request: RequestShape,
    options: CallOptions,
  ): AsyncGenerator<Response, void, void> {
    const call = this.limitsOf(options, limits.streamTimeoutMs);
    try {
      const connection = await this.#connections.open(endpoint, call);
      yield* connection.stream(method, request, call);
    } catch (error) {
      throw errorOfCall(error, plans.ask.errorOf);
    }
  }

  /** A call's own limits, or those of the client. */
  limitsOf(
    { deadline, signal }: CallOptions,
    timeoutMs: number = this.#options.timeoutMs ?? limits.timeoutMs,
  ): CallLimits {
    return { deadline: deadline ?? Date.now() + timeoutMs, signal };
  }

  /** Ends all calls. */
  close(): void {
    this.#closing.abort();
    this.#discovery.close();
    this.#connections.close();
  }

  async #runAt<Result>(
    endpoint: HostPort,
    plan: CallPlan,
    options: CallOptions,
    attempt: (connection: Connection, call: CallLimits) => Promise<Result>,
  ): Promise<Result> {
    const call = this.limitsOf(options);
    try {
      return await attempt(await this.#connections.open(endpoint, call), call);
    } catch (error) {
      throw errorOfCall(error, plan.errorOf);
    }
  }

  async #attempt<Result>(
    address: string,
    plan: CallPlan,
    call: CallLimits,
    attempt: (connection: Connection, call: CallLimits) => Promise<Result>,
  ): Promise<Result> {
    const begun = performance.now();
    try {
      const connection = await this.#connections.open(this.#endpointOf(address), call);
      this.#table.wasReached = true;
      const result = await attempt(connection, this.#partOf(call, plan, connection));
      this.lastFailure = undefined;
      this.#table.reached(address);
      this.#table.answered = address;
      this.#discovery.start();
      this.#trace(address, begun);
      return result;
    } catch (error) {
      const failure = errorOfCall(error, plan.errorOf);
      this.#noteFailure(address, failure);
      this.#trace(address, begun, failure);
      throw failure;
    }
  }

  async #waitForRound(ms: number, route: Route, call: CallLimits): Promise<void> {
    if (Date.now() + ms + limits.roundMs > call.deadline) throw route.summary();
    await this.pause(ms, call.signal);
  }

  #isOver({ deadline }: CallLimits): boolean {
    return this.#closing.signal.aborted || Date.now() >= deadline;
  }

  #trace(server: string, begun: number, failure?: MokvError): void {
    this.#options.trace?.({ server, ms: performance.now() - begun, failure });
  }

  /** What a call that somebody else could answer as well may take here. */
  #partOf(call: CallLimits, plan: CallPlan, connection: Connection): CallLimits {
    const canRepeat = plan.repeat === 'always' || (plan.repeat === 'by id' && connection.isMokv);
    if (!canRepeat || this.#table.size < 2) return call;
    const now = Date.now();
    const part = Math.max((call.deadline - now) / 2, limits.attemptMs);
    return { ...call, deadline: Math.min(now + part, call.deadline) };
  }

  /** What a read whose server did not answer in its part of the time goes on with. */
  #cutShort(address: string, plan: CallPlan, failure: MokvError): MokvError | undefined {
    if (plan.repeat !== 'always' || failure.code !== 'DEADLINE_EXCEEDED') return undefined;
    this.#table.failed(address);
    return new MokvError('UNAVAILABLE', failure.message, { hint: failure.hint, cause: failure });
  }

  #noteFailure(address: string, failure: MokvError): void {
    this.lastFailure = failure;
    const leader = failure.code === 'NOT_LEADER' ? failure.metadata.leader_addr : undefined;
    if (leader !== undefined) this.#table.leaderIs(leader);
    else if (failure.code === 'NO_LEADER' || failure.code === 'NOT_LEADER') {
      this.#table.leadsNoMore(address);
    } else if (failure.code === 'UNAVAILABLE') {
      this.#table.failed(address);
    }
    if (canResume(failure)) this.#discovery.soon();
  }

  #route(plan: CallPlan): Route {
    return new Route({
      order: () =>
        this.#homeFirst(
          plan,
          serversInOrder(
            plan.target,
            this.#table.servers((address) => this.#connections.inFlight(address)),
            this.#table.answered,
            Math.random,
          ),
        ),
      wasReached: () => this.#table.wasReached,
      random: Math.random,
    });
  }

  #homeFirst({ target }: CallPlan, order: readonly string[]): readonly string[] {
    const { home } = this.#options;
    if (home === undefined || target === 'leader') return order;
    const address = formatHostPort(home);
    return [address, ...order.filter((other) => other !== address)];
  }

  #endpointOf(address: string): HostPort {
    const endpoint = this.#table.endpointOf(address) ?? parseHostPort(address);
    if (endpoint !== undefined) return endpoint;
    throw new MokvError('UNAVAILABLE', `a server names "${address}" as the leader's address`);
  }
}
