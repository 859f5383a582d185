import {
  type Server,
  type ServerDuplexStream,
  type ServerUnaryCall,
  type ServerWritableStream,
  type sendUnaryData,
  status,
} from '@grpc/grpc-js';
import type { Method } from '../../api/services.ts';
import { statusOf } from '../../api/status.ts';
import { MokvError } from '../../shared/errors.ts';
import { InvariantViolation } from '../../shared/invariant.ts';
import { limits as sharedLimits } from '../../shared/limits.ts';
import { type Authorization, noKeyAllowed, permissionDenied } from './authorization.ts';
import type { Authentication } from './identity.ts';
import { type ClusterAction, clusterObject, type KeyAction } from './policy-file.ts';
import { ResponseStream } from './response-stream.ts';

/** The row of the access control matrix of a method: what its caller must be allowed. */
type Requirement<Request> =
  | {
      readonly type: 'key';
      readonly action: KeyAction;
      readonly keyOf: (request: Request) => string;
    }
  /** The right on at least one key; the method looks at each key itself. */
  | { readonly type: 'someKey'; readonly action: KeyAction }
  /** One of the rights on the cluster; a denial names the first. */
  | { readonly type: 'cluster'; readonly actions: readonly [ClusterAction, ...ClusterAction[]] }
  /** Any right at all. */
  | { readonly type: 'anyGrant' }
  /** A user that the policy need not know. */
  | { readonly type: 'authenticated' };

/** A call that has ended, as the access log and the metrics want it. */
export interface CallRecord {
  readonly method: string;
  /** Undefined when the caller could not be authenticated. */
  readonly user: string | undefined;
  readonly peer: string;
  readonly code: status;
  readonly durationMs: number;
  /** Why it failed, when it did. */
  readonly error: unknown;
  /** The key that it asked for, when it asked for one. For the debug log only. */
  readonly key: string | undefined;
}

/** What every call goes through. */
export interface Gate {
  readonly authentication: Authentication;
  readonly authorization: Authorization;
  record(call: CallRecord): void;
}

/** A method with all that it takes to serve it. */
export interface Rpc {
  readonly path: string;
  register(server: Server, gate: Gate): void;
}

interface UnaryRpc<Request, Response> {
  readonly method: Method<never, Request, Response, unknown>;
  readonly requires: Requirement<Request>;
  handle(request: Request): Promise<Response> | Response;
}

/** A method with one request and one response. */
export function unary<Request, Response>(rpc: UnaryRpc<Request, Response>): Rpc {
  const { method } = rpc;
  return {
    path: method.path,
    register: (server, gate) => {
      const handler = (
        call: ServerUnaryCall<Request | MokvError, Response>,
        callback: sendUnaryData<Response>,
      ) => void serveUnary(gate, rpc, call, callback);
      server.register(
        method.path,
        handler,
        method.responseSerialize,
        method.requestDeserialize,
        'unary',
      );
    },
  };
}

interface StreamRpc<Request, Response> {
  readonly method: Method<never, Request, Response, unknown>;
  readonly requires: Requirement<Request>;
  /** Resolves when everything has been written. */
  handle(request: Request, stream: ResponseStream<Response>, user: string): Promise<void>;
}

/** A method that answers one request with a stream. */
export function serverStream<Request, Response>(rpc: StreamRpc<Request, Response>): Rpc {
  const { method } = rpc;
  return {
    path: method.path,
    register: (server, gate) => {
      const handler = (call: ServerWritableStream<Request | MokvError, Response>) =>
        void serveStream(gate, rpc, call);
      server.register(
        method.path,
        handler,
        method.responseSerialize,
        method.requestDeserialize,
        'serverStream',
      );
    },
  };
}

interface BidiRpc<Request, Response> {
  readonly path: string;
  readonly requires: Exclude<Requirement<Request>, { readonly type: 'key' }>;
  serialize(response: Response): Buffer;
  deserialize(bytes: Buffer): Request;
  /** Ends the call itself. */
  handle(call: ServerDuplexStream<Request, Response>): void;
}

/** A method of another library that streams both ways: it passes the gate, and is recorded, when opened. */
export function bidiStream<Request, Response>(rpc: BidiRpc<Request, Response>): Rpc {
  return {
    path: rpc.path,
    register: (server, gate) => {
      const handler = (call: ServerDuplexStream<Request, Response>) => serveBidi(gate, rpc, call);
      server.register(rpc.path, handler, rpc.serialize, rpc.deserialize, 'bidi');
    },
  };
}

async function serveUnary<Request, Response>(
  gate: Gate,
  rpc: UnaryRpc<Request, Response>,
  call: ServerUnaryCall<Request | MokvError, Response>,
  callback: sendUnaryData<Response>,
): Promise<void> {
  const ledger = new Ledger(gate, rpc.method.path, call);
  try {
    const request = ledger.admit(rpc.requires, call.request);
    const response = await rpc.handle(request);
    callback(null, response);
    ledger.close(undefined);
  } catch (error) {
    callback(ledger.close(error));
  }
}

