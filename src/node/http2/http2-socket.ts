import type { Socket } from 'node:net';
import { ServerConnection } from './connection.ts';
import type { RequestFields } from './request-fields.ts';
import type { ServerStream } from './server-stream.ts';

const limits = {
  /** While more waits to be written, nothing is read: who reads no answers may not ask on. */
  unsentBytesMax: 256 * 1024,
  /** From the last frame until the client has closed its side, too. */
  lingerMs: 1000,
  keepAliveMs: 60_000,
  keepAliveTimeoutMs: 20_000,
  /** Then the client reconnects, and its certificate is verified anew. */
  connectionAgeMs: 60 * 60 * 1000,
  connectionAgeGraceMs: 60_000,
  /** A connection ends so much of its age sooner or later. */
  connectionAgeJitter: 0.1,
} as const;

export interface Http2SocketEvents {
  /** As of ConnectionEvents. */
  opened(stream: ServerStream, fields: RequestFields): void;
  /** The client has said its preface. */
  settled(): void;
}

/**
 * Serves a socket of which nothing has been read: moves bytes between it and a `ServerConnection`, and keeps
 * the time. What is produced in one turn of the event loop leaves in one write.
 */
export class Http2Socket {
  readonly #socket: Socket;
  readonly #connection: ServerConnection;
  readonly #timers: NodeJS.Timeout[];
  #pongDue: NodeJS.Timeout | undefined;
  #isEnding = false;

  constructor(socket: Socket, { opened, settled }: Http2SocketEvents) {
    this.#socket = socket;
    this.#connection = new ServerConnection({
      opened,
      settled,
      ponged: () => clearTimeout(this.#pongDue),
      hasOutput: () => setImmediate(flush, this),
    });
    this.#timers = [
      setInterval(() => this.#ping(), limits.keepAliveMs).unref(),
      setTimeout(() => this.#retire(), connectionAgeMs()).unref(),
    ];
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('drain', () => this.#drained());
    socket.once('close', () => this.#closed());
    socket.resume();
    this.#connection.start();
  }

  /** Asks the client to go; calls under way may end. */
  close(): void {
    this.#connection.close();
    this.#endIfFinished();
  }

  /** Writes what there is to write. */
  flush(): void {
    const socket = this.#socket;
    const pieces = this.#connection.takeOutput();
    if (!socket.writable) return;
    const [first] = pieces;
    if (pieces.length > 1) socket.cork();
    for (const piece of pieces) socket.write(piece);
    if (pieces.length > 1) socket.uncork();
    if (first !== undefined) this.#written();
    this.#endIfFinished();
  }

  #written(): void {
    const socket = this.#socket;
    if (socket.writableLength === 0) this.#connection.outputWritten();
    if (!socket.writableNeedDrain) {
      this.#connection.goOn();
      return;
    }
    this.#connection.holdBack();
    if (socket.writableLength > limits.unsentBytesMax) socket.pause();
  }

  #drained(): void {
    this.#socket.resume();
    this.#connection.goOn();
  }

  #receive(chunk: Buffer): void {
    this.#connection.receive(chunk, performance.now());
    this.#endIfFinished();
  }

  #endIfFinished(): void {
    if (!this.#connection.isFinished || this.#isEnding) return;
    this.#isEnding = true;
    this.flush();
    this.#socket.end();
    this.#timers.push(setTimeout(() => this.#socket.destroy(), limits.lingerMs).unref());
  }

  #closed(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    clearTimeout(this.#pongDue);
    this.#isEnding = true;
    this.#connection.lost();
  }

  /** Ends a connection whose client is gone without a word. */
  #ping(): void {
    const { bytesRead } = this.#socket;
    this.#connection.ping();
    this.#pongDue = setTimeout(() => {
      if (this.#socket.bytesRead === bytesRead) this.#socket.destroy();
    }, limits.keepAliveTimeoutMs).unref();
  }

  #retire(): void {
    this.close();
    const end = setTimeout(() => this.#socket.destroy(), limits.connectionAgeGraceMs);
    this.#timers.push(end.unref());
  }
}

function flush(socket: Http2Socket): void {
  socket.flush();
}

/** Clients that came together do not all come back together. */
function connectionAgeMs(): number {
  const jitter = limits.connectionAgeJitter * (2 * Math.random() - 1);
  return limits.connectionAgeMs * (1 + jitter);
}
