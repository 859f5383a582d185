import { Duplex } from 'node:stream';
import { statusOf } from '../../api/answer-status.ts';
import type { MokvError } from '../../shared/errors.ts';
import { answerFrameOf } from './message-frames.ts';
import { errorOf } from './request-reader.ts';
import type { CallStatus, TransportCall } from './transport-call.ts';

const limits = {
  /** Requests that are read before they are asked for. */
  requestsAheadMax: 2,
} as const;

export interface MessageCodec<Request, Response> {
  serialize(response: Response): Buffer;
  deserialize(bytes: Buffer): Request | MokvError;
}

/**
 * A call that streams its answers, its requests or both. It has the interface of such a call of grpc-js:
 * messages are written and read, `end` is success, an 'error' with a status is failure.
 */
export class StreamingCall<Request, Response> extends Duplex {
  readonly #transport: TransportCall;
  readonly #codec: MessageCodec<Request, Response>;
  #isReading = false;
  #isAsked = false;
  #readMore: (() => void) | undefined;

  constructor(transport: TransportCall, codec: MessageCodec<Request, Response>) {
    super({ objectMode: true, readableHighWaterMark: limits.requestsAheadMax });
    this.#transport = transport;
    this.#codec = codec;
    this.on('error', (failure: CallStatus | Error) => {
      transport.sendStatus(failure instanceof Error ? statusOf(failure) : failure);
    });
    transport.onCancelled(() => {
      this.emit('cancelled');
      this.destroy();
    });
  }

  get cancelled(): boolean {
    return this.#transport.cancelled;
  }

  getDeadline(): number {
    return this.#transport.getDeadline();
  }

  getPeer(): string {
    return this.#transport.getPeer();
  }

  getAuthContext(): ReturnType<TransportCall['getAuthContext']> {
    return this.#transport.getAuthContext();
  }

  sendStatus(failure: CallStatus): void {
    this.#transport.sendStatus(failure);
  }

  override _read(): void {
    this.#isAsked = true;
    this.#readMore?.();
    this.#readMore = undefined;
    if (this.#isReading) return;
    this.#isReading = true;
    void this.#readAll();
  }

  override _write(message: Response, _: string, done: (error?: Error) => void): void {
    this.#send([message], done);
  }

  override _writev(writes: { chunk: Response }[], done: (error?: Error) => void): void {
    this.#send(
      writes.map(({ chunk }) => chunk),
      done,
    );
  }

  override _final(done: () => void): void {
    this.#transport.sendStatus(undefined);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#readMore?.();
    done(error);
  }

  /** Hands what the caller sends to whoever reads this call, no faster than it is read. */
  async #readAll(): Promise<void> {
    try {
      for await (const bytes of this.#transport.messages()) {
        this.#isAsked = false;
        if (this.push(this.#codec.deserialize(bytes)) || this.#isAsked) continue;
        if (this.destroyed) return;
        await new Promise<void>((resolve) => {
          this.#readMore = resolve;
        });
      }
    } catch (error) {
      this.destroy(errorOf(error));
      return;
    }
    this.push(null);
  }

  /** What was written meanwhile goes out at once: a write of its own would cost as much as a message. */
  #send(messages: readonly Response[], done: (error?: Error) => void): void {
    let frames: Buffer[];
    try {
      frames = messages.map((message) => answerFrameOf(this.#codec.serialize(message)));
    } catch (error) {
      done(errorOf(error));
      return;
    }
    const [first] = frames;
    const only = frames.length === 1 && first !== undefined;
    this.#transport.sendFrames(only ? first : Buffer.concat(frames), () => done());
  }
}
