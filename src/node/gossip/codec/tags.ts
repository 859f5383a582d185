import { MokvError } from '../../../shared/errors.ts';
import { bytes, decode, encode, map, text } from '../../../shared/msgpack/codec.ts';
import { limits } from './memberlist-codec.ts';

/** Tags in the Meta of a node start with it; without it the whole Meta is the tag "role". */
const magic = 0xff;

const written = map(text, limits.metaBytesMax);
const read = map(bytes, limits.metaBytesMax);

/**
 * The Meta of a node with these tags, in their order (serf-wire §6.5). Throws INVALID_ARGUMENT when
 * they need more than 512 bytes.
 */
export function encodeTags(tags: ReadonlyMap<string, string>): Buffer {
  const meta = Buffer.concat([Buffer.of(magic), encode(written, tags)]);
  if (meta.length <= limits.metaBytesMax) return meta;
  throw new MokvError(
    'INVALID_ARGUMENT',
    `the gossip tags need ${meta.length} bytes and ${limits.metaBytesMax} are allowed`,
  );
}

/** The tags that a node announces; none when its Meta is malformed. */
export function decodeTags(meta: Uint8Array): ReadonlyMap<string, string> {
  if (meta.length === 0) return new Map();
  if (meta[0] !== magic) return new Map([['role', textOf(meta)]]);
  try {
    const pairs = decode(read, meta.subarray(1)) ?? new Map<string, Uint8Array | null>();
    return new Map([...pairs].map(([tag, value]) => [tag, textOf(value ?? Buffer.alloc(0))]));
  } catch (error) {
    if (error instanceof MokvError) return new Map();
    throw error;
  }
}

function textOf(raw: Uint8Array): string {
  return Buffer.from(raw).toString('utf8');
}
