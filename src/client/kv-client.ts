import { keysService, kvService } from '../api/services.ts';
import type { HostPort } from '../shared/host-port.ts';
import { AccessClient } from './access-client.ts';
import { runBatch } from './batch.ts';
import { plans, readPlan } from './call-plan.ts';
import { ClusterClient } from './cluster-client.ts';
import type { ClientSecurity } from './credentials.ts';
import { GossipClient } from './gossip-client.ts';
import { importItems } from './import-items.ts';
import { keepLeaseAlive } from './keep-lease-alive.ts';
import {
  deleteRangeResultOf,
  deleteResultOf,
  itemReadOf,
  leaseOf,
  operationResultOf,
  setResultOf,
  touchResultOf,
  txnResultOf,
} from './kv-answers.ts';
import type {
  CallOptions,
  Consistency,
  DeleteOptions,
  DeleteRangeResult,
  DeleteResult,
  GrantedLease,
  ImportedItem,
  ImportOptions,
  ImportResult,
  ItemRead,
  KeyRange,
  LeaseInfo,
  Operation,
  OperationResult,
  Outcome,
  RangeEntry,
  RangeOptions,
  RangeResult,
  ReadOptions,
  RequestId,
  SetOptions,
  SetResult,
  TouchResult,
  Transaction,
  TxnResult,
  WatchMessage,
  WatchOptions,
  WriteOptions,
} from './kv-api.ts';
import {
  consistencyFields,
  deleteRequest,
  getRequest,
  operationMessage,
  rangeField,
  setRequest,
  touchRequest,
  txnRequest,
} from './kv-requests.ts';
import { Operations, type OperationsOptions } from './operations.ts';
import { countRange, readAll, readRange } from './range-reads.ts';
import { RequestIds } from './request-ids.ts';
import { RoutedCalls, type RoutingOptions } from './routed-calls.ts';
import { watchRange } from './watch-range.ts';
import { Writes } from './writes.ts';

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

export interface ClientOptions extends RoutingOptions, OperationsOptions {
  /** In the request ids of this client; by default a random UUID. No two clients may share one. */
  readonly clientId?: string | undefined;
}

/**
 * A client of one cluster. Reads and writes find the servers that answer them, and go on at another one
 * when one fails, until their deadline. A write carries a request id and is applied once however often it
 * is sent; where that cannot be known it ends with OUTCOME_UNKNOWN. All errors are MokvErrors.
 */
export class KvClient {
  readonly cluster: ClusterClient;
  readonly access: AccessClient;
  readonly gossip: GossipClient;
  readonly #calls: RoutedCalls;
  readonly #writes: Writes;
  readonly #operations: Operations;

