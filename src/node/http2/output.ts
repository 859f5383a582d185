import { type ErrorCode, flag, frameHeaderBytes, frameType, payloadBytesMax } from './protocol.ts';

const limits = {
  /** Small things are copied together into buffers of this size. */
  slabBytes: 16 * 1024,
  /** From this size on a payload leaves as a piece of its own, without being copied. */
  ownPieceBytes: 4 * 1024,
} as const;

const nothing = Buffer.alloc(0);

/** The frames that wait to be written, in as few pieces as possible. */
export class Output {
  readonly #announce: () => void;
  #isAnnounced = false;
  #pieces: Buffer[] = [];
  #pieceBytes = 0;
  #slab = nothing;
  /** What lies in the slab and is not yet part of a piece. */
  #start = 0;
  #end = 0;

  /** @param announce is called with the first frame after `rearm`, and with the first of all */
  constructor(announce: () => void) {
    this.#announce = announce;
  }

  rearm(): void {
    this.#isAnnounced = false;
  }

  get sizeBytes(): number {
    return this.#pieceBytes + this.#end - this.#start;
  }

  /** Everything up to now. */
  take(): readonly Buffer[] {
    this.#cut();
    const pieces = this.#pieces;
    this.#pieces = [];
    this.#pieceBytes = 0;
    return pieces;
  }

  /** Nobody looks any more at what was taken: its memory may be used again. */
  reuse(): void {
    if (this.#start !== this.#end) return;
    this.#start = 0;
    this.#end = 0;
  }

  data(streamId: number, payload: Uint8Array): void {
    this.#frame(frameType.data, 0, streamId, payload);
  }

  /** A block that does not fit into a frame is continued (RFC 9113 §6.10). */
  headers(streamId: number, flags: number, block: Uint8Array): void {
    if (block.length <= payloadBytesMax) {
      this.#frame(frameType.headers, flags | flag.endHeaders, streamId, block);
      return;
    }
    this.#frame(frameType.headers, flags, streamId, block.subarray(0, payloadBytesMax));
    for (let at = payloadBytesMax; at < block.length; at += payloadBytesMax) {
      const end = at + payloadBytesMax;
      const flagsThen = end < block.length ? 0 : flag.endHeaders;
      this.#frame(frameType.continuation, flagsThen, streamId, block.subarray(at, end));
    }
  }

  reset(streamId: number, code: ErrorCode): void {
    this.#frameOfNumber(frameType.rstStream, streamId, code);
  }

  windowUpdate(streamId: number, increment: number): void {
    this.#frameOfNumber(frameType.windowUpdate, streamId, increment);
  }

  settings(values: readonly (readonly [id: number, value: number])[]): void {
    const payload = Buffer.allocUnsafe(6 * values.length);
    for (const [at, [id, value]] of values.entries()) {
      payload.writeUInt16BE(id, 6 * at);
      payload.writeUInt32BE(value, 6 * at + 2);
    }
    this.#frame(frameType.settings, 0, 0, payload);
  }

  settingsAck(): void {
    this.#frame(frameType.settings, flag.ack, 0, nothing);
  }

  ping(flags: number, payload: Uint8Array): void {
    this.#frame(frameType.ping, flags, 0, payload);
  }

  goAway(lastStreamId: number, code: ErrorCode, reason: string): void {
    const payload = Buffer.alloc(8 + reason.length);
    payload.writeUInt32BE(lastStreamId, 0);
    payload.writeUInt32BE(code, 4);
    payload.write(reason, 8, 'latin1');
    this.#frame(frameType.goAway, 0, 0, payload);
  }

  #frame(type: number, flags: number, streamId: number, payload: Uint8Array): void {
    const isOwnPiece = payload.length >= limits.ownPieceBytes;
    const at = this.#reserve(frameHeaderBytes + (isOwnPiece ? 0 : payload.length));
    const slab = this.#slab;
    slab[at] = payload.length >> 16;
    slab[at + 1] = payload.length >> 8;
    slab[at + 2] = payload.length;
    slab[at + 3] = type;
    slab[at + 4] = flags;
    writeUint32(slab, at + 5, streamId);
    if (isOwnPiece) this.#addPiece(payload);
    else slab.set(payload, at + frameHeaderBytes);
  }

  #frameOfNumber(type: number, streamId: number, value: number): void {
    const at = this.#reserve(frameHeaderBytes + 4);
    const slab = this.#slab;
    slab[at] = 0;
    slab[at + 1] = 0;
    slab[at + 2] = 4;
    slab[at + 3] = type;
    slab[at + 4] = 0;
    writeUint32(slab, at + 5, streamId);
    writeUint32(slab, at + 9, value);
  }

  /** @returns where so many bytes may be written into the slab. */
  #reserve(bytes: number): number {
    if (!this.#isAnnounced) {
      this.#isAnnounced = true;
      this.#announce();
    }
    if (this.#end + bytes > this.#slab.length) {
      this.#cut();
      this.#slab = Buffer.allocUnsafeSlow(limits.slabBytes);
      this.#start = 0;
      this.#end = 0;
    }
    const at = this.#end;
    this.#end += bytes;
    return at;
  }

  #addPiece(payload: Uint8Array): void {
    this.#cut();
    this.#pieces.push(Buffer.from(payload.buffer, payload.byteOffset, payload.length));
    this.#pieceBytes += payload.length;
  }

  #cut(): void {
    if (this.#start === this.#end) return;
    this.#pieces.push(this.#slab.subarray(this.#start, this.#end));
    this.#pieceBytes += this.#end - this.#start;
    this.#start = this.#end;
  }
}

function writeUint32(bytes: Buffer, at: number, value: number): void {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  bytes[at + 2] = value >>> 8;
  bytes[at + 3] = value;
}
