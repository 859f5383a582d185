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
}

/** The exact bytes that Go would write; they belong to the caller. */
export function encode<T>(codec: Codec<T>, value: T): Buffer {
  const writer = new Writer();
  codec.write(writer, value);
  return writer.finish();
}

/** Decodes one value that fills all of `bytes`. Throws CORRUPT. */
export function decode<T>(codec: Codec<T>, bytes: Uint8Array): T {
  const { value, end } = decodePrefix(codec, bytes);
  if (end !== bytes.length) throw malformed('bytes behind the value');
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

type Fields = Readonly<Record<string, Codec<unknown>>>;

type Struct<F extends Fields> = { readonly [Name in keyof F]: F[Name]['zero'] };

/**
 * A Go struct: a map of its field names, always all of them, written in the order given here. On input
 * the order is free and unknown fields are passed over; a field that comes twice is refused.
 */
export function struct<F extends Fields>(fields: F): Codec<Struct<F>> {
  const inOrder = Object.entries(fields);
  const codecs = new Map(inOrder);
  const zero = Object.fromEntries(inOrder.map(([name, codec]) => [name, codec.zero]));
  return {
    zero: zero as Struct<F>,
    write(writer, value) {
      writer.mapHeader(inOrder.length);
      for (const [name, codec] of inOrder) {
        writer.text(name);
        codec.write(writer, value[name]);
      }
    },
    read(reader) {
      if (reader.nil()) return zero as Struct<F>;
      const value = { ...zero };
      const seen = new Set<string>();
      for (let pairs = reader.openMap(); pairs > 0; pairs -= 1) {
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
      reader.close();
      return value as Struct<F>;
    },
  };
}
