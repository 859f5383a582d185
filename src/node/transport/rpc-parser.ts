import { ValueScanner } from '../../shared/msgpack/value-scanner.ts';
import { ByteQueue } from './byte-queue.ts';
import { refused } from './refused.ts';
import { rpcTypes } from './rpc-records.ts';

export const limits = {
  /** 64 entries, hashicorp's default, of the largest value that mokv takes, and some room. */
  requestBytesMax: 72 * 1024 * 1024,
  /** 1024 entries of six fields need 13,000; the rest is for fields that a later version may add. */
  requestValuesMax: 32_768,
  responseBytesMax: 64 * 1024,
  responseValuesMax: 256,
} as const;

/**
 * Cuts a stream into requests: a type byte and a msgpack map. What cannot be a request is refused as
 * soon as the byte that shows it arrives. All methods that look at bytes throw then, and the stream is
 * lost (raft-wire §1: there is no resync).
 */
export class RequestParser {
  readonly #queue = new ByteQueue();
  readonly #scanner = new ValueScanner(limits.requestBytesMax, limits.requestValuesMax);
  #scanned = 0;

  push(chunk: Uint8Array): void {
    this.#queue.push(chunk);
  }

  /** Whether a request, or the snapshot behind it, has begun to arrive: some bytes of it are here. */
  get isInsideRequest(): boolean {
    return this.#queue.length > 0;
  }

  /** The next complete request, or undefined until more bytes are there. */
  next(): Buffer | undefined {
    if (this.#queue.length === 0) return undefined;
    const bytes = this.#queue.view();
    if (this.#scanned === 0) {
      checkTypeByte(bytes);
      this.#scanned = 1;
    }
    checkMapTag(bytes);
    const end = this.#scanner.scan(bytes, this.#scanned);
    if (end === undefined) {
      this.#scanned = bytes.length;
      return undefined;
    }
    this.#scanned = 0;
    return this.#queue.take(end);
  }

  /** Up to `count` bytes that follow the last request and are no request: the start of a snapshot. */
  takeRaw(count: number): Buffer {
    return this.#queue.take(Math.min(count, this.#queue.length));
  }
}

/** Cuts a stream into responses: two msgpack values, the error text and the map. */
export class ResponseParser {
  readonly #queue = new ByteQueue();
  readonly #scanner = new ValueScanner(limits.responseBytesMax, limits.responseValuesMax);
  #scanned = 0;
  #hasErrorText = false;

  push(chunk: Uint8Array): void {
    this.#queue.push(chunk);
  }

  /** The next complete response, or undefined until more bytes are there. */
  next(): Buffer | undefined {
    if (this.#queue.length === 0) return undefined;
    const bytes = this.#queue.view();
    while (this.#scanned < bytes.length) {
      const end = this.#scanner.scan(bytes, this.#scanned);
      this.#scanned = end ?? bytes.length;
      if (end === undefined) return undefined;
      this.#hasErrorText = !this.#hasErrorText;
      if (this.#hasErrorText) continue;
      this.#scanned = 0;
      return this.#queue.take(end);
    }
    return undefined;
  }
}

const knownTypes: ReadonlySet<number> = new Set(Object.values(rpcTypes));

function checkTypeByte(bytes: Buffer): void {
  const type = bytes[0];
  if (type === undefined || !knownTypes.has(type)) throw refused(`a request of type ${type}`);
}

function checkMapTag(bytes: Buffer): void {
  const tag = bytes[1];
  if (tag === undefined) return;
  const isMap = (tag >= 0x80 && tag <= 0x8f) || tag === 0xde || tag === 0xdf;
  if (!isMap) throw refused('a request that is no map');
}
