import type { Method } from '../../api/services.ts';
import { MokvError } from '../../shared/errors.ts';
import type { Answer, CallServer, Refuse } from './call-server.ts';
import { type Gate, Ledger, type Requirement, type UserRequirement } from './ledger.ts';
import { ResponseStream } from './response-stream.ts';
import type { MessageCodec, StreamingCall } from './streaming-call.ts';
import type { TransportCall } from './transport-call.ts';

/** A method with all that it takes to serve it. */
export interface Rpc {
  readonly path: string;
  register(server: CallServer, gate: Gate): void;
}

interface UnaryRpc<Request, Response> {
  readonly method: Method<never, Request, Response, unknown>;
  readonly requires: Requirement<Request>;
  handle(request: Request, user: string): Promise<Response> | Response;
}

/** A method with one request and one response. */
export function unary<Request, Response>(rpc: UnaryRpc<Request, Response>): Rpc {
  const { method } = rpc;
  return {
    path: method.path,
    register: (server, gate) =>
      server.register(method.path, codecOf(method), {
        type: 'unary',
        handle: (call, received, answer) => void serveUnary(gate, rpc, { call, received, answer }),
      }),
  };
}

interface ServerStreamRpc<Request, Response> {
  readonly method: Method<never, Request, Response, unknown>;
  readonly requires: Requirement<Request>;
  /** Resolves when everything has been written. */
  handle(request: Request, stream: ResponseStream<Response>, user: string): Promise<void>;
}

/** A method that answers one request with a stream. */
export function serverStream<Request, Response>(rpc: ServerStreamRpc<Request, Response>): Rpc {
  const { method } = rpc;
  return {
    path: method.path,
    register: (server, gate) =>
      server.register(method.path, codecOf(method), {
        type: 'serverStream',
        handle: (call, request) => void serveStream(gate, rpc, call, request),
      }),
  };
}

interface ClientStreamRpc<Request, Response> {
  readonly method: Method<never, Request, Response, unknown>;
  readonly requires: UserRequirement;
  /** Checks the rights to what each request asks for. The caller is read no faster than `requests` is. */
  handle(requests: AsyncIterable<Request>, user: string): Promise<Response>;
}

/** A method that takes a stream of requests and answers once. */
export function clientStream<Request, Response>(rpc: ClientStreamRpc<Request, Response>): Rpc {
  const { method } = rpc;
  return {
    path: method.path,
    register: (server, gate) =>
      server.register(method.path, codecOf(method), {
        type: 'clientStream',
        handle: (call, answer) => void serveClientStream(gate, rpc, call, answer),
      }),
  };
}

interface BidiStreamRpc<Request, Response> {
  readonly method: Method<never, Request, Response, unknown>;
  readonly requires: UserRequirement;
  /** As handle of a client stream; resolves when everything has been written. */
  handle(
    requests: AsyncIterable<Request>,
    stream: ResponseStream<Response>,
    user: string,
  ): Promise<void>;
}

/** A method that streams both ways. */
export function bidiStream<Request, Response>(rpc: BidiStreamRpc<Request, Response>): Rpc {
  const { method } = rpc;
  return {
    path: method.path,
    register: (server, gate) =>
      server.register(method.path, codecOf(method), {
        type: 'bidi',
        handle: (call) => void serveBidiStream(gate, rpc, call),
      }),
  };
}

interface ForeignRpc<Request, Response> {
  readonly path: string;
  readonly requires: UserRequirement;
  serialize(response: Response): Buffer;
  deserialize(bytes: Buffer): Request;
  /** Ends the call itself. */
  handle(call: StreamingCall<Request, Response>): void;
}

/** A method of another library that streams both ways: it passes the gate, and is recorded, when opened. */
export function foreignStream<Request, Response>(rpc: ForeignRpc<Request, Response>): Rpc {
  return {
    path: rpc.path,
    register: (server, gate) =>
      server.register(rpc.path, rpc, {
        type: 'bidi',
        handle: (call) => serveForeign(gate, rpc, call),
      }),
  };
}

