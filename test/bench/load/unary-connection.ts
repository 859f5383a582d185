import type { Duplex } from 'node:stream';
import { HeaderEncoder } from './header-encoder.ts';

/** RFC 9113 §6, as far as unary calls need them. */
const frames = {
  data: 0,
  headers: 1,
  resetStream: 3,
  settings: 4,
  ping: 6,
  goAway: 7,
  windowUpdate: 8,
} as const;
const flags = { ack: 1, endStream: 1, endHeaders: 4 } as const;
const settings = { headerTableSize: 1, enablePush: 2, initialWindowSize: 4 } as const;

const limits = {
  /** So much may arrive on a stream unasked; no answer here comes near it. */
  streamWindowBytes: 2 ** 31 - 1,
  connectionWindowBytes: 2 ** 30,
  headerTableBytes: 4096,
} as const;

const frameHeaderBytes = 9;
const messagePrefixBytes = 5;
const defaultWindowBytes = 65_535;

interface OpenCall {
  readonly done: (isOk: boolean) => void;
  hasMessage: boolean;
}

interface BlockedCall {
  readonly path: string;
  readonly message: Uint8Array;
  readonly done: (isOk: boolean) => void;
}

/**
 * The client side of one HTTP/2 connection that makes unary gRPC calls and nothing else. It writes the
 * frames itself, for a few microseconds a call, so that the measured servers have the machine and not
 * the client. An answer counts as good when it has a message: a call that failed has none.
 */
export class UnaryConnection {
  /** Resolves when the server has sent its settings. */
  readonly ready: Promise<void>;
  readonly #socket: Duplex;
  readonly #headers: HeaderEncoder;
  readonly #calls = new Map<number, OpenCall>();
  readonly #blocked: BlockedCall[] = [];
  readonly #onReady: () => void;
  #outgoing: Buffer[] = [];
  #unread: Buffer = Buffer.alloc(0);
  #nextStream = 1;
  #sendWindow = defaultWindowBytes;
  #receivedBytes = 0;

  /** @param onClosed called once when the connection can carry no more calls. */
  constructor(socket: Duplex, scheme: 'http' | 'https', onClosed: (reason: string) => void) {
    this.#socket = socket;
    this.#headers = new HeaderEncoder(scheme);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ready = promise;
    this.#onReady = resolve;
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('error', (error) => onClosed(error.message));
    socket.once('close', () => onClosed('the server closed the connection'));
    this.#outgoing.push(preface());
    this.#flush();
  }

  /** Leaves with the others of this turn of the event loop when `flush` is called. */
  call(path: string, message: Uint8Array, done: (isOk: boolean) => void): void {
    if (this.#sendWindow < message.length + messagePrefixBytes) {
      this.#blocked.push({ path, message, done });
      return;
    }
    this.#sendWindow -= message.length + messagePrefixBytes;
    this.#calls.set(this.#nextStream, { done, hasMessage: false });
    this.#outgoing.push(callFrames(this.#nextStream, this.#headers.encode(path), message));
    this.#nextStream += 2;
  }

  flush(): void {
    if (this.#outgoing.length > 0) this.#flush();
  }

  close(): void {
    this.#socket.destroy();
  }

  #flush(): void {
    this.#socket.write(Buffer.concat(this.#outgoing));
    this.#outgoing = [];
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
        this.#data(stream, payload.length);
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
          this.#outgoing.push(frameOf(frames.ping, flags.ack, 0, payload));
        }
        break;
      case frames.goAway:
        throw new Error(`the server sent GOAWAY: ${payload.subarray(8).toString()}`);
      case frames.windowUpdate:
        if (stream === 0) this.#windowGrew(payload.readUInt32BE(0));
    }
  }

  #data(stream: number, length: number): void {
    const call = this.#calls.get(stream);
    if (call !== undefined && length > 0) call.hasMessage = true;
    this.#receivedBytes += length;
    if (this.#receivedBytes < limits.connectionWindowBytes / 2) return;
    this.#outgoing.push(windowUpdate(this.#receivedBytes));
    this.#receivedBytes = 0;
  }

  #ended(stream: number): void {
    const call = this.#calls.get(stream);
    this.#calls.delete(stream);
    call?.done(call.hasMessage);
  }

  #settings(payload: Buffer): void {
    for (let at = 0; at < payload.length; at += 6) {
      const value = payload.readUInt32BE(at + 2);
      const id = payload.readUInt16BE(at);
      if (id === settings.headerTableSize && value < limits.headerTableBytes) {
        throw new Error(`the server keeps a header table of ${value} bytes only`);
      }
      if (id === settings.initialWindowSize && value < defaultWindowBytes) {
        throw new Error(`the server takes ${value} bytes of a request at once only`);
      }
    }
    this.#outgoing.push(frameOf(frames.settings, flags.ack, 0, Buffer.alloc(0)));
    this.#onReady();
  }

  #windowGrew(bytes: number): void {
    this.#sendWindow += bytes;
    for (const { path, message, done } of this.#blocked.splice(0)) this.call(path, message, done);
  }
}

function preface(): Buffer {
  const wanted = Buffer.alloc(12);
  wanted.writeUInt16BE(settings.enablePush, 0);
  wanted.writeUInt32BE(0, 2);
  wanted.writeUInt16BE(settings.initialWindowSize, 6);
  wanted.writeUInt32BE(limits.streamWindowBytes, 8);
  return Buffer.concat([
    Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
    frameOf(frames.settings, 0, 0, wanted),
    windowUpdate(limits.connectionWindowBytes - defaultWindowBytes),
  ]);
}

function windowUpdate(bytes: number): Buffer {
  const payload = Buffer.alloc(4);
  payload.writeUInt32BE(bytes);
  return frameOf(frames.windowUpdate, 0, 0, payload);
}

function callFrames(stream: number, headers: Buffer, message: Uint8Array): Buffer {
  const bodyBytes = messagePrefixBytes + message.length;
  const headersEnd = frameHeaderBytes + headers.length;
  const bytes = Buffer.allocUnsafe(headersEnd + frameHeaderBytes + bodyBytes);
  writeFrameHeader(bytes, 0, [frames.headers, flags.endHeaders, stream, headers.length]);
  bytes.set(headers, frameHeaderBytes);
  writeFrameHeader(bytes, headersEnd, [frames.data, flags.endStream, stream, bodyBytes]);
  const body = headersEnd + frameHeaderBytes;
  bytes.writeUInt8(0, body);
  bytes.writeUInt32BE(message.length, body + 1);
  bytes.set(message, body + messagePrefixBytes);
  return bytes;
}

function frameOf(type: number, flag: number, stream: number, payload: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(frameHeaderBytes + payload.length);
  writeFrameHeader(bytes, 0, [type, flag, stream, payload.length]);
  bytes.set(payload, frameHeaderBytes);
  return bytes;
}

function writeFrameHeader(
  bytes: Buffer,
  at: number,
  [type, flag, stream, length]: readonly [number, number, number, number],
): void {
  bytes.writeUIntBE(length, at, 3);
  bytes.writeUInt8(type, at + 3);
  bytes.writeUInt8(flag, at + 4);
  bytes.writeUInt32BE(stream, at + 5);
}
