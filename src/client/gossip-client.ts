import type { mokv } from '../api/gen/messages.js';
import { gossipService } from '../api/services.ts';
import { plans } from './call-plan.ts';
import type { CallLimits } from './connection.ts';
import type { RoutedCalls } from './routed-calls.ts';

export type KeyOperation = 'list' | 'install' | 'use' | 'remove';

/** What an operator asks a member of the gossip pool and has it do: the first endpoint that answers. */
export class GossipClient {
  readonly #calls: RoutedCalls;

  constructor(calls: RoutedCalls) {
    this.#calls = calls;
  }

  async members(call: CallLimits): Promise<mokv.v1.MembersResponse> {
    return await this.#calls.unary(gossipService.members, {}, plans.ask, call);
  }

  /** Milliseconds; without names from or to the node that answers. UNAVAILABLE while it is unknown. */
  async rttMs(from: string, to: string, call: CallLimits): Promise<number> {
    const { rttMs } = await this.#calls.unary(gossipService.rtt, { from, to }, plans.ask, call);
    return rttMs;
  }

  /** From now on. Leaving the loop early ends the call. */
  events(call: CallLimits): AsyncGenerator<mokv.v1.PoolEvent, void, void> {
    return this.#calls.stream(gossipService.events, {}, plans.ask, call);
  }

  async join(addrs: string[], call: CallLimits): Promise<readonly mokv.v1.IJoinResult[]> {
    const request = { addrs };
    const { results } = await this.#calls.unary(gossipService.join, request, plans.change, call);
    return results;
  }

  async forceLeave(name: string, prune: boolean, call: CallLimits): Promise<void> {
    await this.#calls.unary(gossipService.forceLeave, { name, prune }, plans.change, call);
  }

  /** What each member said to it. */
  async keys(
    operation: KeyOperation,
    key: Uint8Array,
    call: CallLimits,
  ): Promise<readonly mokv.v1.IKeyAnswer[]> {
    const request = { operation, key };
    const plan = operation === 'list' ? plans.ask : plans.change;
    const { answers } = await this.#calls.unary(gossipService.keys, request, plan, call);
    return answers;
  }

  async sendEvent(name: string, payload: Uint8Array, call: CallLimits): Promise<void> {
    const request = { name, payload };
    await this.#calls.unary(gossipService.sendEvent, request, plans.change, call);
  }

  /** What the members say to it, until no more can come. Leaving the loop early ends the call. */
  query(
    name: string,
    payload: Uint8Array,
    call: CallLimits,
  ): AsyncGenerator<mokv.v1.QueryAnswer, void, void> {
    return this.#calls.stream(gossipService.query, { name, payload }, plans.ask, call);
  }

  /** Has the node at the only endpoint leave pool and cluster, and stop; USAGE when there are several. */
  async leave(call: CallLimits): Promise<void> {
    await this.#calls.changeAt(this.#calls.only, gossipService.leave, {}, call);
  }
}
