import { broken, tooMuch, wrongSize } from './connection-error.ts';
import { type Frame, uint32At } from './frame-splitter.ts';
import { type FieldSink, HeaderDecoder } from './header-decoder.ts';
import { flag } from './protocol.ts';
import { unpadded } from './unpadded.ts';

const limits = {
  blockBytesMax: 16 * 1024,
  continuationsMax: 16,
} as const;

const priorityBytes = 5;
const nothing: Buffer = Buffer.alloc(0);

/** Puts together the header blocks of a connection, one at a time, and decodes them (RFC 9113 §4.3). */
export class HeaderBlocks {
  readonly #decoder = new HeaderDecoder();
  #streamId = 0;
  #endsStream = false;
  #isOpen = false;
  #bytes = nothing;
  #start = 0;
  #end = 0;
  #continuations = 0;

  /** Whether only a continuation may follow. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  get streamId(): number {
    return this.#streamId;
  }

  get endsStream(): boolean {
    return this.#endsStream;
  }

  /** @returns whether the block is complete. It is to be decoded then, before anything else. */
  begin(frame: Frame): boolean {
    const { start, end } = unpadded(frame);
    this.#streamId = frame.streamId;
    this.#endsStream = (frame.flags & flag.endStream) !== 0;
    this.#continuations = 0;
    this.#bytes = frame.bytes;
    this.#start = start + this.#priority(frame, start, end);
    this.#end = end;
    if ((frame.flags & flag.endHeaders) !== 0) return true;
    // It outlives the chunk that it lies in.
    this.#bytes = Buffer.from(frame.bytes.subarray(this.#start, end));
    this.#start = 0;
    this.#end = this.#bytes.length;
    this.#isOpen = true;
    return false;
  }

  /** As `begin`. @throws ConnectionError when it does not belong here, or there is too much of it. */
  continue({ streamId, flags, bytes, start, end }: Frame): boolean {
    if (!this.#isOpen || streamId !== this.#streamId) {
      throw broken('a continuation continues nothing');
    }
    this.#continuations += 1;
    const isTooLong = this.#bytes.length + end - start > limits.blockBytesMax;
    if (isTooLong || this.#continuations > limits.continuationsMax) {
      throw tooMuch('a header block is too long');
    }
    this.#bytes = Buffer.concat([this.#bytes, bytes.subarray(start, end)]);
    this.#end = this.#bytes.length;
    this.#isOpen = (flags & flag.endHeaders) === 0;
    return !this.#isOpen;
  }

  /** @throws ConnectionError when it is damaged. */
  decode(fields: FieldSink): void {
    this.#decoder.decode(this.#bytes, this.#start, this.#end, fields);
    this.#bytes = nothing;
  }

  /** @returns the length of the priority, which is ignored. */
  #priority({ flags, streamId, bytes }: Frame, start: number, end: number): number {
    if ((flags & flag.priority) === 0) return 0;
    if (end - start < priorityBytes) {
      throw wrongSize('HEADERS');
    }
    if ((uint32At(bytes, start) & 0x7fff_ffff) === streamId) {
      throw broken('a stream depends on itself');
    }
    return priorityBytes;
  }
}
