import { crc32 } from 'node:zlib';
import { type Entry, type EntryType, entryTypes } from '../raft/entry.ts';

/** A place in the log with the chain value of the record there: the sum of all records up to it. */
export interface Position {
  readonly index: number;
  readonly term: number;
  readonly chain: number;
}

export interface EncodedRecord {
  readonly bytes: Buffer;
  readonly chain: number;
}

export type DecodedRecord =
  | { readonly type: 'entry'; readonly entry: Entry; readonly chain: number }
  | { readonly type: 'damaged'; readonly problem: string };

/**
 * One entry on disk, big-endian: version u8, entry type u8, appendedAt length u16, extensions length u32,
 * data length u32, index u64, term u64, the three byte strings, chain u32. The chain value is the CRC-32
 * of everything before it, seeded with the chain value of the entry before: a flipped, missing, swapped
 * or stale record breaks the chain at its own place or at the next.
 */
export function encodeRecord(entry: Entry, previousChain: number): EncodedRecord {
  const { data, extensions, appendedAt } = entry;
  const bodyEnd = headerBytes + data.length + extensions.length + appendedAt.length;
  const bytes = Buffer.allocUnsafe(bodyEnd + chainBytes);
  bytes.writeUInt8(recordVersion, 0);
  bytes.writeUInt8(entry.type, 1);
  bytes.writeUInt16BE(appendedAt.length, 2);
  bytes.writeUInt32BE(extensions.length, 4);
  bytes.writeUInt32BE(data.length, 8);
  writeUint64(bytes, entry.index, 12);
  writeUint64(bytes, entry.term, 20);
  bytes.set(data, headerBytes);
  bytes.set(extensions, headerBytes + data.length);
  bytes.set(appendedAt, headerBytes + data.length + extensions.length);
  const chain = crc32(bytes.subarray(0, bodyEnd), previousChain);
  bytes.writeUInt32BE(chain, bodyEnd);
  return { bytes, chain };
}

/** The entry's byte strings are views of `bytes`. */
export function decodeRecord(bytes: Buffer, previousChain: number): DecodedRecord {
  if (bytes.length < headerBytes + chainBytes) return damaged('its record is too short');
  const bodyEnd = bytes.length - chainBytes;
  const chain = bytes.readUInt32BE(bodyEnd);
  if (crc32(bytes.subarray(0, bodyEnd), previousChain) !== chain) {
    return damaged('its checksum does not match');
  }
  if (bytes.readUInt8(0) !== recordVersion) return damaged('its record has an unknown version');
  const type = entryTypeOf(bytes.readUInt8(1));
  if (type === undefined) return damaged('its entry type is unknown');
  const dataEnd = headerBytes + bytes.readUInt32BE(8);
  const extensionsEnd = dataEnd + bytes.readUInt32BE(4);
  if (extensionsEnd + bytes.readUInt16BE(2) !== bodyEnd)
    return damaged('its lengths do not add up');
  const entry: Entry = {
    index: Number(bytes.readBigUInt64BE(12)),
    term: Number(bytes.readBigUInt64BE(20)),
    type,
    data: bytes.subarray(headerBytes, dataEnd),
    extensions: bytes.subarray(dataEnd, extensionsEnd),
    appendedAt: bytes.subarray(extensionsEnd, bodyEnd),
  };
  return { type: 'entry', entry, chain };
}

/** Where a log begins that has nothing before it, or nothing but a snapshot. */
export function originAt(index: number, term: number): Position {
  const place = Buffer.allocUnsafe(16);
  writeUint64(place, index, 0);
  writeUint64(place, term, 8);
  return { index, term, chain: crc32(place) };
}

const recordVersion = 1;
const headerBytes = 28;
const chainBytes = 4;

function writeUint64(bytes: Buffer, value: number, at: number): void {
  bytes.writeUInt32BE(Math.floor(value / 2 ** 32), at);
  bytes.writeUInt32BE(value >>> 0, at + 4);
}

function entryTypeOf(byte: number): EntryType | undefined {
  return Object.values(entryTypes).find((type) => type === byte);
}

function damaged(problem: string): DecodedRecord {
  return { type: 'damaged', problem };
}
