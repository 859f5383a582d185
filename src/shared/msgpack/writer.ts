import { InvariantViolation } from '../invariant.ts';

const limits = {
  initialBytes: 256,
  /** So short a piece is copied faster here than by a call into the runtime. */
  shortBytes: 48,
} as const;

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
    const { length } = bytes;
    const at = this.#reserve(length);
    const buffer = this.#buffer;
    if (length > limits.shortBytes) buffer.set(bytes, at);
    else for (let index = 0; index < length; index += 1) buffer[at + index] = bytes[index] ?? 0;
  }

  nil(): void {
    this.byte(0xc0);
  }

  bool(value: boolean): void {
    this.byte(value ? 0xc3 : 0xc2);
  }

  /** An unsigned integer up to 2^53-1. */
  uint(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0) unwritable(value, 'no unsigned integer');
    if (value <= 0x7f) this.byte(value);
    else if (value <= 0xff) this.#header(0xcc, value, 1);
    else if (value <= 0xffff) this.#header(0xcd, value, 2);
    else if (value <= 0xffff_ffff) this.#header(0xce, value, 4);
    else this.uint64(BigInt(value));
  }

  uint64(value: bigint): void {
    if (value < 0n || value >= 1n << 64n) unwritable(value, 'no integer of 64 bits');
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
    if (!Number.isSafeInteger(value)) unwritable(value, 'no integer');
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
    if (value.length < limits.shortBytes && this.#shortAscii(value)) return;
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

  /** Names and addresses: tells whether it was one. */
  #shortAscii(value: string): boolean {
    const { length } = value;
    const start = this.#length;
    this.#rawHeader(length);
    const at = this.#reserve(length);
    const buffer = this.#buffer;
    for (let index = 0; index < length; index += 1) {
      const code = value.charCodeAt(index);
      if (code > 0x7f) {
        this.#length = start;
        return false;
      }
      buffer[at + index] = code;
    }
    return true;
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
    const at = this.#reserve(1 + width);
    const buffer = this.#buffer;
    buffer[at] = tag;
    let rest = value;
    for (let place = at + width; place > at; place -= 1) {
      buffer[place] = rest & 0xff;
      rest >>>= 8;
    }
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

function unwritable(value: number | bigint, what: string): never {
  throw new InvariantViolation(`${value} is ${what}`);
}
