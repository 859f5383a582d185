import { isAscii } from 'node:buffer';

const limits = {
  /** Characters of a text that are looked at one by one. */
  shortMax: 64,
} as const;

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
  if (isShortAscii(text)) return text as ByteString;
  const bytes = Buffer.from(text, 'utf8');
  return (isAscii(bytes) ? text : bytes.toString('latin1')) as ByteString;
}

export function bytesOf(byteString: ByteString): Buffer {
  return Buffer.from(byteString, 'latin1');
}

/** The text that the bytes encode; the caller knows that they are UTF-8. */
export function textOf(byteString: ByteString): string {
  if (isShortAscii(byteString)) return byteString;
  const bytes = bytesOf(byteString);
  return isAscii(bytes) ? byteString : bytes.toString('utf8');
}

/** For most keys a look at each character costs less than a buffer of them. */
function isShortAscii(text: string): boolean {
  if (text.length > limits.shortMax) return false;
  for (let at = 0; at < text.length; at += 1) {
    if (text.charCodeAt(at) > 127) return false;
  }
  return true;
}
