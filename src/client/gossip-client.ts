import type { mokv } from '../api/gen/messages.js';
import { gossipService } from '../api/services.ts';
import { changeErrorOf, readErrorOf } from './call-errors.ts';
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
    return await this.#calls.unary(gossipService.members, {}, readErrorOf, call);
  }

  /** Milliseconds; without names from or to the node that answers. UNAVAILABLE while it is unknown. */
  async rttMs(from: string, to: string, call: CallLimits): Promise<number> {
    const { rttMs } = await this.#calls.unary(gossipService.rtt, { from, to }, readErrorOf, call);
    return rttMs;
  }

  /** From now on. Leaving the loop early ends the call. */
  events(call: CallLimits): AsyncGenerator<mokv.v1.PoolEvent, void, void> {
    return this.#calls.stream(gossipService.events, {}, call);
  }

  async join(addrs: string[], call: CallLimits): Promise<readonly mokv.v1.IJoinResult[]> {
    const request = { addrs };
    const { results } = await this.#calls.unary(gossipService.join, request, changeErrorOf, call);
    return results;
  }

  async forceLeave(name: string, prune: boolean, call: CallLimits): Promise<void> {
    await this.#calls.unary(gossipService.forceLeave, { name, prune }, changeErrorOf, call);
  }

  /** What each member said to it. */
  async keys(
    operation: KeyOperation,
    key: Uint8Array,
    call: CallLimits,
  ): Promise<readonly mokv.v1.IKeyAnswer[]> {
    const request = { operation, key };
    const errorOf = operation === 'list' ? readErrorOf : changeErrorOf;
    const { answers } = await this.#calls.unary(gossipService.keys, request, errorOf, call);
    return answers;
  }

  async sendEvent(name: string, payload: Uint8Array, call: CallLimits): Promise<void> {
    const request = { name, payload };
    await this.#calls.unary(gossipService.sendEvent, request, changeErrorOf, call);
  }

  /** Has the node at the only endpoint leave pool and cluster, and stop; USAGE when there are several. */
  async leave(call: CallLimits): Promise<void> {
    await this.#calls.changeAt(this.#calls.only, gossipService.leave, {}, call);
  }
}
