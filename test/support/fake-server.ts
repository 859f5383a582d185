import { readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type handleClientStreamingCall,
  type handleServerStreamingCall,
  type handleUnaryCall,
  Server,
  ServerCredentials,
} from '@grpc/grpc-js';
import { statusOf } from '../../src/api/answer-status.ts';
import { api, grpc, type mokv } from '../../src/api/gen/messages.js';
import {
  accessService,
  clusterService,
  gossipService,
  healthService,
  kvService,
} from '../../src/api/services.ts';
import { makeIdentitySet } from '../../src/pki/identity-set.ts';
import { builtInProfiles } from '../../src/pki/profiles.ts';
import { MokvError } from '../../src/shared/errors.ts';

/** What the server does with a call, by method name: an error to answer with, silence, or a normal answer. */
export type Behaviour = (method: string) => MokvError | 'silence' | 'answer';

/** A directory as `mokv cert init` makes it: ca.pem, server.pem, root-client.pem and so on. */
export async function makeIdentities(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'mokv-test-'));
  const directory = join(home, '.mokv');
  const set = { directory, nodeId: 'n1', hosts: [], profiles: builtInProfiles, now: new Date() };
  await makeIdentitySet(set);
  return home;
}

/** A gRPC server of the client API on mutual TLS, without a cluster behind it. */
export class FakeServer {
  readonly items = new Map<string, Uint8Array>();
  readonly calls: string[] = [];
  /** The requests that change the cluster, each behind the name of its method. */
  readonly changes: (readonly [method: string, request: object])[] = [];
  /** Its answer to a stale read. */
  ageMs = 0;
  isReady = true;
  status: mokv.v1.IStatusResponse = {};
  servers: api.IServer[] = [];
  /** Its gossip pool. */
  pool: mokv.v1.IMembersResponse = {};
  /** Its answer to a change of the keys. */
  keyAnswers: mokv.v1.IKeyAnswer[] = [];
  /** Its stream of events, which it ends behind them. */
  events: mokv.v1.IPoolEvent[] = [];
  queryAnswers: mokv.v1.IQueryAnswer[] = [];
  joinResults: mokv.v1.IJoinResult[] = [];
  /** What it answers to what an operator asks of a node, by method; else the message without fields. */
  answers: Record<string, (request: never) => object> = {};
  clusterEvents: mokv.v1.IClusterEvent[] = [];
  /** What it sends as a snapshot. */
  snapshot: mokv.v1.ISnapshotPart[] = [];
  behaviour: Behaviour = () => 'answer';
  readonly #server = new Server();
  #port = 0;

  get endpoint(): string {
    return `127.0.0.1:${this.#port}`;
  }

