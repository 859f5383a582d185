import { isUtf8 } from 'node:buffer';

/** Control characters, and those that reorder text: a terminal would act on them. */
const dangerous = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A value that a terminal shows but does not obey. Line ends and tabs stay. Bytes that are not UTF-8 become \xNN. */
export function escapeBytes(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = isUtf8(buffer)
    ? buffer.toString('utf8')
    : buffer.toString('latin1').replace(/[\x80-\xff]/g, escapeCharacter);
  return text.replace(dangerous, (character) =>
    character === '\n' || character === '\t' ? character : escapeCharacter(character),
  );
}

/** One line that a terminal shows but does not obey. */
export function escapeLine(text: string): string {
  return text.replace(dangerous, escapeCharacter);
}

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  return code <= 0xff ? `\\x${hex.padStart(2, '0')}` : `\\u${hex.padStart(4, '0')}`;
}
