import type { ByteString } from './byte-string.ts';

// What the messages of the hot paths are written and read with in place of generated code (protobuf encoding).

/** Numbers of seven bytes and more are left to generated code, for they may be too large. */
const varintBytesMax = 7;

/** With its tag, of one byte, and its length. @returns where it ends. */
export function writeByteString(
  buffer: Buffer,
  start: number,
  tag: number,
  bytes: ByteString,
): number {
  buffer[start] = tag;
  const at = writeVarint(buffer, start + 1, bytes.length);
  return at + buffer.write(bytes, at, 'latin1');
}

/** @returns where it ends. */
export function writeVarint(buffer: Buffer, start: number, number: number): number {
  let at = start;
  let rest = number;
  while (rest > 127) {
    buffer[at] = (rest % 128) | 128;
    rest = Math.floor(rest / 128);
    at += 1;
  }
  buffer[at] = rest;
  return at + 1;
}

export function varintBytes(number: number): number {
  let bytes = 1;
  for (let rest = number; rest > 127; rest = Math.floor(rest / 128)) bytes += 1;
  return bytes;
}

/** One that `writeVarint` writes as what it is. */
export function isVarint(number: number | null | undefined): number is number {
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0;
}

/** A field of so many bytes, with its tag of one byte. */
export function lengthDelimitedBytes(length: number): number {
  return 1 + varintBytes(length) + length;
}

/** Writes fields one behind the other. */
export class FieldWriter {
  #buffer: Buffer;
  #at = 0;

  /** For so many bytes; more need another buffer. */
  constructor(bytes: number) {
    this.#buffer = Buffer.allocUnsafe(bytes);
  }

  /** What was written. */
  finish(): Buffer {
    return this.#buffer.subarray(0, this.#at);
  }

  /** Makes room: nothing else here looks whether there is any. */
  reserve(bytes: number): void {
    if (this.#at + bytes <= this.#buffer.length) return;
    const grown = Buffer.allocUnsafe(2 * this.#buffer.length + bytes);
    this.#buffer.copy(grown, 0, 0, this.#at);
    this.#buffer = grown;
  }

  byte(byte: number): void {
    this.#buffer[this.#at] = byte;
    this.#at += 1;
  }

  varint(number: number): void {
    this.#at = writeVarint(this.#buffer, this.#at, number);
  }

  /** Of so many bytes in UTF-8. */
  text(text: string, bytes: number): void {
    this.#at += this.#buffer.write(text, this.#at, bytes, 'utf8');
  }

  /** A whole field, with its tag of one byte. It makes room itself. */
  lengthDelimited(tag: number, bytes: Uint8Array): void {
    this.reserve(lengthDelimitedBytes(bytes.length));
    this.byte(tag);
    this.varint(bytes.length);
    this.#buffer.set(bytes, this.#at);
    this.#at += bytes.length;
  }
}

/** Reads fields in the order and form in which they are expected, from a message that ends at `end`. */
export class FieldReader {
  readonly buffer: Buffer;
  at = 0;

  constructor(buffer: Buffer) {
    this.buffer = buffer;
  }

  /** Takes this tag, if it is what comes next. */
  takes(tag: number, end: number): boolean {
    if (this.at >= end || this.buffer[this.at] !== tag) return false;
    this.at += 1;
    return true;
  }

  /** As `takes`, of a tag of two bytes. */
  takesBoth(first: number, second: number, end: number): boolean {
    if (this.at + 1 >= end || this.buffer[this.at] !== first) return false;
    if (this.buffer[this.at + 1] !== second) return false;
    this.at += 2;
    return true;
  }

  /** Where the field ends whose length comes next; undefined when there is no length, or not so much. */
  fieldEnd(end: number): number | undefined {
    const length = this.varint(end);
    return length === undefined || this.at + length > end ? undefined : this.at + length;
  }

  /** Undefined also when it is too large for certain. */
  varint(end: number): number | undefined {
    let number = 0;
    let scale = 1;
    const last = Math.min(end, this.at + varintBytesMax);
    while (this.at < last) {
      const byte = this.buffer[this.at] ?? 0;
      this.at += 1;
      number += (byte & 127) * scale;
      if (byte < 128) return number;
      scale *= 128;
    }
    return undefined;
  }
}
