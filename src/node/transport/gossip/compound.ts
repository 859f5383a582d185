import { invariant } from '../../../shared/invariant.ts';

const limits = {
  /** What the count byte can say (serf-wire §1.2). */
  partsMax: 255,
  partBytesMax: 0xffff,
} as const;

export const compoundType = 7;

/** Several messages as one: `07 | count | lengths | bodies` (serf-wire §1.2). */
export function encodeCompound(parts: readonly Uint8Array[]): Buffer {
  invariant(parts.length <= limits.partsMax, `a compound of ${parts.length} messages`);
  const header = Buffer.allocUnsafe(2 + parts.length * 2);
  header[0] = compoundType;
  header[1] = parts.length;
  for (const [index, part] of parts.entries()) {
    invariant(part.length > 0 && part.length <= limits.partBytesMax, 'the length of a part');
    header.writeUInt16BE(part.length, 2 + index * 2);
  }
  return Buffer.concat([header, ...parts]);
}

export interface Compound {
  /** The parts that are there in full. */
  readonly parts: readonly Uint8Array[];
  /** Whether others were announced. */
  readonly isTruncated: boolean;
}

/** Parts are views of the frame; old senders let the count wrap, so that bytes behind it mean nothing. */
export function decodeCompound(frame: Buffer): Compound {
  const count = frame[1] ?? 0;
  const parts: Uint8Array[] = [];
  let offset = 2 + count * 2;
  for (let index = 0; index < count && offset <= frame.length; index += 1) {
    const length = frame.readUInt16BE(2 + index * 2);
    if (offset + length > frame.length) break;
    parts.push(frame.subarray(offset, offset + length));
    offset += length;
  }
  return { parts, isTruncated: parts.length < count || frame.length < 2 };
}
