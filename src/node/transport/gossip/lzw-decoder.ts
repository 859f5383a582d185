import { malformed } from '../../gossip/codec/malformed.ts';
import { lzw } from './lzw.ts';

const limits = {
  /** Bytes that one step decodes: less than two milliseconds of work. */
  stepBytes: 256 * 1024,
  /** Output is reserved as it comes, starting with this for each byte of input. */
  initialRatio: 4,
} as const;

/**
 * Undoes `compressLzw` and whatever else Go's encoder may write (serf-wire §1.3), one step at a time,
 * so that a large state never holds up the event loop.
 */
export class LzwDecoder {
  readonly #input: Uint8Array;
  readonly #outputMax: number;
  #offset = 0;
  #pending = 0;
  #pendingBits = 0;
  #output: Buffer;
  #length = 0;
  /** What a code stands for: what its prefix does and a byte; also its first byte and its length. */
  readonly #prefixes: Uint16Array;
  readonly #suffixes: Uint8Array;
  readonly #firsts: Uint8Array;
  readonly #lengths: Uint32Array;
  #next: number = lzw.firstFree;
  #width: number = lzw.widthMin;
  #previous: number | undefined;

  /** More than `outputMax` bytes of output are refused before memory is reserved for them. */
  constructor(input: Uint8Array, outputMax: number) {
    this.#input = input;
    this.#outputMax = outputMax;
    this.#output = Buffer.allocUnsafe(Math.min(outputMax, input.length * limits.initialRatio));
    // A packet is small and needs few codes: clearing whole tables would cost more than decoding.
    const codesMax = Math.ceil((input.length * 8) / lzw.widthMin);
    const tableSize = Math.min(lzw.tableSize, lzw.firstFree + codesMax);
    this.#prefixes = new Uint16Array(tableSize);
    this.#suffixes = new Uint8Array(tableSize);
    this.#firsts = new Uint8Array(tableSize);
    this.#lengths = new Uint32Array(tableSize).fill(1, 0, lzw.clear);
    for (let byte = 0; byte < lzw.clear; byte += 1) this.#firsts[byte] = byte;
  }

  /** Everything, in memory of its own; undefined when another step is needed. Throws CORRUPT. */
  step(): Buffer | undefined {
    const until = this.#length + limits.stepBytes;
    for (let codes = 0; codes < limits.stepBytes && this.#length < until; codes += 1) {
      const code = this.#readCode();
      if (code === lzw.end) return this.#output.subarray(0, this.#length);
      if (code === lzw.clear) this.#clear();
      else this.#expand(code);
    }
    return undefined;
  }

  #readCode(): number {
    while (this.#pendingBits < this.#width) {
      const byte = this.#input[this.#offset];
      if (byte === undefined) throw malformed('compressed data without its end');
      this.#offset += 1;
      this.#pending |= byte << this.#pendingBits;
      this.#pendingBits += 8;
    }
    const code = this.#pending & ((1 << this.#width) - 1);
    this.#pending >>>= this.#width;
    this.#pendingBits -= this.#width;
    return code;
  }

  #clear(): void {
    this.#next = lzw.firstFree;
    this.#width = lzw.widthMin;
    this.#previous = undefined;
  }

  #expand(code: number): void {
    const previous = this.#previous;
    const isKnown = code < this.#next || (code === this.#next && previous !== undefined);
    if (!isKnown) throw malformed('compressed data with a code that has no meaning');
    // A code may come before its meaning is complete: then it starts as the previous code does.
    if (previous !== undefined && this.#next < lzw.tableSize) {
      this.#define(previous, code < this.#next ? code : previous);
    }
    this.#append(code);
    this.#previous = code;
  }

  /** The next code stands for what `prefix` does and the first byte of what `follower` stands for. */
  #define(prefix: number, follower: number): void {
    this.#prefixes[this.#next] = prefix;
    this.#suffixes[this.#next] = this.#firsts[follower] ?? 0;
    this.#firsts[this.#next] = this.#firsts[prefix] ?? 0;
    this.#lengths[this.#next] = (this.#lengths[prefix] ?? 0) + 1;
    this.#next += 1;
    if (this.#next === 1 << this.#width && this.#width < lzw.widthMax) this.#width += 1;
  }

  #append(code: number): void {
    const end = this.#length + (this.#lengths[code] ?? 0);
    if (end > this.#output.length) this.#grow(end);
    this.#length = end;
    let at = end - 1;
    let rest = code;
    for (; rest >= lzw.firstFree; rest = this.#prefixes[rest] ?? 0) {
      this.#output[at] = this.#suffixes[rest] ?? 0;
      at -= 1;
    }
    this.#output[at] = rest;
  }

  #grow(needed: number): void {
    if (needed > this.#outputMax) {
      throw malformed(`more than ${this.#outputMax} bytes in compressed form`);
    }
    const grown = Buffer.allocUnsafe(
      Math.min(this.#outputMax, Math.max(needed, this.#output.length * 2)),
    );
    this.#output.copy(grown, 0, 0, this.#length);
    this.#output = grown;
  }
}
