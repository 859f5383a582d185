import type { Duplex } from 'node:stream';
import { prefixBytes } from '../../../src/api/message-frame.ts';
import {
  callFrames,
  flags,
  frameHeaderBytes,
  frameOf,
  frames,
  settings,
  windowUpdate,
} from './frames.ts';
import { HeaderEncoder } from './header-encoder.ts';
import { type Carrier, RequestStream } from './request-stream.ts';

const limits = {
  /** So much may arrive on a stream unasked: more than any stream of a measurement brings. */
  streamWindowBytes: 2 ** 31 - 1,
  connectionWindowBytes: 2 ** 30,
  headerTableBytes: 4096,
} as const;

const defaultWindowBytes = 65_535;
const settingBytes = 6;

export interface AnswerListener {
  /** The next piece of the answer's body, cut anywhere. */
  data(piece: Buffer): void;
  /** Nothing more comes, for whatever reason. */
  ended(): void;
}

interface Request {
  readonly path: string;
  readonly message: Uint8Array;
  readonly listener: AnswerListener;
}

/**
 * The client side of one HTTP/2 connection that makes gRPC calls and nothing else. It writes the frames
 * itself, for a few microseconds a call, so that the measured servers have the machine and not the client.
 */
export class LeanConnection {
  /** Resolves when the server has sent its settings. */
  readonly ready: Promise<void>;
  readonly #socket: Duplex;
  readonly #headers: HeaderEncoder;
  readonly #listeners = new Map<number, AnswerListener>();
  readonly #requests = new Map<number, RequestStream>();
  readonly #blocked: Request[] = [];
  readonly #carrier: Carrier;
  readonly #onReady: () => void;
  #outgoing: Buffer[] = [];
  #unread: Buffer = Buffer.alloc(0);
  #nextStream = 1;
  #sendWindow = defaultWindowBytes;
  #streamWindow = defaultWindowBytes;
  #receivedBytes = 0;

