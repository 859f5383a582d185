import { promises } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, type ClientOptions, credentials, type ServiceError, status } from '@grpc/grpc-js';
import type { Method } from '../../src/api/services.ts';
import { accessLog } from '../../src/node/server/access-log.ts';
import { accessRpcs } from '../../src/node/server/access-service.ts';
import { administrationRpcs } from '../../src/node/server/administration-service.ts';
import { type Authorization, openAuthorization } from '../../src/node/server/authorization.ts';
import type { Rpc } from '../../src/node/server/call.ts';
import { clusterRpcs } from '../../src/node/server/cluster-service.ts';
import { gossipRpcs } from '../../src/node/server/gossip-service.ts';
import { type GrpcServer, startGrpcServer } from '../../src/node/server/grpc-server.ts';
import { healthRpcs } from '../../src/node/server/health.ts';
import { Authentication } from '../../src/node/server/identity.ts';
import { Journal } from '../../src/node/server/journal.ts';
import { keyContextOf } from '../../src/node/server/key-context.ts';
import { keysRpcs } from '../../src/node/server/keys-service.ts';
import { kvRpcs } from '../../src/node/server/kv-service.ts';
import type { CallRecord } from '../../src/node/server/ledger.ts';
import { observationRpcs } from '../../src/node/server/observation-service.ts';
import { Readiness } from '../../src/node/server/readiness.ts';
import { listenRpc, type RpcListener } from '../../src/node/server/rpc-listener.ts';
import type { ServiceLimits } from '../../src/node/server/service-limits.ts';
import { snapshotRpcs } from '../../src/node/server/snapshot-service.ts';
import { Statistics } from '../../src/node/server/statistics.ts';
import { modelText } from '../../src/pki/acl-files.ts';
import { CapturedLog } from './captured-log.ts';
import { FakeAdministration } from './fake-administration.ts';
import { FakeGossip } from './fake-gossip.ts';
import { FakeInspection } from './fake-inspection.ts';
import { FakeMembership } from './fake-membership.ts';
import { FakeNode } from './fake-node.ts';
import { until } from './poll.ts';
import { type ClientIdentity, TestAuthority } from './tls-identities.ts';

export interface FrontOptions {
  readonly policy: string;
  readonly model?: string;
  readonly moreRpcs?: readonly Rpc[];
  /** Prepared before anything asks it. */
  readonly node?: FakeNode;
  /** Where they are to differ from the defaults of the configuration. */
  readonly limits?: Partial<ServiceLimits>;
  readonly host?: string;
  /** Whether the node behind it knows a leader from the start. */
  readonly hasLeader?: boolean;
}

const serviceLimits: ServiceLimits = {
  storeBytesMax: 0,
  writesPerUserMax: 4096,
  listsPerUserMax: 4,
  watchesPerUserMax: 1000,
  watchesMax: 20_000,
};

/** Everything between a socket and the node, on a real port, with a fake node behind it. */
export class GrpcFront {
  readonly authority: TestAuthority;
  readonly node: FakeNode;
  readonly membership = new FakeMembership();
  readonly gossip = new FakeGossip();
  readonly administration = new FakeAdministration();
  readonly inspection = new FakeInspection();
  readonly journal = new Journal(Date.now);
  readonly statistics: Statistics;
  readonly log = new CapturedLog();
  readonly calls: CallRecord[] = [];
  readonly directory: string;
  readonly rpcs: Rpc[];
  readonly readiness: Readiness;
  reloadFailures = 0;
  #authorization: Authorization | undefined;
  #server: GrpcServer | undefined;
  #listener: RpcListener | undefined;
  readonly #clients: Client[] = [];

  private constructor(
    authority: TestAuthority,
    directory: string,
    { moreRpcs = [], node: fakeNode = new FakeNode(), limits = {} }: FrontOptions,
  ) {
    this.node = fakeNode;
    this.authority = authority;
    this.directory = directory;
    this.readiness = new Readiness(this.node, 10);
    this.statistics = new Statistics(() => this.node.status());
    const frontAuthorization = () => this.authorization;
    const allLimits = { ...serviceLimits, ...limits };
    const keys = keyContextOf({
      node: this.node,
      authorization: {
        get policy() {
          return frontAuthorization().policy;
        },
      },
      hasCaughtUp: () => this.readiness.hasCaughtUp,
      statistics: this.statistics,
      limits: allLimits,
    });
    const { node, membership, administration, inspection, journal, statistics, readiness } = this;
    const operators = {
      ...{ node, membership, administration, inspection, journal, statistics, readiness },
      version: '0.0.0-test',
    };
    this.rpcs = [
      ...kvRpcs(keys),
      ...keysRpcs(keys, allLimits),
      ...clusterRpcs({ ...operators, certificateExpiryMs: () => 42, storeBytesMax: 0 }),
      ...observationRpcs(operators),
      ...administrationRpcs(this.administration),
      ...snapshotRpcs(operators),
      ...accessRpcs(this.node.id, {
        get policy() {
          return frontAuthorization().policy;
        },
        reload: () => this.authorization.reload(),
        files: () => this.authorization.files(),
        compile: (text) => this.authorization.compile(text),
        replace: (text) => this.authorization.replace(text),
        close: () => undefined,
      }),
      ...gossipRpcs(this.gossip),
      ...healthRpcs(this.readiness),
      ...moreRpcs,
    ];
  }

