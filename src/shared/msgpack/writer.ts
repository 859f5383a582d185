import { invariant } from '../invariant.ts';

const limits = { initialBytes: 256 } as const;

/**
 * Appends values in the msgpack dialect of hashicorp's Go programs (raft-wire §2): the raw family for
 * every string, the smallest form of every integer, never bin, str8 or float32.
 */
export class Writer {
  #buffer = Buffer.allocUnsafe(limits.initialBytes);
  #length = 0;

  /** What was written, a view that stays valid only until the next write. */
  finish(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  byte(value: number): void {
    const at = this.#reserve(1);
    this.#buffer[at] = value;
  }

  /** Bytes as they are, without a header. */
  raw(bytes: Uint8Array): void {
    const at = this.#reserve(bytes.length);
    this.#buffer.set(bytes, at);
  }

  nil(): void {
    this.byte(0xc0);
  }

  bool(value: boolean): void {
    this.byte(value ? 0xc3 : 0xc2);
  }

  /** An unsigned integer up to 2^53-1. */
  uint(value: number): void {
    invariant(Number.isSafeInteger(value) && value >= 0, `${value} is no unsigned integer`);
    if (value <= 0x7f) this.byte(value);
    else if (value <= 0xff) this.#header(0xcc, value, 1);
    else if (value <= 0xffff) this.#header(0xcd, value, 2);
    else if (value <= 0xffff_ffff) this.#header(0xce, value, 4);
    else this.uint64(BigInt(value));
  }

  uint64(value: bigint): void {
    invariant(value >= 0n && value < 1n << 64n, `${value} does not fit 64 bits`);
    if (value <= 0xffff_ffffn) {
      this.uint(Number(value));
    } else {
      this.byte(0xcf);
      const at = this.#reserve(8);
      this.#buffer.writeBigUInt64BE(value, at);
    }
  }

  /** A signed integer: above 127 Go writes the signed forms. */
  int(value: number): void {
    invariant(Number.isSafeInteger(value), `${value} is no integer`);
    if (value >= -32 && value <= 0x7f) this.byte(value & 0xff);
    else if (value >= -0x80 && value < 0) this.#header(0xd0, value & 0xff, 1);
    else if (value >= -0x8000 && value <= 0x7fff) this.#header(0xd1, value & 0xffff, 2);
    else if (value >= -0x8000_0000 && value <= 0x7fff_ffff) this.#header(0xd2, value >>> 0, 4);
    else {
      this.byte(0xd3);
      const at = this.#reserve(8);
      this.#buffer.writeBigInt64BE(BigInt(value), at);
    }
  }

  float64(value: number): void {
    this.byte(0xcb);
    const at = this.#reserve(8);
    this.#buffer.writeDoubleBE(value, at);
  }

  bytes(value: Uint8Array): void {
    this.#rawHeader(value.length);
    this.raw(value);
  }

  text(value: string): void {
    const length = Buffer.byteLength(value);
    this.#rawHeader(length);
    const at = this.#reserve(length);
    this.#buffer.write(value, at, 'utf8');
  }

  arrayHeader(count: number): void {
    if (count < 16) this.byte(0x90 | count);
    else this.#sizedHeader(0xdc, count);
  }

  mapHeader(count: number): void {
    if (count < 16) this.byte(0x80 | count);
    else this.#sizedHeader(0xde, count);
  }

  #rawHeader(length: number): void {
    if (length < 32) this.byte(0xa0 | length);
    else this.#sizedHeader(0xda, length);
  }

  /** The 16-bit form of a length, or the 32-bit form, whose tag follows it. */
  #sizedHeader(tag: number, length: number): void {
    if (length <= 0xffff) this.#header(tag, length, 2);
    else this.#header(tag + 1, length, 4);
  }

  #header(tag: number, value: number, width: 1 | 2 | 4): void {
    this.byte(tag);
    const at = this.#reserve(width);
    this.#buffer.writeUIntBE(value, at, width);
  }

  /** Makes room and returns where it starts. */
  #reserve(bytes: number): number {
    const at = this.#length;
    this.#length += bytes;
    if (this.#length > this.#buffer.length) {
      const grown = Buffer.allocUnsafe(Math.max(this.#length, this.#buffer.length * 2));
      this.#buffer.copy(grown, 0, 0, at);
      this.#buffer = grown;
    }
    return at;
  }
}
