import { crc32 } from 'node:zlib';
import type { Configuration } from '../raft/configuration.ts';
import type { SnapshotMeta } from '../raft/entry.ts';

/**
 * A snapshot file: header, payload, trailer; numbers are big-endian.
 * Header: magic "MOKVSNAP", version u32, meta length u32, meta as JSON, CRC-32 of all that u32.
 * Trailer: payload length u64, CRC-32 of the payload u32, magic "MOKVDONE".
 */
export function encodeHeader(meta: SnapshotMeta): Buffer {
  const json = Buffer.from(JSON.stringify(metaFields(meta)));
  const bytes = Buffer.allocUnsafe(headerPrefixBytes + json.length + checksumBytes);
  bytes.write(headerMagic, 0, 'latin1');
  bytes.writeUInt32BE(snapshotVersion, 8);
  bytes.writeUInt32BE(json.length, 12);
  bytes.set(json, headerPrefixBytes);
  bytes.writeUInt32BE(crc32(bytes.subarray(0, -checksumBytes)), bytes.length - checksumBytes);
  return bytes;
}

/** How long the header is that starts with these bytes; undefined when no header starts so. */
export function headerLength(prefix: Buffer): number | undefined {
  if (prefix.length < headerPrefixBytes) return undefined;
  if (prefix.toString('latin1', 0, 8) !== headerMagic) return undefined;
  const jsonBytes = prefix.readUInt32BE(12);
  if (jsonBytes > limits.metaBytesMax) return undefined;
  return headerPrefixBytes + jsonBytes + checksumBytes;
}

/** Undefined when the bytes are not what encodeHeader made. */
export function decodeHeader(bytes: Buffer): SnapshotMeta | undefined {
  if (headerLength(bytes) !== bytes.length) return undefined;
  const bodyEnd = bytes.length - checksumBytes;
  if (crc32(bytes.subarray(0, bodyEnd)) !== bytes.readUInt32BE(bodyEnd)) return undefined;
  if (bytes.readUInt32BE(8) !== snapshotVersion) return undefined;
  return JSON.parse(bytes.toString('utf8', headerPrefixBytes, bodyEnd)) as SnapshotMeta;
}

export interface Trailer {
  readonly payloadBytes: number;
  readonly payloadChecksum: number;
}

export function encodeTrailer(trailer: Trailer): Buffer {
  const bytes = Buffer.allocUnsafe(trailerBytes);
  bytes.writeBigUInt64BE(BigInt(trailer.payloadBytes), 0);
  bytes.writeUInt32BE(trailer.payloadChecksum, 8);
  bytes.write(trailerMagic, 12, 'latin1');
  return bytes;
}

export function decodeTrailer(bytes: Buffer): Trailer | undefined {
  if (bytes.length !== trailerBytes) return undefined;
  if (bytes.toString('latin1', 12) !== trailerMagic) return undefined;
  return {
    payloadBytes: Number(bytes.readBigUInt64BE(0)),
    payloadChecksum: bytes.readUInt32BE(8),
  };
}

export const headerPrefixBytes = 16;
export const trailerBytes = 20;

const headerMagic = 'MOKVSNAP';
const trailerMagic = 'MOKVDONE';
const snapshotVersion = 1;
const checksumBytes = 4;

const limits = {
  /** Room for thousands of servers; a damaged length must not reserve gigabytes. */
  metaBytesMax: 1024 * 1024,
} as const;

/** Only what the type names: an object may carry more. */
function metaFields(meta: SnapshotMeta): SnapshotMeta {
  const { index, term, configuration, configurationIndex } = meta;
  return { index, term, configuration: configurationFields(configuration), configurationIndex };
}

function configurationFields({ servers }: Configuration): Configuration {
  return { servers: servers.map(({ id, address, suffrage }) => ({ id, address, suffrage })) };
}