async function serveStream<Request, Response>(
  gate: Gate,
  rpc: StreamRpc<Request, Response>,
  call: ServerWritableStream<Request | MokvError, Response>,
): Promise<void> {
  const ledger = new Ledger(gate, rpc.method.path, call);
  try {
    const request = ledger.admit(rpc.requires, call.request);
    await rpc.handle(request, new ResponseStream(call), ledger.user);
    call.end();
    ledger.close(undefined);
  } catch (error) {
    call.emit('error', ledger.close(error));
  }
}

function serveBidi<Request, Response>(
  gate: Gate,
  rpc: BidiRpc<Request, Response>,
  call: ServerDuplexStream<Request, Response>,
): void {
  const ledger = new Ledger(gate, rpc.path, call);
  try {
    ledger.admitUser(rpc.requires);
    rpc.handle(call);
    ledger.close(undefined);
  } catch (error) {
    call.emit('error', ledger.close(error));
  }
}

interface Call {
  readonly cancelled: boolean;
  getDeadline(): Date | number;
  getPeer(): string;
  getAuthContext: Parameters<Authentication['userOf']>[0]['getAuthContext'];
}

/** One call from the door to its line in the access log. */
class Ledger {
  readonly #startedMs = performance.now();
  readonly #gate: Gate;
  readonly #method: string;
  readonly #call: Call;
  #user: string | undefined;
  #key: string | undefined;

  constructor(gate: Gate, method: string, call: Call) {
    this.#gate = gate;
    this.#method = method;
    this.#call = call;
  }

  get user(): string {
    return this.#user ?? '';
  }

  /** Who, then what, then may they, then is there time: nothing about the store shows before that. */
  admit<Request>(requirement: Requirement<Request>, request: Request | MokvError): Request {
    const user = this.#authenticate();
    if (request instanceof MokvError) throw request;
    if (requirement.type === 'key')
      this.#checkKey(user, requirement.action, requirement.keyOf(request));
    else checkUser(this.#gate, user, requirement);
    if (Number(this.#call.getDeadline()) <= Date.now()) {
      throw new MokvError('DEADLINE_EXCEEDED', 'the deadline had passed when the call arrived');
    }
    return request;
  }

  admitUser(requirement: Exclude<Requirement<unknown>, { readonly type: 'key' }>): void {
    checkUser(this.#gate, this.#authenticate(), requirement);
  }

  /** @returns the status to answer with. */
  close(error: unknown): ReturnType<typeof statusOf> {
    if (error instanceof InvariantViolation) throw error;
    const answer = statusOf(error);
    this.#gate.record({
      method: this.#method,
      user: this.#user,
      peer: this.#call.getPeer(),
      code: this.#call.cancelled
        ? this.#endedEarly()
        : error === undefined
          ? status.OK
          : answer.code,
      durationMs: performance.now() - this.#startedMs,
      error,
      key: this.#key,
    });
    return answer;
  }

  #authenticate(): string {
    this.#user = this.#gate.authentication.userOf(this.#call);
    return this.#user;
  }

  #checkKey(user: string, action: KeyAction, key: string): void {
    this.#key = key;
    if (!this.#gate.authorization.policy.mayKey(user, action, key)) {
      throw permissionDenied(user, action, key);
    }
    checkKeySize(key);
  }

  /** The caller got its status from grpc-js, or went away. */
  #endedEarly(): status {
    const passed = Number(this.#call.getDeadline()) <= Date.now();
    return passed ? status.DEADLINE_EXCEEDED : status.CANCELLED;
  }
}

function checkUser(
  { authorization: { policy } }: Gate,
  user: string,
  requirement: Exclude<Requirement<never>, { readonly type: 'key' }>,
): void {
  switch (requirement.type) {
    case 'someKey':
      if (!policy.maySomeKey(user, requirement.action))
        throw noKeyAllowed(user, requirement.action);
      return;
    case 'cluster':
      if (!requirement.actions.some((action) => policy.mayCluster(user, action))) {
        throw permissionDenied(user, requirement.actions[0], clusterObject);
      }
      return;
    case 'anyGrant':
      if (!policy.hasGrant(user)) {
        throw new MokvError('PERMISSION_DENIED', `user "${user}" has no right on this cluster`, {
          hint: `to grant one, add to the policy file a line such as: p, ${user}, *, consume`,
        });
      }
      return;
    case 'authenticated':
      return;
  }
}

function checkKeySize(key: string): void {
  if (key === '') throw new MokvError('INVALID_ARGUMENT', 'the key is empty');
  const bytes = Buffer.byteLength(key, 'utf8');
  if (bytes > sharedLimits.keyBytesMax) {
    throw new MokvError(
      'INVALID_ARGUMENT',
      `the key has ${bytes} bytes, at most ${sharedLimits.keyBytesMax} are allowed`,
    );
  }
}
