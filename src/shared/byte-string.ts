import { isAscii } from 'node:buffer';

/**
 * Bytes held as a string with one code unit (0-255) for each byte. Keys and values live in the store
 * in this form: it compares in byte order, costs one byte a character, and a million of them give the
 * garbage collector nothing to trace (docs/adr/0003-byte-strings.md).
 */
export type ByteString = string & { readonly __bytes: unique symbol };

export function byteStringOf(bytes: Uint8Array): ByteString {
  const buffer = Buffer.isBuffer(bytes)
    ? bytes
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.toString('latin1') as ByteString;
}

export function byteStringOfText(text: string): ByteString {
  const bytes = Buffer.from(text, 'utf8');
  return (isAscii(bytes) ? text : bytes.toString('latin1')) as ByteString;
}

export function bytesOf(byteString: ByteString): Buffer {
  return Buffer.from(byteString, 'latin1');
}

/** The text that the bytes encode; the caller knows that they are UTF-8. */
export function textOf(byteString: ByteString): string {
  const bytes = bytesOf(byteString);
  return isAscii(bytes) ? byteString : bytes.toString('utf8');
}
