import { invariant } from '../../../shared/invariant.ts';

const labelType = 0xf4;

const limits = { labelBytesMax: 255 } as const;

/**
 * The header in front of each packet and each dialled stream of a labelled pool (serf-wire §1.6);
 * empty for an empty label.
 */
export function labelHeader(label: Uint8Array): Buffer {
  if (label.length === 0) return Buffer.alloc(0);
  invariant(label.length <= limits.labelBytesMax, 'a label of at most 255 bytes');
  return Buffer.concat([Buffer.of(labelType, label.length), label]);
}

/** Where the message starts behind the expected header; undefined: another label, or no end of it. */
export function skipLabel(header: Uint8Array, bytes: Uint8Array): number | undefined {
  if (header.length === 0) return bytes[0] === labelType ? undefined : 0;
  const isSame = Buffer.compare(bytes.subarray(0, header.length), header) === 0;
  return isSame ? header.length : undefined;
}
