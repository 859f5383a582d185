import { ReceiveState } from './receiving.ts';
import type { SendingStream, SendState } from './sending.ts';

/** Takes what arrives on a stream. */
export interface StreamReader {
  /** The bytes count as unread until the stream is told that they have been read. */
  received(bytes: Buffer): void;
  /** The peer has sent everything. */
  ended(): void;
  /** The stream is over before it was answered in full: reset by the peer, or lost with its connection. */
  aborted(): void;
}

/** What a stream asks of its connection. */
export interface StreamHost {
  sendHead(stream: ServerStream, block: Uint8Array): void;
  sendData(stream: ServerStream, bytes: Uint8Array, sent: (() => void) | undefined): void;
  sendEnd(stream: ServerStream, block: Uint8Array): void;
  sendingEnded(stream: ServerStream): void;
  read(stream: ServerStream, bytes: number): void;
}

/** One exchange on a connection. After it is closed, all that is asked of it does nothing. */
export class ServerStream implements SendingStream {
  readonly id: number;
  readonly send: SendState;
  readonly receive = new ReceiveState();
  /** Undefined: nobody wants what arrives. */
  reader: StreamReader | undefined;
  /** What is still to come of a length that was declared. */
  declaredBytes: number | undefined;
  isClosed = false;
  /** Whether all of the answer is given, not whether it is sent. */
  isAnswered = false;
  readonly #host: StreamHost;

  constructor(id: number, send: SendState, host: StreamHost) {
    this.id = id;
    this.send = send;
    this.#host = host;
  }

  /** @param block the header block of the answer. Once. */
  sendHead(block: Uint8Array): void {
    if (!this.isClosed) this.#host.sendHead(this, block);
  }

  /** @param sent is called when the bytes are handed to the socket, or never will be */
  sendData(bytes: Uint8Array, sent?: () => void): void {
    if (this.isClosed || this.isAnswered) sent?.();
    else this.#host.sendData(this, bytes, sent);
  }

  /** @param block the trailers, or the whole header block of an answer that has nothing else. Once. */
  sendEnd(block: Uint8Array): void {
    if (this.isClosed || this.isAnswered) return;
    this.isAnswered = true;
    this.#host.sendEnd(this, block);
  }

  sendingEnded(): void {
    this.#host.sendingEnded(this);
  }

  /** So much of what was received has been read: as much may be sent again. */
  read(bytes: number): void {
    if (!this.isClosed) this.#host.read(this, bytes);
  }
}
