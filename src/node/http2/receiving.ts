import { ConnectionError } from './connection-error.ts';
import type { Output } from './output.ts';
import { errorCode, initialWindowBytes } from './protocol.ts';

const limits = {
  /**
   * What a client may send of one call, and of all on its connection, before it is given back. With the
   * 64 KiB of HTTP/2 for all together, a pipeline that waits for its turn would hold up the other calls of
   * its connection.
   */
  streamWindowBytes: 256 * 1024,
  connectionWindowBytes: 512 * 1024,
  /** Of a connection: from there on, what arrives is given back when it has been read. */
  unreadBytesMax: 8 * 1024 * 1024,
} as const;

export const { streamWindowBytes } = limits;

/** The receiving half of a stream. Only `Receiving` changes it. */
export class ReceiveState {
  windowBytes: number = limits.streamWindowBytes;
  /** Has arrived and was not yet read. */
  unreadBytes = 0;
  /** Has been read and was not yet given back. */
  readBytes = 0;
  hasEnded = false;
}

/**
 * The windows that this server gives (RFC 9113 §5.2): of a stream as its reader reads, of the connection as
 * long as not too much of it is unread. They are given back in steps of half a window.
 */
export class Receiving {
  readonly #output: Output;
  #windowBytes = initialWindowBytes;
  #unreadBytes = 0;

  constructor(output: Output) {
    this.#output = output;
  }

  /** Of the connection, the peer hears only by an update that its window is larger than at first. */
  start(): void {
    this.#giveBack();
  }

  /** @throws ConnectionError when the peer sends more than it may. */
  arrived(bytes: number): void {
    this.#windowBytes -= bytes;
    if (this.#windowBytes < 0) {
      throw new ConnectionError(errorCode.flowControlError, 'more arrives than the window allows');
    }
    this.#giveBack();
  }

  /** Counts data of a stream. @returns whether the window of the stream allows it. */
  arrivedOn(state: ReceiveState, frameBytes: number, dataBytes: number): boolean {
    state.windowBytes -= frameBytes;
    if (state.windowBytes < 0) return false;
    state.unreadBytes += dataBytes;
    this.#unreadBytes += dataBytes;
    state.readBytes += frameBytes - dataBytes; // of padding there is nothing to read
    return true;
  }

  /** The stream's reader wants more. */
  read(streamId: number, state: ReceiveState, bytes: number): void {
    state.unreadBytes -= bytes;
    state.readBytes += bytes;
    this.#unreadBytes -= bytes;
    if (!state.hasEnded && state.readBytes >= limits.streamWindowBytes / 2) {
      this.#output.windowUpdate(streamId, state.readBytes);
      state.windowBytes += state.readBytes;
      state.readBytes = 0;
    }
    this.#giveBack();
  }

  /** What is unread of a stream that has ended is its reader's own. */
  drop(state: ReceiveState): void {
    this.#unreadBytes -= state.unreadBytes;
    state.unreadBytes = 0;
    this.#giveBack();
  }

  #giveBack(): void {
    const room = limits.unreadBytesMax - this.#unreadBytes;
    const increment = Math.min(limits.connectionWindowBytes, room) - this.#windowBytes;
    if (increment < limits.connectionWindowBytes / 2) return;
    this.#output.windowUpdate(0, increment);
    this.#windowBytes += increment;
  }
}
