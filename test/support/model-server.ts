import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type handleUnaryCall,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServerReadableStream,
  type ServerWritableStream,
} from '@grpc/grpc-js';
import { statusOf } from '../../src/api/answer-status.ts';
import { type api, mokv } from '../../src/api/gen/messages.js';
import { keysService, kvService } from '../../src/api/services.ts';
import { MokvError } from '../../src/shared/errors.ts';
import { compacted, isIn, ModelStore } from './model-store.ts';

/**
 * What becomes of a call: an error, silence, an answer, or (die) it is done, and the server ends before it
 * can say so.
 */
export type Fate = MokvError | 'silence' | 'answer' | 'die';

const { Kind } = mokv.v1.WatchResponse;

/** Servers that share one store, one of which leads: Raft's behaviour towards clients without Raft. */
export class ModelCluster {
  readonly store = new ModelStore();
  readonly servers: ModelServer[] = [];
  leader: ModelServer | undefined;
  /** Who leads once the leader has ended. */
  successor: ModelServer | undefined;

  static async start(home: string, count: number): Promise<ModelCluster> {
    const cluster = new ModelCluster();
    for (let index = 0; index < count; index += 1) {
      cluster.servers.push(new ModelServer(cluster, home, `n${index + 1}`));
    }
    await Promise.all(cluster.servers.map((server) => server.start()));
    cluster.leader = cluster.servers[0];
    return cluster;
  }

  server(index: number): ModelServer {
    const server = this.servers[index];
    if (server === undefined) throw new Error(`there is no server ${index}`);
    return server;
  }

  stop(): void {
    for (const server of this.servers) server.stop();
  }
}

/** One server of a ModelCluster on a port of its own. */
export class ModelServer {
  readonly id: string;
  /** Methods in the order of their calls. */
  readonly calls: string[] = [];
  fate: (method: string) => Fate = () => 'answer';
  /** Of a range: so many items in each message. */
  rangePageItems = 2;
  /** Of a range: fails behind so many messages. */
  rangeMessagesMax = Number.POSITIVE_INFINITY;
  /** mökv: it has no mokv.v1, and forgets what it does not know of a request. */
  isMoekv = false;
  readonly #cluster: ModelCluster;
  readonly #home: string;
  #server = new Server();
  #port = 0;

  constructor(cluster: ModelCluster, home: string, id: string) {
    this.#cluster = cluster;
    this.#home = home;
    this.id = id;
  }

