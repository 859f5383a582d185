import { promises } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, type ClientOptions, credentials, type ServiceError, status } from '@grpc/grpc-js';
import type { Method } from '../../src/api/services.ts';
import { accessLog } from '../../src/node/server/access-log.ts';
import { type Authorization, openAuthorization } from '../../src/node/server/authorization.ts';
import type { CallRecord, Rpc } from '../../src/node/server/call.ts';
import { clusterRpcs } from '../../src/node/server/cluster-service.ts';
import { gossipRpcs } from '../../src/node/server/gossip-service.ts';
import { type GrpcServer, startGrpcServer } from '../../src/node/server/grpc-server.ts';
import { healthRpcs } from '../../src/node/server/health.ts';
import { Authentication } from '../../src/node/server/identity.ts';
import { kvRpcs } from '../../src/node/server/kv-service.ts';
import { Readiness } from '../../src/node/server/readiness.ts';
import { listenRpc, type RpcListener } from '../../src/node/server/rpc-listener.ts';
import { modelText } from '../../src/pki/acl-files.ts';
import { CapturedLog } from './captured-log.ts';
import { FakeGossip } from './fake-gossip.ts';
import { FakeMembership } from './fake-membership.ts';
import { FakeNode } from './fake-node.ts';
import { type ClientIdentity, TestAuthority } from './tls-identities.ts';

export interface FrontOptions {
  readonly policy: string;
  readonly model?: string;
  readonly moreRpcs?: readonly Rpc[];
  /** Prepared before anything asks it. */
  readonly node?: FakeNode;
  readonly host?: string;
  /** Whether the node behind it knows a leader from the start. */
  readonly hasLeader?: boolean;
}

/** Everything between a socket and the node, on a real port, with a fake node behind it. */
export class GrpcFront {
  readonly authority: TestAuthority;
  readonly node: FakeNode;
  readonly membership = new FakeMembership();
  readonly gossip = new FakeGossip();
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
    { moreRpcs = [], node = new FakeNode() }: FrontOptions,
  ) {
    this.node = node;
    this.authority = authority;
    this.directory = directory;
    this.readiness = new Readiness(this.node, 10);
    this.rpcs = [
      ...kvRpcs({
        node: this.node,
        hasCaughtUp: () => this.readiness.hasCaughtUp,
        mayConsume: (user) => (key) => this.authorization.policy.mayKey(user, 'consume', key),
      }),
      ...clusterRpcs({
        node: this.node,
        membership: this.membership,
        version: '0.0.0-test',
        certificateExpiryMs: () => 42,
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

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.close();
    await this.#listener?.close();
    await this.#server?.close(0);
    this.#authorization?.close();
    this.readiness.close();
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
