import { isUtf8 } from 'node:buffer';
import { bytes, type Codec, list, text, uint, uint64 } from '../../../shared/msgpack/codec.ts';
import type { LTime } from '../messages.ts';
import { malformed } from './malformed.ts';

const limits = {
  /** Serf's name validation allows 128; without it a name may be longer, but not everything goes. */
  nameBytesMax: 255,
} as const;

/** The name of a node. Empty: nobody in particular. */
export const name: Codec<string> = {
  ...text,
  read(reader) {
    const value = text.read(reader);
    if (Buffer.byteLength(value) > limits.nameBytesMax) {
      throw malformed(`a name longer than ${limits.nameBytesMax} bytes`);
    }
    return value;
  },
};

/** A name as it may stand beside others that count even when it is not UTF-8: then it is undefined. */
export function readableName(raw: Uint8Array | null): string | undefined {
  if (raw === null || raw.length === 0 || raw.length > limits.nameBytesMax) return undefined;
  return isUtf8(raw) ? Buffer.from(raw).toString('utf8') : undefined;
}

export const u32: Codec<number> = {
  ...uint,
  read(reader) {
    const value = uint.read(reader);
    if (value > 0xffff_ffff) throw malformed('a number above 2^32-1');
    return value;
  },
};

/** A Lamport time or a duration: u64 on the wire, clamped to what a number holds exactly. */
export const clampedUint64: Codec<LTime> = {
  zero: 0,
  write: (writer, value) => writer.uint(value),
  read(reader) {
    const value = uint64.read(reader);
    return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(value);
  },
};

/** Bytes that Go sends as nil when there are none. */
export const bytesOrNil: Codec<Uint8Array> = {
  zero: Buffer.alloc(0),
  write: (writer, value) => bytes.write(writer, value.length === 0 ? null : value),
  read: (reader) => bytes.read(reader) ?? Buffer.alloc(0),
};

/** Elements that Go sends as nil when there are none. */
export function listOrNil<T>(element: Codec<T>, countMax: number): Codec<readonly T[]> {
  const nullable = list(element, countMax);
  return {
    zero: [],
    write: (writer, values) => nullable.write(writer, values.length === 0 ? null : values),
    read: (reader) => nullable.read(reader) ?? [],
  };
}
