import { isUtf8 } from 'node:buffer';
import protobuf from 'protobufjs/minimal.js';

/**
 * A protobuf reader that refuses what protobufjs forgives: strings that are not UTF-8 (it would
 * replace the bytes, and two different keys would become one) and lengths behind the end.
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
}
