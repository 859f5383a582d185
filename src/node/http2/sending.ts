import { ConnectionError } from './connection-error.ts';
import type { Output } from './output.ts';
import {
  errorCode,
  flag,
  initialWindowBytes,
  payloadBytesMax,
  windowBytesMax,
} from './protocol.ts';

const limits = {
  /** Of data in one turn, or before the socket has taken what it was given last. */
  unsentBytesMax: 64 * 1024,
} as const;

/** Data that does not fit into a window. */
interface Waiting {
  bytes: Uint8Array;
  readonly sent: (() => void) | undefined;
}

/** The sending half of a stream. Only `Sending` changes it. */
export class SendState {
  windowBytes: number;
  waiting: Waiting[] = [];
  /** To be sent behind all data. */
  trailers: Uint8Array | undefined;
  hasEnded = false;

  constructor(windowBytes: number) {
    this.windowBytes = windowBytes;
  }
}

/** A stream as its sending sees it. */
export interface SendingStream {
  readonly id: number;
  readonly send: SendState;
  /** The last of it is on its way. */
  sendingEnded(): void;
}

/**
 * What streams send, within the windows that the peer gives (RFC 9113 §5.2): at once when it fits, and else in
 * turns of a frame when there is room again.
 */
export class Sending {
  readonly #output: Output;
  #windowBytes = initialWindowBytes;
  #streamWindowBytes = initialWindowBytes;
  /** Streams that could send if the connection could; in the order of their turns. */
  readonly #ready = new Set<SendingStream>();
  /** Called when the data that came with them is handed to the socket. */
  #sent: (() => void)[] = [];
  #isHeldBack = false;

  constructor(output: Output) {
    this.#output = output;
  }

  open(): SendState {
    return new SendState(this.#streamWindowBytes);
  }

  /** @param sent is called when all is handed to the socket, or never will be */
  data(stream: SendingStream, bytes: Uint8Array, sent: (() => void) | undefined): void {
    const { send } = stream;
    if (send.waiting.length === 0 && this.#fits(send, bytes.length)) {
      this.#write(stream, bytes);
      if (sent !== undefined) this.#sent.push(sent);
      return;
    }
    send.waiting.push({ bytes, sent });
    this.#ready.add(stream);
    this.#pump();
  }

  end(stream: SendingStream, trailers: Uint8Array): void {
    if (stream.send.waiting.length > 0) stream.send.trailers = trailers;
    else this.#end(stream, trailers);
  }

  /** The stream sends no more. */
  drop(stream: SendingStream): void {
    this.#ready.delete(stream);
    const { waiting } = stream.send;
    if (waiting.length === 0) return;
    stream.send.waiting = [];
    for (const { sent } of waiting) sent?.();
  }

  /** @throws ConnectionError when the window becomes larger than it may. */
  widen(increment: number): void {
    this.#windowBytes += increment;
    if (this.#windowBytes > windowBytesMax) throw overflow();
    this.#pump();
  }

  /** @returns whether the window may be as large. */
  widenStream(stream: SendingStream, increment: number): boolean {
    const { send } = stream;
    send.windowBytes += increment;
    if (send.windowBytes > windowBytesMax) return false;
    if (send.waiting.length > 0) {
      this.#ready.add(stream);
      this.#pump();
    }
    return true;
  }

  /** RFC 9113 §6.9.2. @throws ConnectionError when a window becomes larger than it may. */
  changeStreamWindow(bytes: number, streams: Iterable<SendingStream>): void {
    const change = bytes - this.#streamWindowBytes;
    this.#streamWindowBytes = bytes;
    if (change === 0) return;
    for (const stream of streams) {
      if (!this.widenStream(stream, change)) throw overflow();
    }
  }

  /** The socket has more to write than it should: data waits. */
  holdBack(): void {
    this.#isHeldBack = true;
  }

  goOn(): void {
    this.#isHeldBack = false;
    this.#pump();
  }

  /** Whoever waits for that may send on. */
  tellSent(): void {
    if (this.#sent.length === 0) return;
    const sent = this.#sent;
    this.#sent = [];
    for (const tell of sent) tell();
  }

  #fits({ windowBytes }: SendState, bytes: number): boolean {
    return bytes <= windowBytes && bytes <= this.#windowBytes && this.#mayWrite;
  }

  get #mayWrite(): boolean {
    return !this.#isHeldBack && this.#output.sizeBytes < limits.unsentBytesMax;
  }

  #pump(): void {
    for (const stream of this.#ready) {
      if (this.#windowBytes <= 0 || !this.#mayWrite) return;
      this.#ready.delete(stream);
      this.#turn(stream);
      // It goes to the end of the line, and this loop comes to it again.
      if (stream.send.waiting.length > 0 && stream.send.windowBytes > 0) this.#ready.add(stream);
    }
  }

  /** One frame. */
  #turn(stream: SendingStream): void {
    const { send } = stream;
    const [first] = send.waiting;
    if (first === undefined) return;
    const room = Math.min(send.windowBytes, this.#windowBytes, payloadBytesMax);
    if (first.bytes.length > Math.max(room, 0)) {
      if (room <= 0) return;
      this.#write(stream, first.bytes.subarray(0, room));
      first.bytes = first.bytes.subarray(room);
      return;
    }
    this.#write(stream, first.bytes);
    send.waiting.shift();
    if (first.sent !== undefined) this.#sent.push(first.sent);
    if (send.waiting.length === 0 && send.trailers !== undefined) this.#end(stream, send.trailers);
  }

  #write({ id, send }: SendingStream, bytes: Uint8Array): void {
    send.windowBytes -= bytes.length;
    this.#windowBytes -= bytes.length;
    if (bytes.length <= payloadBytesMax) {
      this.#output.data(id, bytes);
      return;
    }
    for (let at = 0; at < bytes.length; at += payloadBytesMax) {
      this.#output.data(id, bytes.subarray(at, at + payloadBytesMax));
    }
  }

  #end(stream: SendingStream, trailers: Uint8Array): void {
    this.#output.headers(stream.id, flag.endStream, trailers);
    stream.send.hasEnded = true;
    stream.sendingEnded();
  }
}

function overflow(): ConnectionError {
  return new ConnectionError(errorCode.flowControlError, 'a window is larger than 2^31-1 bytes');
}
