import { prefixBytes } from '../../api/message-frame.ts';
import { MokvError } from '../../shared/errors.ts';
import type { ServerStream, StreamReader } from '../http2/server-stream.ts';
import { decompressed, type Frame, FrameReader } from './message-frames.ts';

/** What the caller of one call sends. */
export class RequestReader implements StreamReader {
  readonly #stream: ServerStream;
  readonly #encoding: string | undefined;
  readonly #callerLeft: () => void;
  readonly #frames = new FrameReader();
  /** Held until it is asked for: only then may the caller send as much again. */
  #unreadBytes = 0;
  /** Whether the reader has taken all that arrived, and waits. */
  #isHungry = false;
  #hasEnded = false;
  #isStopped = false;
  #only: ((message: Buffer | MokvError) => void) | undefined;
  #onlyFrame: Frame | undefined;
  #wake: (() => void) | undefined;

  /** @param encoding the grpc-encoding of the call */
  constructor(stream: ServerStream, encoding: string | undefined, callerLeft: () => void) {
    this.#stream = stream;
    this.#encoding = encoding;
    this.#callerLeft = callerLeft;
  }

  received(bytes: Buffer): void {
    if (this.#isStopped) {
      this.#stream.read(bytes.length);
      return;
    }
    this.#frames.push(bytes);
    if (this.#isHungry) this.#stream.read(bytes.length);
    else this.#unreadBytes += bytes.length;
    if (this.#only === undefined) this.#wake?.();
    else this.#takeOnly(this.#only);
  }

  ended(): void {
    this.#hasEnded = true;
    if (this.#only === undefined) this.#wake?.();
    else this.#endOnly(this.#only);
  }

  aborted(): void {
    this.stop();
    this.#callerLeft();
  }

  /** Nobody wants to read any more. */
  stop(): void {
    this.#isStopped = true;
    this.#only = undefined;
    this.#wake?.();
  }

  /** As TransportCall.messages. */
  async *messages(): AsyncGenerator<Buffer, void, void> {
    while (!this.#isStopped) {
      const frame = this.#frames.take();
      if (frame !== undefined) {
        this.#isHungry = false;
        this.#read(Math.min(prefixBytes + frame.bytes.length, this.#unreadBytes));
        yield frame.isCompressed ? await this.#contentOf(frame) : frame.bytes;
      } else if (this.#hasEnded) {
        if (!this.#frames.isEmpty) throw cutOff();
        return;
      } else {
        await this.#more();
      }
    }
  }

  /** As TransportCall.onlyMessage. Before anything arrives. */
  onlyMessage(done: (message: Buffer | MokvError) => void): void {
    this.#only = done;
    this.#isHungry = true;
  }

  #more(): Promise<void> {
    this.#isHungry = true;
    this.#read(this.#unreadBytes);
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #read(bytes: number): void {
    this.#unreadBytes -= bytes;
    this.#stream.read(bytes);
  }

  #takeOnly(done: (message: Buffer | MokvError) => void): void {
    try {
      this.#onlyFrame ??= this.#frames.take();
    } catch (error) {
      this.stop();
      done(errorOf(error));
      return;
    }
    if (this.#onlyFrame === undefined || this.#frames.isEmpty) return;
    this.stop();
    done(notOneMessage());
  }

  #endOnly(done: (message: Buffer | MokvError) => void): void {
    const frame = this.#onlyFrame;
    if (frame === undefined) done(this.#frames.isEmpty ? notOneMessage() : cutOff());
    else if (frame.isCompressed) this.#contentOf(frame).then(done, (error) => done(errorOf(error)));
    else done(frame.bytes);
  }

  #contentOf({ bytes }: Frame): Promise<Buffer> {
    return decompressed(bytes, this.#encoding);
  }
}

/** Any error as one of ours: one that is none came from reading the request. */
export function errorOf(error: unknown): MokvError {
  if (error instanceof MokvError) return error;
  return new MokvError('INTERNAL', 'the request cannot be read', { cause: error });
}

function notOneMessage(): MokvError {
  return new MokvError('UNIMPLEMENTED', 'the method takes exactly one message');
}

function cutOff(): MokvError {
  return new MokvError('INTERNAL', 'the last message is cut off');
}
