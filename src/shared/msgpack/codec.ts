import { isUtf8 } from 'node:buffer';
import { malformed } from './layout.ts';
import { Reader } from './reader.ts';
import { Writer } from './writer.ts';

/**
 * How one Go type travels. `zero` is what a missing field or a nil means, as in Go. Codecs are built
 * from one another:
 *
 *     const server = struct({ Address: text, ID: text, Suffrage: int });
 *     const configuration = struct({ Servers: nullable(list(server, 1000)) });
 *     encode(configuration, { Servers: null });
 */
export interface Codec<T> {
  readonly zero: T;
  write(writer: Writer, value: T): void;
  read(reader: Reader): T;
  /** Whether a struct leaves the field out for this value. */
  isOmitted?(value: T): boolean;
}

/** The exact bytes that Go would write; they belong to the caller. */
export function encode<T>(codec: Codec<T>, value: T): Buffer {
  const writer = new Writer();
  codec.write(writer, value);
  return writer.finish();
}

/** Decodes one value that fills `bytes` from `start` on. Throws CORRUPT. */
export function decode<T>(codec: Codec<T>, bytes: Uint8Array, start = 0): T {
  const reader = new Reader(bytes, start);
  const value = codec.read(reader);
  if (!reader.atEnd) throw malformed('bytes behind the value');
  return value;
}

/** Decodes the value at the start of `bytes` and tells where it ends. Throws CORRUPT. */
export function decodePrefix<T>(
  codec: Codec<T>,
  bytes: Uint8Array,
): { readonly value: T; readonly end: number } {
  const reader = new Reader(bytes);
  const value = codec.read(reader);
  return { value, end: reader.offset };
}

/** Go's uint64, as far as a number holds it exactly; above 2^53-1 it is refused. */
export const uint: Codec<number> = {
  zero: 0,
  write: (writer, value) => writer.uint(value),
  read: (reader) => (reader.nil() ? 0 : reader.uint()),
};

/** Go's uint64 in its whole range. */
export const uint64: Codec<bigint> = {
  zero: 0n,
  write: (writer, value) => writer.uint64(value),
  read: (reader) => (reader.nil() ? 0n : reader.uint64()),
};

/** Go's int and int64, as far as a number holds them exactly. */
export const int: Codec<number> = {
  zero: 0,
  write: (writer, value) => writer.int(value),
  read: (reader) => (reader.nil() ? 0 : reader.int()),
};

/** Go's float64. */
export const float64: Codec<number> = {
  zero: 0,
  write: (writer, value) => writer.float64(value),
  read: (reader) => (reader.nil() ? 0 : reader.float()),
};

export const bool: Codec<boolean> = {
  zero: false,
  write: (writer, value) => writer.bool(value),
  read: (reader) => (reader.nil() ? false : reader.bool()),
};

/** A string, which must be UTF-8. */
export const text: Codec<string> = {
  zero: '',
  write: (writer, value) => writer.text(value),
  read: (reader) => (reader.nil() ? '' : reader.text()),
};

/** Go's []byte: null is a nil slice. Decoded bytes are views of the input. */
export const bytes: Codec<Uint8Array | null> = {
  zero: null,
  write: (writer, value) => (value === null ? writer.nil() : writer.bytes(value)),
  read: (reader) => (reader.nil() ? null : reader.bytes()),
};

/** A Go slice of at most `countMax` elements: null is a nil slice. */
export function list<T>(element: Codec<T>, countMax: number): Codec<readonly T[] | null> {
  return {
    zero: null,
    write(writer, values) {
      if (values === null) return writer.nil();
      writer.arrayHeader(values.length);
      for (const value of values) element.write(writer, value);
    },
    read(reader) {
      if (reader.nil()) return null;
      const count = reader.openArray();
      if (count > countMax) throw malformed(`more than ${countMax} elements`);
      const values: T[] = [];
      while (values.length < count) values.push(element.read(reader));
      reader.close();
      return values;
    },
  };
}

