import {
  constants,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import type { PeerCertificate } from 'node:tls';
import { type StatusObject, status } from '@grpc/grpc-js';
import { MokvError } from '../../shared/errors.ts';
import { acceptedEncodings, decompressed, type Frame, FrameReader } from './message-frames.ts';

/** Who is at the other end of a connection. */
export interface Connection {
  readonly peer: string;
  readonly auth: { readonly sslPeerCertificate?: PeerCertificate };
}

export type CallStatus = Pick<StatusObject, 'code' | 'details'> & Partial<StatusObject>;

const responseHeaders = {
  ':status': 200,
  'content-type': 'application/grpc',
  'grpc-accept-encoding': acceptedEncodings,
} as const;
const thenTrailers = { waitForTrailers: true } as const;
const succeeded = { 'grpc-status': '0' } as const;

/** A timer that is set for longer fires at once. */
const timerMsMax = 2 ** 31 - 1;

/**
 * One call on its HTTP/2 stream: what it says of itself, and how it is answered. What is sent after its
 * end, or after its caller has gone, goes nowhere and is no error.
 */
export class TransportCall {
  readonly #stream: ServerHttp2Stream;
  readonly #connection: Connection;
  readonly #encoding: string | undefined;
  #deadlineMs = Number.POSITIVE_INFINITY;
  #timedOut = false;
  #cancelled: (() => void) | undefined;
  #trailers: OutgoingHttpHeaders | undefined;

  constructor(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, connection: Connection) {
    this.#stream = stream;
    this.#connection = connection;
    const encoding = headers['grpc-encoding'];
    this.#encoding = Array.isArray(encoding) ? encoding[0] : encoding;
  }

  /** The caller went away or its deadline passed. */
  get cancelled(): boolean {
    return this.#timedOut || this.#stream.aborted;
  }

  /** Unix milliseconds, Infinity when there is none. */
  getDeadline(): number {
    return this.#deadlineMs;
  }

  getPeer(): string {
    return this.#connection.peer;
  }

  getAuthContext(): Connection['auth'] {
    return this.#connection.auth;
  }

  /** Ends the call in so many milliseconds, unless it has ended by then. Once at most. */
  expireIn(timeoutMs: number): void {
    this.#deadlineMs = Date.now() + timeoutMs;
    if (timeoutMs > timerMsMax) return;
    const timer = setTimeout(() => this.#expire(), timeoutMs);
    this.#stream.once('close', () => clearTimeout(timer));
  }

  /** Calls the listener once `cancelled` becomes true. One listener at most. */
  onCancelled(listener: () => void): void {
    this.#cancelled = listener;
    this.#stream.once('aborted', listener);
  }

  /**
   * What the caller sends, read no faster than it is asked for. Ends without an error when the caller is
   * gone. @throws what is wrong with a message.
   */
  async *messages(): AsyncGenerator<Buffer, void, void> {
    const frames = new FrameReader();
    try {
      for await (const chunk of this.#stream.iterator({ destroyOnReturn: false })) {
        frames.push(chunk);
        for (let frame = frames.take(); frame !== undefined; frame = frames.take()) {
          yield frame.isCompressed ? await this.#contentOf(frame) : frame.bytes;
        }
      }
    } catch (error) {
      if (!this.cancelled) throw error;
      return;
    }
    if (!frames.isEmpty && !this.cancelled) throw cutOff();
  }

  /** Gives the one message of the caller, or the error that the call is to end with. */
  onlyMessage(done: (message: Buffer | MokvError) => void): void {
    const frames = new FrameReader();
    let frame: Frame | undefined;
    let hasFailed = false;
    const fail = (error: unknown): void => {
      hasFailed = true;
      done(errorOf(error));
    };
    this.#stream.on('data', (chunk: Buffer) => {
      if (hasFailed) return;
      frames.push(chunk);
      try {
        frame ??= frames.take();
      } catch (error) {
        fail(error);
        return;
      }
      if (frame !== undefined && !frames.isEmpty) fail(notOneMessage());
    });
    this.#stream.once('end', () => {
      if (hasFailed || this.#stream.aborted) return;
      if (frame === undefined) fail(frames.isEmpty ? notOneMessage() : cutOff());
      else if (frame.isCompressed) this.#contentOf(frame).then(done, fail);
      else done(frame.bytes);
    });
  }

  /** @param sent is called when the frames are on their way, or can no longer be. */
  sendFrames(frames: Uint8Array, sent: () => void): void {
    if (this.#isOver) {
      sent();
      return;
    }
    if (!this.#stream.headersSent) this.#respond();
    this.#stream.write(frames, () => sent());
  }

  /** The only message of a successful call: one write less than a message and then the status. */
  sendOnly(frame: Uint8Array): void {
    if (this.#isOver) return;
    this.#trailers = succeeded;
    this.#respond();
    this.#stream.end(frame);
  }

  /** Undefined for success. The first status is the one that counts. */
  sendStatus(answer: CallStatus | undefined): void {
    if (this.#isOver) return;
    const stream = this.#stream;
    this.#trailers = answer === undefined ? succeeded : trailersOf(answer);
    if (!stream.headersSent && stream.readableEnded) {
      stream.respond({ ...responseHeaders, ...this.#trailers }, { endStream: true });
      return;
    }
    if (!stream.headersSent) this.#respond();
    stream.end();
  }

  #contentOf({ bytes }: Frame): Promise<Buffer> {
    return decompressed(bytes, this.#encoding);
  }

  /** A stream that is closed but not yet destroyed still has something unread, and takes nothing. */
  get #isOver(): boolean {
    return this.#trailers !== undefined || this.#stream.closed || this.#stream.destroyed;
  }

  #respond(): void {
    this.#stream.respond(responseHeaders, thenTrailers);
    this.#stream.once('wantTrailers', () => {
      this.#stream.sendTrailers(this.#trailers ?? succeeded);
      this.#dismiss();
    });
  }

  /**
   * Asks a caller that is still sending to stop (RFC 9113 §8.1), and frees its place. Not before the
   * trailers are on their way: the reset would overtake them.
   */
  #dismiss(): void {
    if (this.#stream.readableEnded) return;
    setImmediate(() => this.#stream.close(constants.NGHTTP2_NO_ERROR));
  }

  #expire(): void {
    if (this.#isOver) return;
    this.#timedOut = true;
    this.sendStatus({ code: status.DEADLINE_EXCEEDED, details: 'Deadline exceeded' });
    this.#cancelled?.();
  }
}

/** Any error as one of ours: one that is none came from reading the stream. */
export function errorOf(error: unknown): MokvError {
  if (error instanceof MokvError) return error;
  return new MokvError('INTERNAL', 'the request cannot be read', { cause: error });
}

function trailersOf({ code, details, metadata }: CallStatus): OutgoingHttpHeaders {
  return {
    'grpc-status': `${code}`,
    'grpc-message': encodeURI(details.toWellFormed()),
    ...metadata?.toHttp2Headers(),
  };
}

function notOneMessage(): MokvError {
  return new MokvError('UNIMPLEMENTED', 'the method takes exactly one message');
}

function cutOff(): MokvError {
  return new MokvError('INTERNAL', 'the last message is cut off');
}
