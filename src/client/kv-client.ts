import { api } from '../api/gen/messages.js';
import { kvService } from '../api/services.ts';
import type { HostPort } from '../shared/host-port.ts';
import { readErrorOf, writeErrorOf } from './call-errors.ts';
import { ClusterClient } from './cluster-client.ts';
import type { CallLimits } from './connection.ts';
import type { Credentials } from './credentials.ts';
import { GossipClient } from './gossip-client.ts';
import { RoutedCalls } from './routed-calls.ts';

/** How much a read may miss: nothing acknowledged before it, or what its server has not heard of yet. */
export type Consistency = 'linearizable' | 'stale';

export interface Value {
  readonly value: Uint8Array;
  /** Of a stale read, milliseconds since its server last heard from a leader. */
  readonly ageMs: number | undefined;
}

export interface KeyValue extends Value {
  readonly key: string;
}

export interface ServerInfo {
  readonly id: string;
  readonly address: string;
  readonly isLeader: boolean;
}

export interface ReadLimits extends CallLimits {
  readonly consistency?: Consistency | undefined;
}

/**
 * A client of one cluster. Endpoints are tried in order, a NOT_LEADER is followed to the leader, reads
 * go on to the next endpoint when one fails. A write is sent again only when certainly nothing was
 * applied; else it ends with OUTCOME_UNKNOWN. All errors are MokvErrors.
 */
export class KvClient {
  readonly cluster: ClusterClient;
  readonly gossip: GossipClient;
  readonly #calls: RoutedCalls;

  constructor(endpoints: readonly HostPort[], credentials: Credentials) {
    this.#calls = new RoutedCalls(endpoints, credentials);
    this.cluster = new ClusterClient(this.#calls);
    this.gossip = new GossipClient(this.#calls);
  }

  /** NOT_FOUND when the key is absent. Linearizable unless asked for less. */
  async get(key: string, { consistency, ...call }: ReadLimits): Promise<Value> {
    const request = { key, ...consistencyField(consistency) };
    return valueIn(await this.#calls.unary(kvService.get, request, readErrorOf, call));
  }

  async set(key: string, value: Uint8Array, call: CallLimits): Promise<void> {
    await this.#calls.unary(kvService.set, { key, value }, writeErrorOf, call);
  }

  /** Deleting an absent key succeeds. */
  async delete(key: string, call: CallLimits): Promise<void> {
    await this.#calls.unary(kvService.delete, { key }, writeErrorOf, call);
  }

  async getServers(call: CallLimits): Promise<readonly ServerInfo[]> {
    const response = await this.#calls.unary(kvService.getServers, {}, readErrorOf, call);
    return response.servers.map(({ id, rpcAddr, isLeader }) => ({
      id: id ?? '',
      address: rpcAddr ?? '',
      isLeader: isLeader ?? false,
    }));
  }

  /** Every key in byte order, from one point in time. Leaving the loop early ends the call. */
  async *list({ consistency, ...call }: ReadLimits): AsyncGenerator<KeyValue, void, void> {
    const request = consistencyField(consistency);
    for await (const item of this.#calls.stream(kvService.list, request, call)) {
      yield { key: item.key, ...valueIn(item) };
    }
  }

  close(): void {
    this.#calls.close();
  }
}

/** Nothing for the default: mökv's own requests have no such field. */
function consistencyField(consistency: Consistency | undefined): api.IListRequest {
  return consistency === 'stale' ? { consistency: api.Consistency.CONSISTENCY_STALE } : {};
}

function valueIn({ value, ageMs }: api.GetResponse): Value {
  return { value, ageMs: ageMs ?? undefined };
}