/**
 * A Go map with strings as keys, of at most `countMax` pairs, in the order of the given map: null is a
 * nil map. A key that is not UTF-8 is passed over: it comes from a stranger, and the others still count.
 */
export function map<T>(element: Codec<T>, countMax: number): Codec<ReadonlyMap<string, T> | null> {
  return {
    zero: null,
    write(writer, pairs) {
      if (pairs === null) return writer.nil();
      writer.mapHeader(pairs.size);
      for (const [key, value] of pairs) {
        writer.text(key);
        element.write(writer, value);
      }
    },
    read(reader) {
      if (reader.nil()) return null;
      const count = reader.openMap();
      if (count > countMax) throw malformed(`more than ${countMax} pairs`);
      const pairs = new Map<string, T>();
      for (let left = count; left > 0; left -= 1) {
        const key = reader.bytes();
        const value = element.read(reader);
        if (isUtf8(key)) pairs.set(key.toString('utf8'), value);
      }
      reader.close();
      return pairs;
    },
  };
}

/** A field with Go's `omitempty`: a struct leaves it out when it is zero, empty or nil. */
export function omitEmpty<T extends number | string | Uint8Array | null>(
  codec: Codec<T>,
): Codec<T> {
  return {
    ...codec,
    isOmitted: (value) => (value instanceof Uint8Array ? value.length === 0 : !value),
  };
}

type Fields = Readonly<Record<string, Codec<unknown>>>;

type Struct<F extends Fields> = { readonly [Name in keyof F]: F[Name]['zero'] };

/**
 * A Go struct: a map of its field names, all of them but empty `omitEmpty` ones, in the order given here. On input
 * the order is free and unknown fields are passed over; a field that comes twice is refused.
 */
export function struct<F extends Fields>(fields: F): Codec<Struct<F>> {
  const inOrder = Object.entries(fields).map(([name, codec]) => ({
    name,
    codec,
    key: encode(text, name),
  }));
  const mayOmit = inOrder.some(({ codec }) => codec.isOmitted !== undefined);
  const codecs = new Map(Object.entries(fields));
  const zero = Object.fromEntries(inOrder.map(({ name, codec }) => [name, codec.zero]));
  return {
    zero: zero as Struct<F>,
    write(writer, value) {
      const present = mayOmit
        ? inOrder.filter(({ name, codec }) => !codec.isOmitted?.(value[name]))
        : inOrder;
      writer.mapHeader(present.length);
      for (const { name, codec, key } of present) {
        writer.raw(key);
        codec.write(writer, value[name]);
      }
    },
    read(reader) {
      if (reader.nil()) return zero as Struct<F>;
      const value = { ...zero };
      const pairs = reader.openMap();
      let taken = 0;
      // As every Go peer writes it, so that no name needs to be looked up.
      for (const { name, codec, key } of inOrder) {
        if (taken === pairs || !reader.literal(key)) break;
        value[name] = codec.read(reader);
        taken += 1;
      }
      if (taken < pairs) {
        const seen = new Set(inOrder.slice(0, taken).map(({ name }) => name));
        readInAnyOrder(reader, { codecs, value, seen, pairs: pairs - taken });
      }
      reader.close();
      return value as Struct<F>;
    },
  };
}

interface OpenStruct {
  readonly codecs: ReadonlyMap<string, Codec<unknown>>;
  readonly value: Record<string, unknown>;
  readonly seen: Set<string>;
  /** Still to come. */
  readonly pairs: number;
}

function readInAnyOrder(reader: Reader, { codecs, value, seen, pairs }: OpenStruct): void {
  for (let left = pairs; left > 0; left -= 1) {
    const name = reader.bytes().toString('latin1');
    const codec = codecs.get(name);
    if (codec === undefined) {
      reader.skip();
      continue;
    }
    if (seen.has(name)) throw malformed(`the field ${name} twice`);
    seen.add(name);
    value[name] = codec.read(reader);
  }
}
