import type { Socket } from 'node:net';
import { MokvError } from '../../shared/errors.ts';
import { quoted } from '../../shared/quoted.ts';
import { headerBlock } from '../http2/header-block.ts';
import { Http2Socket } from '../http2/http2-socket.ts';
import type { RequestFields } from '../http2/request-fields.ts';
import type { ServerStream } from '../http2/server-stream.ts';
import { timeoutMsOf } from './grpc-timeout.ts';
import { answerFrameOf } from './message-frames.ts';
import { errorOf } from './request-reader.ts';
import { type MessageCodec, StreamingCall } from './streaming-call.ts';
import { type Connection, TransportCall } from './transport-call.ts';

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
 * gRPC on HTTP/2 of our own, without the stream, metadata and filter objects that a general library makes for
 * each call: those cost more than all that mokv does for a small one.
 */
export class CallServer {
  readonly #refuse: Refuse;
  readonly #methods = new Map<string, Accept>();
  readonly #sockets = new Set<Http2Socket>();
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
    const served = new Http2Socket(socket, {
      opened: (stream, fields) => this.#open(stream, fields, connection),
      settled: () => settled?.(),
    });
    this.#sockets.add(served);
    socket.once('close', () => this.#sockets.delete(served));
  }

  /** Asks every client to go; calls under way may end. */
  close(): void {
    this.#isClosed = true;
    for (const socket of this.#sockets) socket.close();
  }

  #open(stream: ServerStream, fields: RequestFields, connection: Connection): void {
    const refusal = httpRefusalOf(fields);
    if (refusal !== undefined) {
      stream.sendEnd(headerBlock([[':status', refusal]]));
      return;
    }
    const call = new TransportCall(stream, fields.encoding, connection);
    const path = fields.path ?? '';
    const accept = this.#methods.get(path);
    if (accept === undefined) {
      const error = new MokvError('UNIMPLEMENTED', `the server has no method ${quoted(path)}`);
      this.#refuse(call, unknownMethod, error);
      return;
    }
    if (fields.timeout !== undefined) {
      try {
        call.expireIn(timeoutMsOf(fields.timeout));
      } catch (error) {
        this.#refuse(call, path, errorOf(error));
        return;
      }
    }
    accept(call);
  }
}

/** The HTTP status for what is no gRPC (gRPC over HTTP2, Requests). */
function httpRefusalOf({ method, contentType = '' }: RequestFields): '405' | '415' | undefined {
  if (method !== 'POST') return '405';
  return /^application\/grpc($|[+;])/.test(contentType) ? undefined : '415';
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