  constructor(
    endpoints: readonly HostPort[],
    security: ClientSecurity,
    { clientId, ...options }: ClientOptions = {},
  ) {
    this.#calls = new RoutedCalls(endpoints, security, options);
    this.#writes = new Writes(this.#calls, new RequestIds(clientId));
    this.#operations = new Operations(this.#calls, this.#writes, options);
    this.gossip = new GossipClient(this.#calls);
    this.cluster = new ClusterClient(this.#calls, this.gossip);
    this.access = new AccessClient(this.#calls);
  }

  /** NOT_FOUND when the key is absent. Linearizable unless asked for less. */
  async get(key: string, options: ReadOptions = {}): Promise<ItemRead> {
    const request = getRequest(key, options);
    if (isPlainRead(options)) {
      return itemReadOf((await this.#operations.run(key, { get: request }, options)).get ?? {});
    }
    return itemReadOf(await this.#calls.unary(kvService.get, request, readPlan(options), options));
  }

  async set(key: string, value: Uint8Array, options: SetOptions = {}): Promise<SetResult> {
    const operation = { set: setRequest(key, value, options) };
    return setResultOf((await this.#operations.run(key, operation, options)).set ?? {});
  }

  /** Deleting an absent key succeeds. */
  async delete(key: string, options: DeleteOptions = {}): Promise<DeleteResult> {
    const operation = { delete: deleteRequest(key, options) };
    return deleteResultOf((await this.#operations.run(key, operation, options)).delete ?? {});
  }

  /** Gives a key another time to live, 0 for ever. NOT_FOUND when it is absent. */
  async touch(key: string, ttlMs: number, options: WriteOptions = {}): Promise<TouchResult> {
    const operation = { touch: touchRequest(key, ttlMs, options) };
    return touchResultOf((await this.#operations.run(key, operation, options)).touch ?? {});
  }

  /** One page, at most `limit` entries. */
  range(range: KeyRange, options: RangeOptions = {}): Promise<RangeResult> {
    return readRange(this.#calls, range, options);
  }

  /** All entries from one revision, as they come, up to `limit`. */
  rangeAll(range: KeyRange, options: RangeOptions = {}): AsyncGenerator<RangeEntry, void, void> {
    return readAll(this.#calls, range, options);
  }

  count(
    range: KeyRange,
    options: ReadOptions = {},
  ): Promise<{ readonly count: number; readonly revision: number }> {
    return countRange(this.#calls, range, options);
  }

  /** At one revision. With `dryRun` it only says what it would delete. */
  async deleteRange(
    range: KeyRange,
    { dryRun = false, ...options }: WriteOptions & { readonly dryRun?: boolean | undefined } = {},
  ): Promise<DeleteRangeResult> {
    const request = { range: rangeField(range), dryRun };
    const response = dryRun
      ? await this.#calls.unary(keysService.deleteRange, request, plans.askLeader, options)
      : await this.#writes.unary(keysService.deleteRange, request, options);
    return deleteRangeResultOf(response);
  }

  /** Compares, then does one of two lists of operations, at one revision or not at all. */
  async txn(transaction: Transaction, options: WriteOptions = {}): Promise<TxnResult> {
    const request = txnRequest(transaction);
    return txnResultOf(await this.#writes.unary(keysService.txn, request, options));
  }

  /** Operations in order, each on its own; one that fails does not keep the others from being done. */
  async batch(
    operations: readonly Operation[],
    options: CallOptions = {},
  ): Promise<readonly OperationResult[]> {
    const batched = operations.map((operation) => ({
      message: operationMessage(operation),
      requestId: 'requestId' in operation ? operation.requestId : undefined,
    }));
    return (await runBatch(this.#calls, this.#writes, batched, options)).map(operationResultOf);
  }

  /** Sets keys as they come, by default within 30 s. When it breaks off, what was set stays. */
  import(
    items: AsyncIterable<ImportedItem> | Iterable<ImportedItem>,
    options: ImportOptions & CallOptions = {},
  ): Promise<ImportResult> {
    return importItems(this.#calls, items, options);
  }

  /** Every change, without a gap, until its loop is left or the signal comes, which is CANCELLED. */
  watch(range: KeyRange, options: WatchOptions = {}): AsyncGenerator<WatchMessage, void, void> {
    return watchRange(this.#calls, range, options);
  }

  /** What became of a write, for instance of one that ended with OUTCOME_UNKNOWN. */
  async outcome(requestId: RequestId, options: CallOptions = {}): Promise<Outcome> {
    const { known, result } = await this.#calls.unary(
      keysService.outcome,
      { requestId },
      plans.askLeader,
      options,
    );
    return known ? { known, result: operationResultOf(result ?? {}) } : { known: false };
  }

  async grantLease(ttlMs: number, options: WriteOptions = {}): Promise<GrantedLease> {
    const granted = await this.#writes.unary(keysService.grantLease, { ttlMs }, options);
    return { id: granted.leaseId, ttlMs: granted.ttlMs, revision: granted.revision };
  }

  /** Starts its time anew, and says how long that is. NOT_FOUND when it has ended. */
  async keepLease(leaseId: number, options: CallOptions = {}): Promise<number> {
    const request = { leaseId };
    const plan = plans.askLeader;
    return (await this.#calls.unary(keysService.keepLease, request, plan, options)).ttlMs;
  }

  /** Keeps a lease until the signal. Rejects with NOT_FOUND when it has ended. */
  keepLeaseAlive(leaseId: number, signal: AbortSignal): Promise<void> {
    return keepLeaseAlive((options) => this.keepLease(leaseId, options), signal);
  }

  /** Ends it now, and its keys with it. NOT_FOUND when it has ended. */
  async revokeLease(leaseId: number, options: WriteOptions = {}): Promise<DeleteRangeResult> {
    const request = { leaseId };
    return deleteRangeResultOf(await this.#writes.unary(keysService.revokeLease, request, options));
  }

  /** All that the caller may see, without their keys; or the one with its keys. */
  async leases(
    options: CallOptions & { readonly leaseId?: number | undefined } = {},
  ): Promise<readonly LeaseInfo[]> {
    const request = { leaseId: options.leaseId ?? 0 };
    const { leases } = await this.#calls.unary(
      keysService.leases,
      request,
      plans.askLeader,
      options,
    );
    return leases.map(leaseOf);
  }

  async getServers(options: CallOptions = {}): Promise<readonly ServerInfo[]> {
    const response = await this.#calls.unary(kvService.getServers, {}, plans.ask, options);
    return response.servers.map(({ id, rpcAddr, isLeader }) => ({
      id: id ?? '',
      address: rpcAddr ?? '',
      isLeader: isLeader ?? false,
    }));
  }

  /** Every key in byte order, from one point in time. Leaving the loop early ends the call. */
  async *list(
    options: CallOptions & { readonly consistency?: Consistency | undefined } = {},
  ): AsyncGenerator<KeyValue, void, void> {
    const request = consistencyFields(options);
    const items = this.#calls.stream(kvService.list, request, readPlan(options), options);
    for await (const { key, value, ageMs } of items) {
      yield { key, value, ageMs: ageMs ?? undefined };
    }
  }

  close(): void {
    this.#calls.close();
  }
}

/** One that the leader answers as well as any other server. */
function isPlainRead({ consistency, revision }: ReadOptions): boolean {
  return consistency !== 'stale' && revision === undefined;
}
