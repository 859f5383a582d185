import { staticTable } from './static-table.ts';

/** Names that have an index, and fields that have one with their value; of several the first. */
const nameIndexes = new Map(
  [...staticTable.entries()].reverse().map(([at, { name }]) => [name, at + 1]),
);
const fieldIndexes = new Map(
  [...staticTable.entries()].map(([at, { name, value }]) => [`${name}\n${value}`, at + 1]),
);

/**
 * A header block for any connection: it neither reads nor changes the table that a peer keeps (RFC 7541
 * §6.2.2), so one that is constant is encoded once. The fields are in latin1; their names in lower case.
 */
export function headerBlock(fields: readonly (readonly [name: string, value: string])[]): Buffer {
  return Buffer.concat(fields.map(([name, value]) => encodedField(name, value)));
}

function encodedField(name: string, value: string): Buffer {
  const index = fieldIndexes.get(`${name}\n${value}`);
  if (index !== undefined) return encodedInteger(index, 0x80, 0x7f);
  const nameIndex = nameIndexes.get(name);
  return nameIndex === undefined
    ? Buffer.concat([Buffer.of(0), encodedString(name), encodedString(value)])
    : Buffer.concat([encodedInteger(nameIndex, 0, 0x0f), encodedString(value)]);
}

function encodedString(text: string): Buffer {
  const bytes = Buffer.from(text, 'latin1');
  return Buffer.concat([encodedInteger(bytes.length, 0, 0x7f), bytes]);
}

/** RFC 7541 §5.1. */
function encodedInteger(value: number, pattern: number, prefixMask: number): Buffer {
  if (value < prefixMask) return Buffer.of(pattern | value);
  const bytes = [pattern | prefixMask];
  let rest = value - prefixMask;
  for (; rest >= 128; rest >>>= 7) bytes.push((rest & 127) | 128);
  bytes.push(rest);
  return Buffer.from(bytes);
}
