import { type ClientHttp2Stream, constants, type IncomingHttpHeaders } from 'node:http2';
import { frameOf } from '../api/message-frame.ts';
import type { Method } from '../api/services.ts';
import { messageOf } from '../shared/errors.ts';
import type { CallLimits } from './call-limits.ts';
import {
  cancelledCall,
  type FailedCall,
  lateCall,
  lostCall,
  malformedAnswer,
} from './failed-call.ts';
import { MessageSplitter } from './message-frames.ts';
import { foreignAnswer, statusOfHeaders } from './status-of-headers.ts';

/** What becomes of a call. */
export interface CallListener<Response> {
  message(response: Response): void;
  /** Once, behind the last message: why the call failed, or undefined when its status is OK. */
  ended(failure: FailedCall | undefined): void;
}

/** The longest that a timer of Node waits; a later deadline is none. */
const timerMsMax = 2 ** 31 - 1;

/** The types of a method whose responses are of this type. */
type MethodOf<RequestShape, Response> = Pick<
  Method<RequestShape, unknown, never, Response>,
  'requestSerialize' | 'responseDeserialize'
>;

/**
 * One gRPC call on its HTTP/2 stream. It ends with its status, its deadline, its signal or the connection,
 * whichever comes first.
 */
export class OpenCall<RequestShape, Response> {
  readonly #stream: ClientHttp2Stream;
  readonly #method: MethodOf<RequestShape, Response>;
  readonly #listener: CallListener<Response>;
  readonly #splitter: MessageSplitter;
  readonly #signal: AbortSignal | undefined;
  readonly #timer: NodeJS.Timeout | undefined;
  #status: 'OK' | FailedCall | undefined;
  #isOver = false;
  #onRoom: (() => void) | undefined;

  constructor(
    stream: ClientHttp2Stream,
    method: MethodOf<RequestShape, Response>,
    { deadline, signal }: CallLimits,
    listener: CallListener<Response>,
  ) {
    this.#stream = stream;
    this.#method = method;
    this.#listener = listener;
    this.#splitter = new MessageSplitter((bytes) => this.#take(bytes));
    this.#signal = signal;
    signal?.addEventListener('abort', this.#onAbort, { once: true });
    const ms = deadline - Date.now();
    if (ms <= timerMsMax) this.#timer = setTimeout(() => this.#end(lateCall()), Math.max(ms, 0));
    stream.on('response', (headers) => {
      this.#status = foreignAnswer(headers) ?? statusOfHeaders(headers);
    });
    stream.on('trailers', (headers: IncomingHttpHeaders) => {
      this.#status ??= statusOfHeaders(headers);
    });
    stream.on('data', (piece: Buffer) => this.#receive(piece));
    stream.on('end', () => {
      if (this.#status !== undefined) this.#end(this.#outcome(this.#status));
    });
    stream.on('drain', () => this.#onRoom?.());
    // What the stream fails with, its close tells too.
    stream.on('error', () => undefined);
    stream.on('close', () => this.#end(this.#outcome(this.#status ?? lostCall())));
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** @returns whether more should follow now; if not, await `room` first. */
  send(request: RequestShape): boolean {
    return this.#isOver || this.#stream.write(frameOf(this.#method.requestSerialize(request)));
  }

  /** Of a call with one request: that is all there is. */
  sendOnly(request: RequestShape): void {
    this.#stream.end(frameOf(this.#method.requestSerialize(request)));
  }

  /** Resolves when the server has taken enough of what was sent, or the call is over. */
  room(): Promise<void> {
    return new Promise((resolve) => {
      this.#onRoom = resolve;
      if (this.#isOver || !this.#stream.writableNeedDrain) resolve();
    });
  }

  endSending(): void {
    this.#stream.end();
  }

  /** Takes no more messages from the connection until `resume`, so that the server has to wait. */
  pause(): void {
    this.#stream.pause();
  }

  resume(): void {
    this.#stream.resume();
  }

  /** Ends it with CANCELLED, unless it has ended. */
  cancel(): void {
    this.#end(cancelledCall());
  }

  readonly #onAbort = (): void => this.cancel();

  #receive(piece: Buffer): void {
    if (this.#isOver || (this.#status !== undefined && this.#status !== 'OK')) return;
    try {
      this.#splitter.push(piece);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#end(malformedAnswer(messageOf(error)));
    }
  }

  #take(bytes: Buffer): void {
    if (this.#isOver) return;
    let response: Response;
    try {
      response = this.#method.responseDeserialize(bytes);
    } catch (error) {
      this.#end(malformedAnswer(messageOf(error)));
      return;
    }
    this.#listener.message(response);
  }

  #outcome(status: 'OK' | FailedCall): FailedCall | undefined {
    if (status !== 'OK') return status;
    return this.#splitter.isBetweenMessages
      ? undefined
      : malformedAnswer('it ends within a message');
  }

  #end(failure: FailedCall | undefined): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener('abort', this.#onAbort);
    // An answer that is whole ends the call, whatever this side still had to say.
    if (!this.#stream.closed) this.#stream.close(constants.NGHTTP2_CANCEL);
    this.#onRoom?.();
    this.#listener.ended(failure);
  }
}
