import { isUtf8 } from 'node:buffer';
import { layoutOf, malformed } from './layout.ts';
import { limits, ValueScanner } from './value-scanner.ts';

/**
 * Reads msgpack that somebody else wrote, as leniently as hashicorp's decoders (raft-wire §2) and no
 * more: strings in the raw, str8 or bin form, integers of any width, nil for any zero value. Every
 * length is checked against the bytes that are there. Throws CORRUPT.
 */
export class Reader {
  readonly #bytes: Buffer;
  #offset = 0;
  #depth = 0;

  constructor(bytes: Uint8Array, offset = 0) {
    this.#bytes = Buffer.isBuffer(bytes)
      ? bytes
      : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#offset = offset;
  }

  /** Where the next value begins. */
  get offset(): number {
    return this.#offset;
  }

  get atEnd(): boolean {
    return this.#offset === this.#bytes.length;
  }

  /** Consumes a nil if one comes next. */
  nil(): boolean {
    const isNil = this.#bytes[this.#offset] === 0xc0;
    if (isNil) this.#offset += 1;
    return isNil;
  }

  /** Consumes these bytes if they come next. */
  literal(expected: Uint8Array): boolean {
    const bytes = this.#bytes;
    const start = this.#offset;
    const { length } = expected;
    for (let index = 0; index < length; index += 1) {
      if (bytes[start + index] !== expected[index]) return false;
    }
    this.#offset = start + length;
    return true;
  }

  bool(): boolean {
    const tag = this.#take(1);
    const byte = this.#bytes[tag];
    if (byte === 0xc2 || byte === 0) return false;
    if (byte === 0xc3 || byte === 1) return true;
    throw malformed('no boolean where one must be');
  }

