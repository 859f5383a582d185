import { ConnectionError } from './connection-error.ts';
import { errorCode } from './protocol.ts';

/** The bits of the code of each byte and, last, of the end of string, which never occurs (RFC 7541 appendix B). */
const codeBits = [
  13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28,
  28, 28, 28, 28, 28, 28, 28, 28, 6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5,
  6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10, 13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
  7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6, 15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6,
  7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28, 20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23,
  23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24, 22, 21, 20, 22,
  22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22,
  23, 22, 22, 23, 26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26, 27,
  27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27, 20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25,
  24, 24, 26, 23, 26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26, 30,
] as const;

const bitsMax = 30;
const endOfString = 256;

/** The symbols in the order of their codes: the code is canonical, so their lengths say it all. */
const symbols = [...codeBits.keys()].sort(
  (a, b) => (codeBits[a] ?? 0) - (codeBits[b] ?? 0) || a - b,
);

/** For each length of a code: how many there are, the first of them, and which symbol that is in order. */
const lengths = lengthsOf(codeBits);

/**
 * The text of a Huffman-coded string, one character a byte.
 * @throws ConnectionError when it holds the end of string, or its padding is wrong (RFC 7541 §5.2).
 */
export function huffmanDecoded(bytes: Buffer, start: number, end: number): string {
  const text = Buffer.allocUnsafe(Math.ceil(((end - start) * 8) / 5));
  let textBytes = 0;
  let code = 0;
  let bits = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    for (let shift = 7; shift >= 0; shift -= 1) {
      code = (code << 1) | ((byte >> shift) & 1);
      bits += 1;
      const symbol = symbolOf(code, bits);
      if (symbol === undefined) continue;
      text[textBytes] = symbol;
      textBytes += 1;
      code = 0;
      bits = 0;
    }
  }
  if (bits > 7 || code !== (1 << bits) - 1) throw damaged();
  return text.toString('latin1', 0, textBytes);
}

function symbolOf(code: number, bits: number): number | undefined {
  const ofLength = lengths[bits];
  if (ofLength === undefined) throw damaged();
  const index = code - ofLength.first;
  if (index >= ofLength.count) return undefined;
  const symbol = symbols[ofLength.offset + index];
  if (symbol === endOfString) throw damaged();
  return symbol;
}

function lengthsOf(
  bitsOfSymbols: readonly number[],
): { count: number; first: number; offset: number }[] {
  const found = [];
  let first = 0;
  let offset = 0;
  for (let bits = 0; bits <= bitsMax; bits += 1) {
    const count = bitsOfSymbols.filter((one) => one === bits).length;
    found.push({ count, first, offset });
    first = (first + count) << 1;
    offset += count;
  }
  return found;
}

function damaged(): ConnectionError {
  return new ConnectionError(errorCode.compressionError, 'a Huffman code is damaged');
}
