import { ConnectionError } from './connection-error.ts';
import { errorCode, frameHeaderBytes, payloadBytesMax } from './protocol.ts';

/** A frame, its payload where it arrived. The splitter gives the same object again and again. */
export interface Frame {
  type: number;
  flags: number;
  streamId: number;
  bytes: Buffer;
  /** Of the payload in `bytes`. */
  start: number;
  end: number;
}

const nothing = Buffer.alloc(0);

/**
 * Cuts what arrives into frames. A frame that lies in one chunk is not copied; of one that does not, the
 * part that has arrived is held, in a buffer of its size.
 */
export class FrameSplitter {
  readonly #take: (frame: Frame) => void;
  readonly #frame: Frame = { type: 0, flags: 0, streamId: 0, bytes: nothing, start: 0, end: 0 };
  readonly #header = Buffer.allocUnsafeSlow(frameHeaderBytes);
  /** What the held bytes lie in once they tell how long their frame is; until then it is the header. */
  #held: Buffer | undefined;
  #heldBytes = 0;

  constructor(take: (frame: Frame) => void) {
    this.#take = take;
  }

  /** Gives the frames that are now complete. @throws ConnectionError when one is too long. */
  push(chunk: Buffer, start = 0): void {
    let at = this.#heldBytes > 0 ? this.#complete(chunk, start) : start;
    while (chunk.length - at >= frameHeaderBytes) {
      const end = at + frameHeaderBytes + payloadBytesAt(chunk, at);
      if (end > chunk.length) break;
      this.#give(chunk, at, end);
      at = end;
    }
    if (at < chunk.length) this.#hold(chunk, at);
  }

  #hold(chunk: Buffer, start: number): void {
    this.#heldBytes = chunk.length - start;
    if (this.#heldBytes >= frameHeaderBytes) this.#held = bufferOfFrame(chunk, start);
    chunk.copy(this.#held ?? this.#header, 0, start);
  }

  /** @returns where the next frame begins. */
  #complete(chunk: Buffer, start: number): number {
    let at = start;
    if (this.#held === undefined) {
      at += this.#add(this.#header, chunk, at);
      if (this.#heldBytes < frameHeaderBytes) return at;
      this.#held = bufferOfFrame(this.#header, 0);
      this.#header.copy(this.#held);
    }
    const frame = this.#held;
    at += this.#add(frame, chunk, at);
    if (this.#heldBytes === frame.length) {
      this.#held = undefined;
      this.#heldBytes = 0;
      this.#give(frame, 0, frame.length);
    }
    return at;
  }

  #add(target: Buffer, chunk: Buffer, at: number): number {
    const added = chunk.copy(target, this.#heldBytes, at);
    this.#heldBytes += added;
    return added;
  }

  #give(bytes: Buffer, start: number, end: number): void {
    const frame = this.#frame;
    frame.type = byteAt(bytes, start + 3);
    frame.flags = byteAt(bytes, start + 4);
    frame.streamId = uint32At(bytes, start + 5) & 0x7fff_ffff;
    frame.bytes = bytes;
    frame.start = start + frameHeaderBytes;
    frame.end = end;
    this.#take(frame);
  }
}

/** A byte that is known to be there. */
export function byteAt(bytes: Buffer, at: number): number {
  return bytes[at] ?? 0;
}

export function uint32At(bytes: Buffer, at: number): number {
  const high = (byteAt(bytes, at) << 8) | byteAt(bytes, at + 1);
  return ((high << 16) | (byteAt(bytes, at + 2) << 8) | byteAt(bytes, at + 3)) >>> 0;
}

function bufferOfFrame(header: Buffer, at: number): Buffer {
  return Buffer.allocUnsafeSlow(frameHeaderBytes + payloadBytesAt(header, at));
}

function payloadBytesAt(bytes: Buffer, at: number): number {
  const length = uint32At(bytes, at) >>> 8;
  if (length <= payloadBytesMax) return length;
  throw new ConnectionError(errorCode.frameSizeError, 'a frame is longer than 16384 bytes');
}
