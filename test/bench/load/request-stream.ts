import { prefixBytes } from '../../../src/api/message-frame.ts';
import { dataFrames, flags } from './frames.ts';

/** The connection, as a stream on it sees it. */
export interface Carrier {
  /** False when the window of the connection has no room for so much. */
  take(bytes: number): boolean;
  write(frames: readonly Buffer[]): void;
}

/** A call whose request goes on. What the server's windows have no room for waits its turn. */
export class RequestStream {
  readonly #id: number;
  readonly #carrier: Carrier;
  readonly #initialWindowBytes: number;
  #window: number;
  readonly #waiting: Uint8Array[] = [];

  constructor(id: number, carrier: Carrier, windowBytes: number) {
    this.#id = id;
    this.#carrier = carrier;
    this.#initialWindowBytes = windowBytes;
    this.#window = windowBytes;
  }

  /** The message must stay as it is until it is answered. */
  send(message: Uint8Array): void {
    if (message.length + prefixBytes > this.#initialWindowBytes) {
      throw new RangeError(`a message of ${message.length} bytes is larger than the window`);
    }
    if (this.#waiting.length > 0 || !this.#isSent(message)) this.#waiting.push(message);
  }

  grew(bytes: number): void {
    this.#window += bytes;
    this.resume();
  }

  resume(): void {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      if (!this.#isSent(next)) return;
      this.#waiting.shift();
    }
  }

  #isSent(message: Uint8Array): boolean {
    const bytes = message.length + prefixBytes;
    if (this.#window < bytes || !this.#carrier.take(bytes)) return false;
    this.#window -= bytes;
    this.#carrier.write(dataFrames(this.#id, message, flags.none));
    return true;
  }
}
