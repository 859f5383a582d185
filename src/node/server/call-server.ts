import {
  type IncomingHttpHeaders,
  performServerHandshake,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import type { Socket } from 'node:net';
import { MokvError } from '../../shared/errors.ts';
import { quoted } from '../../shared/quoted.ts';
import { timeoutMsOf } from './grpc-timeout.ts';
import { answerFrameOf } from './message-frames.ts';
import { type MessageCodec, StreamingCall } from './streaming-call.ts';
import { type Connection, errorOf, TransportCall } from './transport-call.ts';

const limits = {
  concurrentStreamsMax: 256,
  sessionMemoryMib: 16,
  /**
   * What a client may send of one call, and of all on its connection, before it is read. With the 64 KiB of
   * HTTP/2 for all together, a pipeline that waits for its turn would hold up the other calls of its connection.
   */
  streamWindowBytes: 256 * 1024,
  connectionWindowBytes: 512 * 1024,
  keepAliveMs: 60_000,
  keepAliveTimeoutMs: 20_000,
  /** Then the client reconnects, and its certificate is verified anew. */
  connectionAgeMs: 60 * 60 * 1000,
  connectionAgeGraceMs: 60_000,
  /** A connection ends so much of its age sooner or later. */
  connectionAgeJitter: 0.1,
} as const;

/** The one answer of a call, and its success; a failure is a status of the call. */
export type Answer<Response> = (response: Response) => void;

/** A method, by what its caller and its server stream. */
export type Handler<Request, Response> =
  | {
      readonly type: 'unary';
      handle(call: TransportCall, request: Request | MokvError, answer: Answer<Response>): void;
    }
  | {
      readonly type: 'serverStream';
      handle(call: StreamingCall<Request, Response>, request: Request | MokvError): void;
    }
  | {
      readonly type: 'clientStream';
      handle(call: StreamingCall<Request, Response>, answer: Answer<Response>): void;
    }
  | { readonly type: 'bidi'; handle(call: StreamingCall<Request, Response>): void };

/** Ends a call that no method is asked for, or whose method cannot know what is wrong with it. */
export type Refuse = (call: TransportCall, method: string, error: MokvError) => void;

type Accept = (call: TransportCall) => void;

/** Stands for any method that there is none of: a caller must not choose the labels of the metrics. */
const unknownMethod = 'unknown';

/**
 * gRPC on Node's HTTP/2, without the stream, metadata and filter objects that a general library makes for
 * each call: those cost more than all that mokv does for a small one.
 */
export class CallServer {
  readonly #refuse: Refuse;
  readonly #methods = new Map<string, Accept>();
  readonly #sessions = new Set<ServerHttp2Session>();
  #isClosed = false;

  constructor(refuse: Refuse) {
    this.#refuse = refuse;
  }

  register<Request, Response>(
    path: string,
    codec: MessageCodec<Request, Response>,
    handler: Handler<Request, Response>,
  ): void {
    this.#methods.set(path, acceptorOf(codec, handler));
  }

  /**
   * Serves a connection whose TLS handshake is over, or one without TLS. `auth` is what it proves about the
   * caller. Calls `settled` once the client has said its preface.
   */
  accept(socket: Socket, auth: Connection['auth'], settled?: () => void): void {
    if (this.#isClosed) {
      socket.destroy();
      return;
    }
    const connection: Connection = { peer: `${socket.remoteAddress}:${socket.remotePort}`, auth };
    const session = performServerHandshake(socket, {
      settings: {
        maxConcurrentStreams: limits.concurrentStreamsMax,
        initialWindowSize: limits.streamWindowBytes,
      },
      maxSessionMemory: limits.sessionMemoryMib,
      maxSendHeaderBlockLength: Number.MAX_SAFE_INTEGER,
    });
    this.#sessions.add(session);
    session.once('connect', () => session.setLocalWindowSize(limits.connectionWindowBytes));
    session.on('error', () => {}); // the socket's own listener tells
    session.once('close', () => this.#sessions.delete(session));
    if (settled !== undefined) session.once('remoteSettings', settled);
    session.on('stream', (stream, headers) => this.#open(stream, headers, connection));
    keepAlive(session, socket);
  }

  /** Asks every client to go; calls under way may end. */
  close(): void {
    this.#isClosed = true;
    for (const session of this.#sessions) session.close();
  }

  #open(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, connection: Connection): void {
    stream.on('error', () => {}); // that the stream has ended says all there is to know
    if (stream.closed) return; // a reset that came together with it; what one does now would throw
    const refusal = httpRefusalOf(headers);
    if (refusal !== undefined) {
      stream.respond({ ':status': refusal }, { endStream: true });
      stream.resume();
      return;
    }
    const call = new TransportCall(stream, headers, connection);
    const path = headers[':path'] ?? '';
    const accept = this.#methods.get(path);
    if (accept === undefined) {
      const error = new MokvError('UNIMPLEMENTED', `the server has no method ${quoted(path)}`);
      this.#refuse(call, unknownMethod, error);
      return;
    }
    const timeout = headers['grpc-timeout'];
    if (timeout !== undefined) {
      try {
        call.expireIn(timeoutMsOf(String(timeout)));
      } catch (error) {
        this.#refuse(call, path, errorOf(error));
        return;
      }
    }
    accept(call);
  }
}

/** The HTTP status for what is no gRPC (gRPC over HTTP2, Requests). */
function httpRefusalOf(headers: IncomingHttpHeaders): number | undefined {
  if (headers[':method'] !== 'POST') return 405;
  return /^application\/grpc($|[+;])/.test(headers['content-type'] ?? '') ? undefined : 415;
}

function acceptorOf<Request, Response>(
  codec: MessageCodec<Request, Response>,
  handler: Handler<Request, Response>,
): Accept {
  switch (handler.type) {
    case 'unary':
      return (call) =>
        call.onlyMessage((bytes) => {
          const request = Buffer.isBuffer(bytes) ? codec.deserialize(bytes) : bytes;
          handler.handle(call, request, answerOf(call, codec));
        });
    case 'serverStream':
      return (transport) => {
        const call = new StreamingCall(transport, codec);
        transport.onlyMessage((bytes) => {
          handler.handle(call, Buffer.isBuffer(bytes) ? codec.deserialize(bytes) : bytes);
        });
      };
    case 'clientStream':
      return (transport) => {
        const call = new StreamingCall(transport, codec);
        handler.handle(call, answerOf(transport, codec));
      };
    case 'bidi':
      return (transport) => {
        const call = new StreamingCall(transport, codec);
        handler.handle(call);
      };
  }
}

function answerOf<Response>(
  call: TransportCall,
  { serialize }: MessageCodec<unknown, Response>,
): Answer<Response> {
  return (response) => call.sendOnly(answerFrameOf(serialize(response)));
}

/** Ends a connection whose client is gone without a word, and in time every other one. */
function keepAlive(session: ServerHttp2Session, socket: Socket): void {
  let answerDue: NodeJS.Timeout | undefined;
  const pinging = setInterval(() => {
    if (session.destroyed) return;
    answerDue = setTimeout(() => socket.destroy(), limits.keepAliveTimeoutMs).unref();
    session.ping(() => clearTimeout(answerDue));
  }, limits.keepAliveMs).unref();
  let ending: NodeJS.Timeout | undefined;
  const aging = setTimeout(() => {
    session.close();
    ending = setTimeout(() => socket.destroy(), limits.connectionAgeGraceMs).unref();
  }, connectionAgeMs()).unref();
  session.once('close', () => {
    clearInterval(pinging);
    for (const timer of [answerDue, aging, ending]) clearTimeout(timer);
  });
}

/** Clients that came together do not all come back together. */
function connectionAgeMs(): number {
  const jitter = limits.connectionAgeJitter * (2 * Math.random() - 1);
  return limits.connectionAgeMs * (1 + jitter);
}