/** Ends a call with an error, once its caller is known; it is recorded as any other. */
export function refuseBy(gate: Gate): Refuse {
  return (call, method, refusal) => {
    const ledger = new Ledger(gate, method, call);
    try {
      ledger.admitUser({ type: 'authenticated' });
      throw refusal;
    } catch (error) {
      call.sendStatus(ledger.failed(error));
    }
  };
}

function codecOf<Request, Response>(
  method: Method<never, Request, Response, unknown>,
): MessageCodec<Request, Response> {
  return { serialize: method.responseSerialize, deserialize: method.requestDeserialize };
}

interface UnaryExchange<Request, Response> {
  readonly call: TransportCall;
  readonly received: Request | MokvError;
  readonly answer: Answer<Response>;
}

async function serveUnary<Request, Response>(
  gate: Gate,
  rpc: UnaryRpc<Request, Response>,
  { call, received, answer }: UnaryExchange<Request, Response>,
): Promise<void> {
  const ledger = new Ledger(gate, rpc.method.path, call);
  try {
    const request = ledger.admit(rpc.requires, received);
    const response = await rpc.handle(request, ledger.user);
    answer(response);
    ledger.succeeded();
  } catch (error) {
    call.sendStatus(ledger.failed(error));
  }
}

async function serveStream<Request, Response>(
  gate: Gate,
  rpc: ServerStreamRpc<Request, Response>,
  call: StreamingCall<Request, Response>,
  received: Request | MokvError,
): Promise<void> {
  const ledger = new Ledger(gate, rpc.method.path, call);
  try {
    const request = ledger.admit(rpc.requires, received);
    await rpc.handle(request, new ResponseStream(call), ledger.user);
    call.end();
    ledger.succeeded();
  } catch (error) {
    call.sendStatus(ledger.failed(error));
  }
}

async function serveClientStream<Request, Response>(
  gate: Gate,
  rpc: ClientStreamRpc<Request, Response>,
  call: StreamingCall<Request, Response>,
  answer: Answer<Response>,
): Promise<void> {
  const ledger = new Ledger(gate, rpc.method.path, call);
  try {
    ledger.admitUser(rpc.requires);
    const response = await rpc.handle(requestsOf(call), ledger.user);
    answer(response);
    ledger.succeeded();
  } catch (error) {
    call.sendStatus(ledger.failed(error));
  }
}

async function serveBidiStream<Request, Response>(
  gate: Gate,
  rpc: BidiStreamRpc<Request, Response>,
  call: StreamingCall<Request, Response>,
): Promise<void> {
  const ledger = new Ledger(gate, rpc.method.path, call);
  try {
    ledger.admitUser(rpc.requires);
    await rpc.handle(requestsOf(call), new ResponseStream(call), ledger.user);
    call.end();
    ledger.succeeded();
  } catch (error) {
    call.sendStatus(ledger.failed(error));
  }
}

function serveForeign<Request, Response>(
  gate: Gate,
  rpc: ForeignRpc<Request, Response>,
  call: StreamingCall<Request, Response>,
): void {
  const ledger = new Ledger(gate, rpc.path, call);
  try {
    ledger.admitUser(rpc.requires);
    rpc.handle(call);
    ledger.succeeded();
  } catch (error) {
    call.sendStatus(ledger.failed(error));
  }
}

/** Ends with the caller's last request, or without an error when the caller is gone. */
async function* requestsOf<Request>(
  call: StreamingCall<Request, unknown>,
): AsyncGenerator<Request> {
  // The call is answered after the reading has stopped, so that must not destroy it.
  const messages: AsyncIterable<Request | MokvError> = call.iterator({ destroyOnReturn: false });
  try {
    for await (const message of messages) {
      if (message instanceof MokvError) throw message;
      yield message;
    }
  } catch (error) {
    if (!call.cancelled) throw error;
  }
}
