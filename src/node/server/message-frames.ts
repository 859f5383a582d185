import { gunzip, inflate } from 'node:zlib';
import { frameOf, prefixBytes } from '../../api/message-frame.ts';
import { MokvError } from '../../shared/errors.ts';

const limits = {
  /** A batch of 4 MiB, and what its framing takes. Before and after decompression. */
  messageBytesMax: 4 * 1024 * 1024 + 64 * 1024,
} as const;

const compressedFlag = 1;
const nothing = Buffer.alloc(0);

/** What a caller may compress its messages with. */
export const acceptedEncodings = 'identity,gzip,deflate';

/** @throws RESOURCE_EXHAUSTED when it is larger than what callers accept. */
export function answerFrameOf(message: Uint8Array): Buffer {
  if (message.length <= limits.messageBytesMax) return frameOf(message);
  throw tooLarge('the answer', limits.messageBytesMax);
}

/** A message as it arrived. */
export interface Frame {
  readonly isCompressed: boolean;
  readonly bytes: Buffer;
}

/**
 * Cuts what arrives into messages. It holds at most twice what has arrived of a message, in one buffer:
 * neither a declared length nor a message in pieces of a byte makes it hold more.
 */
export class FrameReader {
  readonly #messageBytesMax: number;
  #bytes: Buffer = nothing;
  #start = 0;
  #end = 0;
  /** What arrives in one piece is not copied, so what follows must not be written behind it. */
  #isOwn = false;

  constructor(messageBytesMax: number = limits.messageBytesMax) {
    this.#messageBytesMax = messageBytesMax;
  }

  /** Whether all that arrived has been taken. */
  get isEmpty(): boolean {
    return this.#start === this.#end;
  }

  push(chunk: Buffer): void {
    if (this.isEmpty) {
      this.#bytes = chunk;
      this.#start = 0;
      this.#end = chunk.length;
      this.#isOwn = false;
      return;
    }
    if (!this.#isOwn || this.#end + chunk.length > this.#bytes.length) this.#grow(chunk.length);
    this.#end += chunk.copy(this.#bytes, this.#end);
  }

  /**
   * The next message, once all of it is there.
   * @throws RESOURCE_EXHAUSTED when it is too large, as soon as it says so; INTERNAL when it is no message.
   */
  take(): Frame | undefined {
    const length = this.#end - this.#start;
    if (length < prefixBytes) return undefined;
    const flags = this.#bytes.readUInt8(this.#start);
    if (flags > compressedFlag) throw new MokvError('INTERNAL', `a message has the flags ${flags}`);
    const messageBytes = this.#bytes.readUInt32BE(this.#start + 1);
    if (messageBytes > this.#messageBytesMax) throw tooLarge('a message', this.#messageBytesMax);
    if (length < prefixBytes + messageBytes) return undefined;
    const from = this.#start + prefixBytes;
    this.#start = from + messageBytes;
    return {
      isCompressed: flags === compressedFlag,
      bytes: this.#bytes.subarray(from, this.#start),
    };
  }

  /** Messages that were taken still lie in the old buffer. */
  #grow(chunkBytes: number): void {
    const length = this.#end - this.#start;
    const grown = Buffer.allocUnsafeSlow(Math.max(2 * length, length + chunkBytes));
    this.#bytes.copy(grown, 0, this.#start, this.#end);
    this.#bytes = grown;
    this.#start = 0;
    this.#end = length;
    this.#isOwn = true;
  }
}

/**
 * Rejects with RESOURCE_EXHAUSTED when it would be too large, UNIMPLEMENTED when the encoding is none that
 * is accepted, INTERNAL when it is damaged or no encoding was named (gRPC compression).
 */
export function decompressed(
  bytes: Buffer,
  encoding: string | undefined,
  messageBytesMax: number = limits.messageBytesMax,
): Promise<Buffer> {
  if (encoding === undefined || encoding === 'identity') {
    const message = 'a message is compressed, but its call names no grpc-encoding';
    return Promise.reject(new MokvError('INTERNAL', message));
  }
  const decompress = encoding === 'gzip' ? gunzip : encoding === 'deflate' ? inflate : undefined;
  if (decompress === undefined) {
    const message = 'a message is compressed with neither gzip nor deflate';
    return Promise.reject(new MokvError('UNIMPLEMENTED', message));
  }
  return new Promise((resolve, reject) => {
    decompress(bytes, { maxOutputLength: messageBytesMax }, (error, result) => {
      if (error === null) resolve(result);
      else if ('code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
        reject(tooLarge('a message', messageBytesMax));
      } else reject(new MokvError('INTERNAL', 'a compressed message is damaged', { cause: error }));
    });
  });
}

function tooLarge(what: string, messageBytesMax: number): MokvError {
  return new MokvError('RESOURCE_EXHAUSTED', `${what} is larger than ${messageBytesMax} bytes`);
}