  /** @param onClosed called once when the connection can carry no more calls. */
  constructor(socket: Duplex, scheme: 'http' | 'https', onClosed: (reason: string) => void) {
    this.#socket = socket;
    this.#headers = new HeaderEncoder(scheme);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ready = promise;
    this.#onReady = resolve;
    this.#carrier = {
      take: (bytes) => this.#take(bytes),
      write: (made) => void this.#outgoing.push(...made),
    };
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('error', (error) => onClosed(error.message));
    socket.once('close', () => onClosed('the server closed the connection'));
    this.#outgoing.push(preface());
    this.flush();
  }

  /** A call with one request. It leaves with the others of this turn of the event loop, or by `flush`. */
  call(path: string, message: Uint8Array, listener: AnswerListener): void {
    if (!this.#take(message.length + prefixBytes)) {
      this.#blocked.push({ path, message, listener });
      return;
    }
    const stream = this.#opened(listener);
    this.#outgoing.push(...callFrames(stream, this.#headers.encode(path), message));
  }

  /** A call whose request goes on, once the connection is ready. */
  stream(path: string, listener: AnswerListener): RequestStream {
    const id = this.#opened(listener);
    const head = { type: frames.headers, flags: flags.endHeaders, stream: id };
    this.#outgoing.push(frameOf(head, this.#headers.encode(path)));
    const request = new RequestStream(id, this.#carrier, this.#streamWindow);
    this.#requests.set(id, request);
    return request;
  }

  flush(): void {
    if (this.#outgoing.length === 0) return;
    this.#socket.write(Buffer.concat(this.#outgoing));
    this.#outgoing = [];
  }

  #opened(listener: AnswerListener): number {
    const stream = this.#nextStream;
    this.#nextStream += 2;
    this.#listeners.set(stream, listener);
    return stream;
  }

  #take(bytes: number): boolean {
    if (this.#sendWindow < bytes) return false;
    this.#sendWindow -= bytes;
    return true;
  }

  #receive(chunk: Buffer): void {
    const bytes = this.#unread.length === 0 ? chunk : Buffer.concat([this.#unread, chunk]);
    let at = 0;
    while (bytes.length - at >= frameHeaderBytes) {
      const end = at + frameHeaderBytes + bytes.readUIntBE(at, 3);
      if (end > bytes.length) break;
      this.#frame(bytes.subarray(at, end));
      at = end;
    }
    this.#unread = bytes.subarray(at);
    this.flush();
  }

  #frame(frame: Buffer): void {
    const flag = frame.readUInt8(4);
    const stream = frame.readUInt32BE(5);
    const payload = frame.subarray(frameHeaderBytes);
    switch (frame.readUInt8(3)) {
      case frames.data:
        this.#data(stream, payload);
        break;
      case frames.headers:
        if ((flag & flags.endStream) !== 0) this.#ended(stream);
        break;
      case frames.resetStream:
        this.#ended(stream);
        break;
      case frames.settings:
        if ((flag & flags.ack) === 0) this.#settings(payload);
        break;
      case frames.ping:
        if ((flag & flags.ack) === 0) {
          const head = { type: frames.ping, flags: flags.ack, stream: 0 };
          this.#outgoing.push(frameOf(head, payload));
        }
        break;
      case frames.goAway:
        throw new Error(`the server sent GOAWAY: ${payload.subarray(8).toString()}`);
      case frames.windowUpdate:
        this.#windowGrew(stream, payload.readUInt32BE(0));
    }
  }

  #data(stream: number, payload: Buffer): void {
    if (payload.length > 0) this.#listeners.get(stream)?.data(payload);
    this.#receivedBytes += payload.length;
    if (this.#receivedBytes < limits.connectionWindowBytes / 2) return;
    this.#outgoing.push(windowUpdate(this.#receivedBytes));
    this.#receivedBytes = 0;
  }

  #ended(stream: number): void {
    const listener = this.#listeners.get(stream);
    this.#listeners.delete(stream);
    this.#requests.delete(stream);
    listener?.ended();
  }

  #settings(payload: Buffer): void {
    for (let at = 0; at < payload.length; at += settingBytes) {
      const value = payload.readUInt32BE(at + 2);
      const id = payload.readUInt16BE(at);
      if (id === settings.headerTableSize && value < limits.headerTableBytes) {
        throw new Error(`the server keeps a header table of ${value} bytes only`);
      }
      if (id === settings.initialWindowSize) this.#streamWindowIs(value);
    }
    this.#outgoing.push(
      frameOf({ type: frames.settings, flags: flags.ack, stream: 0 }, Buffer.alloc(0)),
    );
    this.#onReady();
  }

  #streamWindowIs(bytes: number): void {
    if (bytes < defaultWindowBytes) {
      throw new Error(`the server takes ${bytes} bytes of a request at once only`);
    }
    const grown = bytes - this.#streamWindow;
    this.#streamWindow = bytes;
    for (const request of this.#requests.values()) request.grew(grown);
  }

  #windowGrew(stream: number, bytes: number): void {
    if (stream !== 0) {
      this.#requests.get(stream)?.grew(bytes);
      return;
    }
    this.#sendWindow += bytes;
    for (const { path, message, listener } of this.#blocked.splice(0)) {
      this.call(path, message, listener);
    }
    for (const request of this.#requests.values()) request.resume();
  }
}

function preface(): Buffer {
  const wanted = Buffer.alloc(settingBytes * 2);
  wanted.writeUInt16BE(settings.enablePush, 0);
  wanted.writeUInt32BE(0, 2);
  wanted.writeUInt16BE(settings.initialWindowSize, settingBytes);
  wanted.writeUInt32BE(limits.streamWindowBytes, settingBytes + 2);
  return Buffer.concat([
    Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
    frameOf({ type: frames.settings, flags: flags.none, stream: 0 }, wanted),
    windowUpdate(limits.connectionWindowBytes - defaultWindowBytes),
  ]);
}
