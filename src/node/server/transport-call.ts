import type { PeerCertificate } from 'node:tls';
import { type StatusObject, status } from '@grpc/grpc-js';
import type { MokvError } from '../../shared/errors.ts';
import { headerBlock } from '../http2/header-block.ts';
import type { ServerStream } from '../http2/server-stream.ts';
import { acceptedEncodings } from './message-frames.ts';
import { RequestReader } from './request-reader.ts';

/** Who is at the other end of a connection. */
export interface Connection {
  readonly peer: string;
  readonly auth: { readonly sslPeerCertificate?: PeerCertificate };
}

export type CallStatus = Pick<StatusObject, 'code' | 'details'> & Partial<StatusObject>;

type Field = readonly [name: string, value: string];

const responseFields: readonly Field[] = [
  [':status', '200'],
  ['content-type', 'application/grpc'],
  ['grpc-accept-encoding', acceptedEncodings],
];
const responseHead = headerBlock(responseFields);
const succeededFields: readonly Field[] = [['grpc-status', '0']];
const succeeded = headerBlock(succeededFields);
const succeededAtOnce = headerBlock([...responseFields, ...succeededFields]);

/** A timer that is set for longer fires at once. */
const timerMsMax = 2 ** 31 - 1;

/**
 * One call on its HTTP/2 stream: what it says of itself, and how it is answered. What is sent after its
 * end, or after its caller has gone, goes nowhere and is no error.
 */
export class TransportCall {
  readonly #stream: ServerStream;
  readonly #connection: Connection;
  readonly #request: RequestReader;
  #deadlineMs = Number.POSITIVE_INFINITY;
  #deadline: NodeJS.Timeout | undefined;
  #isCancelled = false;
  #cancelled: (() => void) | undefined;
  #hasHead = false;

  constructor(stream: ServerStream, encoding: string | undefined, connection: Connection) {
    this.#stream = stream;
    this.#connection = connection;
    this.#request = new RequestReader(stream, encoding, () => this.#cancel());
    stream.reader = this.#request;
  }

  /** The caller went away or its deadline passed. */
  get cancelled(): boolean {
    return this.#isCancelled;
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
    this.#deadline = setTimeout(() => this.#expire(), timeoutMs);
  }

  /** Calls the listener once `cancelled` becomes true. One listener at most. */
  onCancelled(listener: () => void): void {
    this.#cancelled = listener;
  }

  /**
   * What the caller sends, read no faster than it is asked for. Ends without an error when the caller is
   * gone, or the call has ended. @throws what is wrong with a message.
   */
  messages(): AsyncGenerator<Buffer, void, void> {
    return this.#request.messages();
  }

  /** Gives the one message of the caller, or the error that the call is to end with. */
  onlyMessage(done: (message: Buffer | MokvError) => void): void {
    this.#request.onlyMessage(done);
  }

  /** @param sent is called when the frames are on their way, or can no longer be. */
  sendFrames(frames: Uint8Array, sent: () => void): void {
    if (!this.#isOver) this.#respond();
    this.#stream.sendData(frames, sent);
  }

  /** The only message of a successful call. */
  sendOnly(frame: Uint8Array): void {
    if (this.#isOver) return;
    this.#respond();
    this.#stream.sendData(frame);
    this.#end(succeeded);
  }

  /** Undefined for success. The first status is the one that counts. */
  sendStatus(answer: CallStatus | undefined): void {
    if (this.#isOver) return;
    if (answer !== undefined) {
      const trailers = trailersOf(answer);
      this.#end(headerBlock(this.#hasHead ? trailers : [...responseFields, ...trailers]));
    } else {
      this.#end(this.#hasHead ? succeeded : succeededAtOnce);
    }
  }

  get #isOver(): boolean {
    return this.#stream.isAnswered || this.#stream.isClosed;
  }

  #respond(): void {
    if (this.#hasHead) return;
    this.#hasHead = true;
    this.#stream.sendHead(responseHead);
  }

  #end(block: Uint8Array): void {
    clearTimeout(this.#deadline);
    this.#stream.sendEnd(block);
    this.#request.stop();
  }

  #expire(): void {
    if (this.#isOver) return;
    this.#isCancelled = true;
    this.sendStatus({ code: status.DEADLINE_EXCEEDED, details: 'Deadline exceeded' });
    this.#cancelled?.();
  }

  #cancel(): void {
    clearTimeout(this.#deadline);
    this.#isCancelled = true;
    this.#cancelled?.();
  }
}

function trailersOf({ code, details, metadata }: CallStatus): Field[] {
  const more = Object.entries(metadata?.toHttp2Headers() ?? {}).flatMap(([name, values]) =>
    [values].flat().map((value): Field => [name, `${value}`]),
  );
  return [['grpc-status', `${code}`], ['grpc-message', encodeURI(details.toWellFormed())], ...more];
}
