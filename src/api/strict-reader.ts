import { isUtf8 } from 'node:buffer';
import protobuf from 'protobufjs/minimal.js';

type Uint64 = ReturnType<protobuf.Reader['uint64']>;

/**
 * A protobuf reader that refuses what protobufjs forgives: strings that are not UTF-8 (it would
 * replace the bytes, and two different keys would become one), lengths behind the end, and integers
 * that a number cannot hold.
 */
export class StrictReader extends protobuf.BufferReader {
  static over(bytes: Buffer): StrictReader {
    return new StrictReader(bytes);
  }

  override string(): string {
    const bytes = this.bytes();
    if (!isUtf8(bytes)) throw new RangeError('a string is not valid UTF-8');
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  }

  override uint64(): Uint64 {
    return asNumber(super.uint64());
  }

  override fixed64(): Uint64 {
    return asNumber(super.fixed64());
  }
}

/**
 * messages.d.ts declares numbers, and that is what comes out where the package `long` is missing; where
 * another dependency has installed it, protobufjs makes a Long of every 64-bit field.
 */
function asNumber(value: Uint64 | number): Uint64 {
  const number =
    typeof value === 'number' ? value : (value.high >>> 0) * 2 ** 32 + (value.low >>> 0);
  if (number > Number.MAX_SAFE_INTEGER) throw new RangeError('an integer is above 2^53 - 1');
  return number as Uint64 & number;
}
