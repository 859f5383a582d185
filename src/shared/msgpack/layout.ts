import { MokvError } from '../errors.ts';

/**
 * How a msgpack value goes on behind its first byte: a big-endian length of `lengthBytes` bytes (none:
 * `length` itself is the length), then that many payload bytes, elements, or key-value pairs.
 */
export interface Layout {
  readonly kind: 'payload' | 'array' | 'map';
  readonly lengthBytes: number;
  readonly length: number;
}

/**
 * The layout that a value's first byte announces. c1 is reserved, and the ext family is refused: the
 * dialect of hashicorp's programs has none, so that only an attacker would send it.
 */
export function layoutOf(tag: number): Layout {
  const layout = layouts[tag];
  if (layout === undefined) throw malformed('a reserved byte or an ext');
  return layout;
}

/** Bytes that are no msgpack, or not the msgpack that the reader asked for. */
export function malformed(what: string): MokvError {
  return new MokvError('CORRUPT', `malformed msgpack: ${what}`);
}

const layouts: readonly (Layout | undefined)[] = Array.from({ length: 256 }, (_, tag) => {
  if (tag <= 0x7f || tag >= 0xe0) return payload(0);
  if (tag <= 0x8f) return { kind: 'map', lengthBytes: 0, length: tag & 0x0f };
  if (tag <= 0x9f) return { kind: 'array', lengthBytes: 0, length: tag & 0x0f };
  if (tag <= 0xbf) return payload(tag & 0x1f);
  return wide(tag);
});

function wide(tag: number): Layout | undefined {
  // nil, reserved, false, true
  if (tag <= 0xc3) return tag === 0xc1 ? undefined : payload(0);
  // bin 8/16/32, ext 8/16/32
  if (tag <= 0xc6) return sized('payload', 1 << (tag - 0xc4));
  if (tag <= 0xc9) return undefined;
  // float 32/64, uint 8..64, int 8..64
  if (tag <= 0xcb) return payload(4 << (tag - 0xca));
  if (tag <= 0xcf) return payload(1 << (tag - 0xcc));
  if (tag <= 0xd3) return payload(1 << (tag - 0xd0));
  // fixext 1..16, str 8/16/32, array 16/32, map 16/32
  if (tag <= 0xd8) return undefined;
  if (tag <= 0xdb) return sized('payload', 1 << (tag - 0xd9));
  if (tag <= 0xdd) return sized('array', 2 << (tag - 0xdc));
  return sized('map', 2 << (tag - 0xde));
}

function payload(length: number): Layout {
  return { kind: 'payload', lengthBytes: 0, length };
}

function sized(kind: Layout['kind'], lengthBytes: number): Layout {
  return { kind, lengthBytes, length: 0 };
}