  static async start({
    policy,
    model = modelText,
    host = '127.0.0.1',
    hasLeader = true,
    ...parts
  }: FrontOptions): Promise<GrpcFront> {
    const directory = await promises.mkdtemp(join(tmpdir(), 'mokv-front-'));
    const front = new GrpcFront(await TestAuthority.create(), directory, { ...parts, policy });
    front.node.hasLeader = hasLeader;
    await promises.writeFile(front.modelFile, model);
    await promises.writeFile(front.policyFile, policy);
    await front.#start(host);
    return front;
  }

  get modelFile(): string {
    return join(this.directory, 'model.conf');
  }

  get policyFile(): string {
    return join(this.directory, 'policy.csv');
  }

  get port(): number {
    return this.#listener?.port ?? 0;
  }

  get authorization(): Authorization {
    return started(this.#authorization);
  }

  get server(): GrpcServer {
    return started(this.#server);
  }

  get listener(): RpcListener {
    return started(this.#listener);
  }

  connect(identity: ClientIdentity, options: ClientOptions = {}): Client {
    const client = new Client(
      `127.0.0.1:${this.port}`,
      credentials.createSsl(
        Buffer.from(identity.ca),
        Buffer.from(identity.key),
        Buffer.from(identity.cert),
      ),
      { 'grpc.use_local_subchannel_pool': 1, ...options },
    );
    this.#clients.push(client);
    return client;
  }

  async connectAs(user: string): Promise<Client> {
    return this.connect(await this.authority.client(user));
  }

  async replacePolicy(policy: string): Promise<void> {
    await promises.writeFile(this.policyFile, policy);
    await this.authorization.reload();
  }

  async untilCaughtUp(): Promise<void> {
    await until('the node to have caught up', () => this.readiness.hasCaughtUp || undefined);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.close();
    await this.#listener?.close();
    await this.#server?.close(0);
    this.#authorization?.close();
    this.readiness.close();
    this.statistics.close();
    await promises.rm(this.directory, { recursive: true });
  }

  async #start(host: string): Promise<void> {
    const { log, modelFile, policyFile } = this;
    this.#authorization = await openAuthorization({
      files: { modelFile, policyFile },
      log,
      onReloadFailed: () => {
        this.reloadFailures += 1;
      },
    });
    const writeLine = accessLog(log);
    this.#server = startGrpcServer({
      credentials: await this.authority.server(),
      rpcs: this.rpcs,
      gate: {
        authentication: new Authentication(Date.now),
        authorization: this.#authorization,
        record: (call) => {
          this.calls.push(call);
          writeLine(call);
        },
      },
      log,
    });
    this.#listener = await listenRpc({ host, port: 0, log, tls: this.#server.accept });
  }
}

function started<Part>(part: Part | undefined): Part {
  if (part === undefined) throw new Error('the front is not started');
  return part;
}

export interface Answer<Response> {
  readonly code: keyof typeof status;
  readonly details: string;
  readonly response: Response | undefined;
  readonly error: ServiceError | undefined;
}

/** Calls a method once and gives what came back, error or not; a stream is not read here. */
export function call<RequestShape, Request, ResponseShape, Response>(
  client: Client,
  method: Method<RequestShape, Request, ResponseShape, Response>,
  request: RequestShape,
  timeoutMs = 5000,
): Promise<Answer<Response>> {
  return new Promise((resolve) => {
    client.makeUnaryRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      request,
      { deadline: Date.now() + timeoutMs },
      (error, response) => resolve(answerOf(error, response)),
    );
  });
}

/** Calls a streaming method and reads it to its end. */
export function readAll<RequestShape, Request, ResponseShape, Response>(
  client: Client,
  method: Method<RequestShape, Request, ResponseShape, Response>,
  request: RequestShape,
  timeoutMs = 5000,
): Promise<Answer<Response[]>> {
  return new Promise((resolve) => {
    const messages: Response[] = [];
    const stream = client.makeServerStreamRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      request,
      { deadline: Date.now() + timeoutMs },
    );
    stream.on('data', (message: Response) => messages.push(message));
    stream.on('error', (error: ServiceError) => resolve(answerOf(error, messages)));
    stream.on('end', () => resolve(answerOf(null, messages)));
  });
}

function answerOf<Response>(
  error: ServiceError | null,
  response: Response | undefined,
): Answer<Response> {
  const code = status[error?.code ?? status.OK] as keyof typeof status;
  return { code, details: error?.details ?? '', response, error: error ?? undefined };
}