  /**
   * `home` is a directory of makeIdentities(), or undefined for a server without TLS. `clientsOf` is another
   * one, whose CA alone is trusted.
   */
  async start(home: string | undefined, clientsOf = home, port = 0): Promise<this> {
    this.#server.addService(kvService, {
      get: this.#unary<api.GetRequest, api.IGetResponse>('get', ({ key, consistency }) => {
        const value = this.items.get(key);
        if (value === undefined) throw new MokvError('NOT_FOUND', `key "${key}" not found`);
        return { key, value, ...this.#age(consistency) };
      }),
      set: this.#unary<api.SetRequest, api.ISetResponse>('set', ({ key, value }) => {
        this.items.set(key, value);
        return { ok: true };
      }),
      delete: this.#unary<api.DeleteRequest, api.IDeleteResponse>('delete', ({ key }) => {
        this.items.delete(key);
        return { ok: true };
      }),
      list: this.#list(),
      getServers: this.#unary('getServers', () => ({ servers: this.servers })),
    });
    this.#server.addService(clusterService, {
      status: this.#unary('status', () => this.status),
      ...this.#changes('addMember', 'promoteMember', 'demoteMember', 'removeMember', 'stepDown'),
      transferLeadership: this.#unary<mokv.v1.TransferLeadershipRequest, object>(
        'transferLeadership',
        ({ targetId }) => ({ leaderId: targetId || 'n2' }),
      ),
      ...this.#answered('hash', 'raftLog', 'nodeInfo', 'okToStop', 'compact', 'reload'),
      ...this.#answered('setLogLevel', 'drain'),
      events: this.#parts('clusterEvents', () => this.clusterEvents),
      saveSnapshot: this.#parts('saveSnapshot', () => this.snapshot),
      restoreSnapshot: this.#restore(),
    });
    this.#server.addService(accessService, {
      ...this.#answered('whoAmI', 'explain', 'whoCan', 'getPolicy', 'setPolicy'),
    });
    this.#server.addService(gossipService, {
      members: this.#unary('members', () => this.pool),
      rtt: this.#unary('rtt', () => ({ rttMs: 1.25 })),
      ...this.#changes('forceLeave', 'leave', 'sendEvent'),
      join: this.#noting('join', () => ({ results: this.joinResults })),
      keys: this.#noting('keys', () => ({ answers: this.keyAnswers })),
      events: this.#events(),
      query: this.#query(),
    });
    const { SERVING, NOT_SERVING } = grpc.health.v1.HealthCheckResponse.ServingStatus;
    this.#server.addService(healthService, {
      check: this.#unary('check', () => ({ status: this.isReady ? SERVING : NOT_SERVING })),
    });
    const credentials = credentialsOf(home, clientsOf);
    this.#port = await new Promise<number>((resolve, reject) => {
      this.#server.bindAsync(`127.0.0.1:${port}`, credentials, (error, bound) => {
        if (error === null) resolve(bound);
        else reject(error);
      });
    });
    return this;
  }

  /** Ends all connections at once. */
  stop(): void {
    this.#server.forceShutdown();
  }

  #unary<Request, Response>(
    method: string,
    answer: (request: Request) => Response,
  ): handleUnaryCall<Request, Response> {
    return (call, callback) => {
      this.calls.push(method);
      const behaviour = this.behaviour(method);
      if (behaviour === 'silence') return;
      try {
        if (behaviour instanceof MokvError) throw behaviour;
        callback(null, answer(call.request));
      } catch (error) {
        callback(statusOf(error));
      }
    };
  }

  /** Methods that only take note of what they were asked for. */
  #changes(...methods: readonly string[]): Record<string, handleUnaryCall<object, object>> {
    return Object.fromEntries(methods.map((method) => [method, this.#noting(method, () => ({}))]));
  }

  #noting(method: string, answer: () => object): handleUnaryCall<object, object> {
    return this.#unary<object, object>(method, (request) => {
      this.changes.push([method, { ...request }]);
      return answer();
    });
  }

  /** Methods whose answer a test gives. */
  #answered(...methods: readonly string[]): Record<string, handleUnaryCall<object, object>> {
    return Object.fromEntries(
      methods.map((method) => [
        method,
        this.#unary<object, object>(method, (request) => {
          this.changes.push([method, { ...request }]);
          return this.answers[method]?.(request as never) ?? {};
        }),
      ]),
    );
  }

  #parts<Part>(
    method: string,
    parts: () => readonly Part[],
  ): handleServerStreamingCall<object, Part> {
    return (call) => {
      this.calls.push(method);
      const behaviour = this.behaviour(method);
      if (behaviour instanceof MokvError) {
        call.emit('error', statusOf(behaviour));
        return;
      }
      for (const part of parts()) call.write(part);
      if (behaviour !== 'silence') call.end();
    };
  }

  #restore(): handleClientStreamingCall<
    mokv.v1.RestoreSnapshotRequest,
    mokv.v1.IRestoreSnapshotResponse
  > {
    return (call, callback) => {
      this.calls.push('restoreSnapshot');
      const data: Uint8Array[] = [];
      let dryRun = false;
      let digest = '';
      call.on('data', (request: mokv.v1.RestoreSnapshotRequest) => {
        if (request.start) dryRun = request.start.dryRun ?? false;
        else if (request.data) data.push(request.data);
        else if (request.digest) digest = Buffer.from(request.digest).toString('hex');
      });
      call.on('end', () => {
        this.changes.push([
          'restoreSnapshot',
          { dryRun, bytes: Buffer.concat(data).length, digest },
        ]);
        callback(null, this.answers.restoreSnapshot?.({} as never) ?? {});
      });
    };
  }

  #events(): handleServerStreamingCall<mokv.v1.EventsRequest, mokv.v1.IPoolEvent> {
    return (call) => {
      this.calls.push('events');
      for (const event of this.events) call.write(event);
      if (this.behaviour('events') !== 'silence') call.end();
    };
  }

  #query(): handleServerStreamingCall<mokv.v1.QueryRequest, mokv.v1.IQueryAnswer> {
    return (call) => {
      this.calls.push('query');
      for (const answer of this.queryAnswers) call.write(answer);
      call.end();
    };
  }

  #age(consistency: api.Consistency): { ageMs?: number } {
    return consistency === api.Consistency.CONSISTENCY_STALE ? { ageMs: this.ageMs } : {};
  }

  #list(): handleServerStreamingCall<api.ListRequest, api.IGetResponse> {
    return (call) => {
      this.calls.push('list');
      call.on('cancelled', () => this.calls.push('list cancelled'));
      const behaviour = this.behaviour('list');
      if (behaviour === 'silence') return;
      if (behaviour instanceof MokvError) {
        call.emit('error', statusOf(behaviour));
        return;
      }
      const age = this.#age(call.request.consistency);
      for (const [key, value] of this.items) call.write({ key, value, ...age });
      call.end();
    };
  }
}

function credentialsOf(home: string | undefined, clientsOf = home): ServerCredentials {
  if (home === undefined || clientsOf === undefined) return ServerCredentials.createInsecure();
  const read = (of: string, name: string): Buffer => readFileSync(join(of, '.mokv', name));
  const pair = {
    private_key: read(home, 'server-key.pem'),
    cert_chain: read(home, 'server.pem'),
  };
  return ServerCredentials.createSsl(read(clientsOf, 'ca.pem'), [pair], true);
}