  get endpoint(): string {
    return `127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    const read = (name: string): Buffer => readFileSync(join(this.#home, '.mokv', name));
    this.#server = new Server();
    this.#server.addService(kvService, {
      get: this.#unary<api.GetRequest, api.IGetResponse>('get', (request) =>
        this.#store.get(request),
      ),
      set: this.#write<api.SetRequest, api.ISetResponse>(
        'set',
        (set) => ({ set }),
        ({ set }) => set,
      ),
      delete: this.#write<api.DeleteRequest, api.IDeleteResponse>(
        'delete',
        (operation) => ({ delete: operation }),
        (result) => result.delete,
      ),
      list: (call: ServerWritableStream<api.ListRequest, api.IGetResponse>) => {
        for (const item of this.#store.items.values()) call.write(item);
        call.end();
      },
      getServers: this.#unary<object, api.IGetServersResponse>('getServers', () => ({
        servers: this.#cluster.servers.map((server) => ({
          id: server.id,
          rpcAddr: server.endpoint,
          isLeader: server === this.#cluster.leader,
        })),
      })),
    });
    if (!this.isMoekv) this.#addKeysService();
    const pair = { private_key: read('server-key.pem'), cert_chain: read('server.pem') };
    const tls = ServerCredentials.createSsl(read('ca.pem'), [pair], true);
    this.#port = await new Promise<number>((resolve, reject) => {
      this.#server.bindAsync(`127.0.0.1:${this.#port}`, tls, (error, bound) => {
        if (error === null) resolve(bound);
        else reject(error);
      });
    });
  }

  /** Ends all connections at once, and leadership goes to the successor. */
  stop(): void {
    this.#server.forceShutdown();
    if (this.#cluster.leader === this) this.#cluster.leader = this.#cluster.successor;
  }

  get #store(): ModelStore {
    return this.#cluster.store;
  }

  #addKeysService(): void {
    this.#server.addService(keysService, {
      range: (call: ServerWritableStream<mokv.v1.RangeRequest, mokv.v1.IRangeResponse>) =>
        this.#range(call),
      watch: (call: ServerWritableStream<mokv.v1.WatchRequest, mokv.v1.IWatchResponse>) =>
        this.#watch(call),
      pipeline: (call: ServerDuplexStream<mokv.v1.PipelineRequest, mokv.v1.IPipelineResponse>) =>
        this.#pipeline(call),
      import: (
        call: ServerReadableStream<mokv.v1.ImportRequest, mokv.v1.IImportResponse>,
        callback: (error: object | null, response?: mokv.v1.IImportResponse) => void,
      ) => this.#import(call, callback),
      deleteRange: this.#write<mokv.v1.DeleteRangeRequest, mokv.v1.IDeleteRangeResponse>(
        'deleteRange',
        (deleteRange) => ({ deleteRange }),
        ({ deleteRange }) => deleteRange,
      ),
      touch: this.#write<mokv.v1.TouchRequest, mokv.v1.ITouchResponse>(
        'touch',
        (touch) => ({ touch }),
        ({ touch }) => touch,
      ),
      txn: this.#write<mokv.v1.TxnRequest, mokv.v1.ITxnResponse>(
        'txn',
        (txn) => ({ txn }),
        ({ txn }) => txn,
      ),
      batch: this.#atLeader<mokv.v1.BatchRequest, mokv.v1.IBatchResponse>('batch', (request) => ({
        results: request.operations.map((operation) => this.#store.apply(operation)),
      })),
      outcome: this.#atLeader<mokv.v1.OutcomeRequest, mokv.v1.IOutcomeResponse>(
        'outcome',
        ({ requestId }) => {
          const result = requestId && this.#store.outcomeOf(requestId);
          return result ? { known: true, result } : { known: false };
        },
      ),
      grantLease: this.#atLeader<mokv.v1.GrantLeaseRequest, mokv.v1.IGrantLeaseResponse>(
        'grantLease',
        ({ ttlMs }) => this.#store.grantLease(ttlMs),
      ),
      keepLease: this.#atLeader<mokv.v1.KeepLeaseRequest, mokv.v1.IKeepLeaseResponse>(
        'keepLease',
        ({ leaseId }) => {
          const lease = this.#store.leases.get(leaseId);
          if (lease === undefined) throw new MokvError('NOT_FOUND', `there is no lease ${leaseId}`);
          return { ttlMs: lease.ttlMs };
        },
      ),
      revokeLease: this.#atLeader<mokv.v1.RevokeLeaseRequest, mokv.v1.IRevokeLeaseResponse>(
        'revokeLease',
        ({ leaseId }) => this.#store.endLease(leaseId),
      ),
      leases: this.#atLeader<mokv.v1.LeasesRequest, mokv.v1.ILeasesResponse>('leases', () => ({
        leases: [...this.#store.leases.values()],
      })),
    });
  }

  #unary<Request, Response>(
    method: string,
    answer: (request: Request) => Response,
  ): handleUnaryCall<Request, Response> {
    return (call, callback) => {
      this.calls.push(method);
      const fate = this.fate(method);
      if (fate === 'silence') return;
      try {
        if (fate instanceof MokvError) throw fate;
        const response = answer(call.request);
        if (fate === 'die') this.stop();
        else callback(null, response);
      } catch (error) {
        callback(statusOf(error));
      }
    };
  }

  #atLeader<Request, Response>(
    method: string,
    answer: (request: Request) => Response,
  ): handleUnaryCall<Request, Response> {
    return this.#unary<Request, Response>(method, (request) => {
      this.#mustLead();
      return answer(request);
    });
  }

  #write<Request, Response>(
    method: string,
    operationOf: (request: Request) => mokv.v1.IOperation,
    responseOf: (result: mokv.v1.IOperationResult) => Response | null | undefined,
  ): handleUnaryCall<Request, Response> {
    return this.#atLeader<Request, Response>(method, (request) => {
      if (this.isMoekv) return this.#writeAsMoekv(operationOf(request)) as Response;
      const result = this.#store.apply(operationOf(request));
      const response = responseOf(result);
      if (response) return response;
      const { code, message } = result.failure ?? {};
      throw new MokvError(code === 'NOT_FOUND' ? code : 'CONDITION_FAILED', message ?? '');
    });
  }

  #writeAsMoekv({ set, delete: deletion }: mokv.v1.IOperation): { ok: true } {
    if (set) this.#store.apply({ set: { key: set.key ?? '', value: set.value ?? null } });
    if (deletion) this.#store.apply({ delete: { key: deletion.key ?? '' } });
    return { ok: true };
  }

  #mustLead(): void {
    const { leader } = this.#cluster;
    if (leader === this) return;
    if (leader === undefined) throw new MokvError('NO_LEADER', 'no leader is known');
    throw new MokvError('NOT_LEADER', 'another server leads', {
      metadata: { leader_addr: leader.endpoint },
    });
  }

  #range(call: ServerWritableStream<mokv.v1.RangeRequest, mokv.v1.IRangeResponse>): void {
    this.calls.push('range');
    const fate = this.fate('range');
    if (fate === 'silence') return;
    try {
      if (fate instanceof MokvError) throw fate;
      const { items, ...rest } = this.#store.range(call.request);
      const shown = call.request.countOnly ? [] : (items ?? []);
      const pages = Math.max(Math.ceil(shown.length / this.rangePageItems), 1);
      for (let page = 0; page < pages; page += 1) {
        if (page >= this.rangeMessagesMax) throw new MokvError('UNAVAILABLE', 'it ends');
        const from = page * this.rangePageItems;
        const last = page === pages - 1;
        call.write({
          items: shown.slice(from, from + this.rangePageItems),
          ...(last ? { ...rest, last } : { revision: rest.revision ?? 0 }),
        });
      }
      call.end();
    } catch (error) {
      call.emit('error', statusOf(error));
    }
  }

  /** Two revisions in a message, where it can; the items of `initial` one by one. */
  #watch(call: ServerWritableStream<mokv.v1.WatchRequest, mokv.v1.IWatchResponse>): void {
    this.calls.push('watch');
    const { fromRevision, initial, range } = call.request;
    const fate = this.fate('watch');
    if (fate === 'silence') return;
    if (
      fate instanceof MokvError ||
      (fromRevision && fromRevision < this.#store.compactedRevision)
    ) {
      call.emit(
        'error',
        statusOf(fate instanceof MokvError ? fate : compacted(this.#store.compactedRevision)),
      );
      return;
    }
    const { revision } = this.#store;
    call.write({ kind: Kind.CREATED, revision });
    if (initial) {
      for (const item of this.#store.range({ range: range ?? {} }).items ?? []) {
        call.write({ kind: Kind.INITIAL, revision, events: [{ item }] });
        if (fate === 'die') {
          call.end();
          return;
        }
      }
      call.write({ kind: Kind.INITIAL_END, revision });
    }
    let next = fromRevision || revision + 1;
    const send = (): void => {
      const events = this.#store.history.filter(
        ({ item }) => (item?.modRevision ?? 0) >= next && isIn(item?.key ?? '', range ?? {}),
      );
      next = this.#store.revision + 1;
      this.#sendChanges(call, events);
    };
    send();
    this.#store.watchers.add(send);
    call.on('cancelled', () => this.#store.watchers.delete(send));
    call.on('close', () => this.#store.watchers.delete(send));
  }

  /** The events of one revision go on in the next message. */
  #sendChanges(
    call: ServerWritableStream<mokv.v1.WatchRequest, mokv.v1.IWatchResponse>,
    events: readonly mokv.v1.IWatchEvent[],
  ): void {
    for (const [index, event] of events.entries()) {
      const revision = event.item?.modRevision ?? 0;
      const partial = events[index + 1]?.item?.modRevision === revision;
      call.write({ kind: Kind.CHANGES, revision, events: [event], partial });
    }
  }

  #pipeline(call: ServerDuplexStream<mokv.v1.PipelineRequest, mokv.v1.IPipelineResponse>): void {
    this.calls.push('pipeline');
    call.on('data', ({ operations }: mokv.v1.PipelineRequest) => {
      this.calls.push(`pipelined ${operations.length}`);
      const fate = this.fate('pipelined');
      if (fate === 'silence') return;
      const results = operations.map(({ id, operation }) => ({
        id: id ?? 0,
        result: this.#pipelined(fate, operation ?? {}),
      }));
      if (fate === 'die') this.stop();
      else call.write({ results });
    });
    call.on('end', () => call.end());
  }

  #pipelined(fate: Fate, operation: mokv.v1.IOperation): mokv.v1.IOperationResult {
    try {
      if (fate instanceof MokvError) throw fate;
      this.#mustLead();
      return this.#store.apply(operation);
    } catch (error) {
      if (!(error instanceof MokvError)) throw error;
      const { code, message, metadata } = error;
      return { failure: { code, message, metadata: { ...metadata } } };
    }
  }

  #import(
    call: ServerReadableStream<mokv.v1.ImportRequest, mokv.v1.IImportResponse>,
    callback: (error: object | null, response?: mokv.v1.IImportResponse) => void,
  ): void {
    this.calls.push('import');
    let written = 0;
    let isRefused = false;
    let isDryRun = false;
    call.on('data', ({ items, dryRun }: mokv.v1.ImportRequest) => {
      isDryRun ||= dryRun;
      try {
        this.#mustLead();
        for (const { key, value } of items) {
          if (!isDryRun)
            this.#store.apply({ set: { key: key ?? '', value: value ?? new Uint8Array(0) } });
          written += 1;
        }
      } catch (error) {
        if (!isRefused) callback(statusOf(error));
        isRefused = true;
      }
    });
    call.on('end', () => {
      if (!isRefused) callback(null, { written, skipped: 0, revision: this.#store.revision });
    });
  }
}