  /** Any integer that fits without loss of precision. */
  int(): number {
    const at = this.#take(1);
    const tag = this.#bytes[at] ?? 0;
    if (tag <= 0x7f) return tag;
    if (tag >= 0xe0) return tag - 0x100;
    switch (tag) {
      case 0xcc:
        return this.#bytes.readUInt8(this.#take(1));
      case 0xcd:
        return this.#unsigned(2);
      case 0xce:
        return this.#unsigned(4);
      case 0xcf:
        return safe(this.#bytes.readBigUInt64BE(this.#take(8)));
      case 0xd0:
        return this.#bytes.readInt8(this.#take(1));
      case 0xd1:
        return this.#bytes.readInt16BE(this.#take(2));
      case 0xd2:
        return this.#bytes.readInt32BE(this.#take(4));
      case 0xd3:
        return safe(this.#bytes.readBigInt64BE(this.#take(8)));
      default:
        throw malformed('no integer where one must be');
    }
  }

  uint(): number {
    return unsigned(this.int());
  }

  uint64(): bigint {
    if (this.#bytes[this.#offset] !== 0xcf) return BigInt(this.uint());
    this.#take(1);
    return this.#bytes.readBigUInt64BE(this.#take(8));
  }

  /** A float of either width, or an integer, as Go accepts them for a float64. */
  float(): number {
    const tag = this.#bytes[this.#offset];
    if (tag !== 0xca && tag !== 0xcb) return this.int();
    this.#take(1);
    return tag === 0xca
      ? this.#bytes.readFloatBE(this.#take(4))
      : this.#bytes.readDoubleBE(this.#take(8));
  }

  /** A view of the input, not a copy. Go also accepts an array of small integers. */
  bytes(): Buffer {
    const at = this.#offset;
    const tag = this.#bytes[at] ?? 0xc1;
    const { kind } = layoutOf(tag);
    if (kind === 'array') return this.#bytesOfArray();
    const isString = (tag >= 0xa0 && tag <= 0xbf) || (tag >= 0xd9 && tag <= 0xdb);
    if (!isString && (tag < 0xc4 || tag > 0xc6)) throw malformed('no string where one must be');
    const length = this.#length();
    const start = this.#take(length);
    return this.#bytes.subarray(start, start + length);
  }

  text(): string {
    const tag = this.#bytes[this.#offset] ?? 0;
    if (tag >= 0xa0 && tag <= 0xbf) {
      const start = this.#offset + 1;
      const end = start + (tag & 0x1f);
      const name = this.#shortAscii(start, end);
      if (name !== undefined) {
        this.#offset = end;
        return name;
      }
    }
    const bytes = this.bytes();
    if (!isUtf8(bytes)) throw malformed('a text that is not UTF-8');
    return bytes.toString('utf8');
  }

  /** Opens an array and returns its number of elements; `close` must follow them. */
  openArray(): number {
    return this.#open('array', 1);
  }

  /** Opens a map and returns its number of pairs; `close` must follow them. */
  openMap(): number {
    return this.#open('map', 2);
  }

  close(): void {
    this.#depth -= 1;
  }

  /** Passes over one value of whatever kind. */
  skip(): void {
    const scanner = new ValueScanner(this.#bytes.length - this.#offset);
    const end = scanner.scan(this.#bytes, this.#offset);
    if (end === undefined) throw malformed('a value without its end');
    this.#offset = end;
  }

  #open(kind: 'array' | 'map', bytesPerElement: number): number {
    const layout = layoutOf(this.#bytes[this.#offset] ?? 0xc1);
    if (layout.kind !== kind) throw malformed(`no ${kind} where one must be`);
    const count = this.#length();
    if (count * bytesPerElement > this.#bytes.length - this.#offset) {
      throw malformed('more elements than bytes');
    }
    this.#depth += 1;
    if (this.#depth > limits.depthMax) throw malformed(`nested deeper than ${limits.depthMax}`);
    return count;
  }

  #bytesOfArray(): Buffer {
    const bytes = Buffer.alloc(this.openArray());
    for (let index = 0; index < bytes.length; index += 1) {
      const byte = this.uint();
      if (byte > 0xff) throw malformed('a byte above 255');
      bytes[index] = byte;
    }
    this.close();
    return bytes;
  }

  /** Consumes the header of a sized value and returns the length in it. */
  #length(): number {
    const at = this.#take(1);
    const { lengthBytes, length } = layoutOf(this.#bytes[at] ?? 0);
    return lengthBytes === 0 ? length : this.#unsigned(lengthBytes);
  }

  #unsigned(width: number): number {
    const at = this.#take(width);
    let value = 0;
    for (let index = at; index < at + width; index += 1) {
      value = value * 256 + (this.#bytes[index] ?? 0);
    }
    return value;
  }

  /** Undefined also for bytes behind the end. */
  #shortAscii(start: number, end: number): string | undefined {
    let hash = 0;
    for (let index = start; index < end; index += 1) {
      const byte = this.#bytes[index] ?? 0xff;
      if (byte > 0x7f) return undefined;
      hash = (Math.imul(hash, 31) + byte) | 0;
    }
    const place = hash & (knownTexts.length - 1);
    const known = knownTexts[place] ?? '';
    if (known.length === end - start && this.#isText(start, known)) return known;
    const text = this.#bytes.toString('latin1', start, end);
    knownTexts[place] = text;
    return text;
  }

  #isText(start: number, text: string): boolean {
    for (let index = 0; index < text.length; index += 1) {
      if (this.#bytes[start + index] !== text.charCodeAt(index)) return false;
    }
    return true;
  }

  /** Consumes that many bytes and returns where they start. */
  #take(count: number): number {
    const at = this.#offset;
    if (count > this.#bytes.length - at) throw malformed('a length behind the end');
    this.#offset = at + count;
    return at;
  }
}

/**
 * The same few names and addresses come in every message: comparing bytes with a text that is already
 * there is several times faster than making it again. At most 31 bytes each.
 */
const knownTexts = new Array<string>(256).fill('');

function safe(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw malformed('an integer beyond 2^53');
  return number;
}

function unsigned(value: number): number {
  if (value < 0) throw malformed('a negative number where an unsigned one must be');
  return value;
}
