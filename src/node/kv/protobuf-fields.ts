import type { ByteString } from '../../shared/byte-string.ts';

// What the messages of the hot path are written with in place of generated code (protobuf encoding).

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

/** A field of so many bytes, with its tag of one byte. */
export function lengthDelimitedBytes(length: number): number {
  return 1 + varintBytes(length) + length;
}
