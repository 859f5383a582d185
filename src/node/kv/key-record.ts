import type { ByteString } from '../../shared/byte-string.ts';
import { writeByteString, writeVarint } from '../../shared/protobuf-fields.ts';
import type { Item } from './item.ts';

/*
 * A key with its item as mokv.v1.SnapshotRecord, without the message in between: there are millions of them. The
 * bytes are those that protobufjs makes, and what it would read otherwise is left to it.
 */

/** Numbers of the fields of mokv.v1.SnapshotRecord, with their wire types. */
const tags = {
  key: 0x0a,
  value: 0x12,
  createRevision: 16 << 3,
  modRevision: 17 << 3,
  version: 18 << 3,
  expiresAtMs: 19 << 3,
  leaseId: 20 << 3,
} as const;

const limits = {
  /** Two lengths of up to 5 bytes, five numbers of up to 8, and all tags. */
  overheadBytes: 64,
  varintBytes: 8,
} as const;

/** How many bytes writeKeyRecord takes at most. */
export function keyRecordBytesMax(key: ByteString, { value }: Item): number {
  return limits.overheadBytes + key.length + value.length;
}

/** Writes the record at `at` and returns where it ends. */
export function writeKeyRecord(chunk: Buffer, at: number, key: ByteString, item: Item): number {
  const { value, createRevision, modRevision, version, expiresAtMs, leaseId } = item;
  let end = writeByteString(chunk, at, tags.key, key);
  end = writeByteString(chunk, end, tags.value, value);
  end = writeNumber(chunk, end, tags.createRevision, createRevision);
  end = writeNumber(chunk, end, tags.modRevision, modRevision);
  end = writeNumber(chunk, end, tags.version, version);
  // Most keys have neither expiry nor lease, and need no bytes for that.
  if (expiresAtMs > 0) end = writeNumber(chunk, end, tags.expiresAtMs, expiresAtMs);
  return leaseId > 0 ? writeNumber(chunk, end, tags.leaseId, leaseId) : end;
}

export interface KeyRecord extends Item {
  readonly key: ByteString;
}

/** What writeKeyRecord wrote, copied; undefined when it is something else, right or wrong. */
export function readKeyRecord(record: Buffer): KeyRecord | undefined {
  const cursor = new Cursor(record);
  const key = cursor.bytes(tags.key);
  const value = cursor.bytes(tags.value);
  const createRevision = cursor.number(tags.createRevision);
  const modRevision = cursor.number(tags.modRevision);
  const version = cursor.number(tags.version);
  const expiresAtMs = cursor.isAtEnd ? 0 : cursor.numberOr0(tags.expiresAtMs);
  const leaseId = cursor.isAtEnd ? 0 : cursor.numberOr0(tags.leaseId);
  if (!cursor.isAtEnd) return undefined;
  return { key, value, createRevision, modRevision, version, expiresAtMs, leaseId };
}

function writeNumber(chunk: Buffer, at: number, tag: number, number: number): number {
  return writeVarint(chunk, writeVarint(chunk, at, tag), number);
}

/** Reads fields in the order in which they are written; where something else is it stays, and is never at the end. */
class Cursor {
  readonly #record: Buffer;
  #at = 0;
  #isLost = false;

  constructor(record: Buffer) {
    this.#record = record;
  }

  get isAtEnd(): boolean {
    return !this.#isLost && this.#at === this.#record.length;
  }

  bytes(tag: number): ByteString {
    const length = this.number(tag);
    const end = this.#at + length;
    if (this.#isLost || end > this.#record.length) return this.#lost(noBytes);
    const bytes = this.#record.toString('latin1', this.#at, end) as ByteString;
    this.#at = end;
    return bytes;
  }

  number(tag: number): number {
    return this.#varint() === tag ? this.#varint() : this.#lost(0);
  }

  /** Of a field that may be left out. */
  numberOr0(tag: number): number {
    const at = this.#at;
    if (this.#varint() === tag) return this.#varint();
    this.#at = at;
    return 0;
  }

  /** One that is longer than it needs to be, or than 53 bits, is not one of ours. */
  #varint(): number {
    let number = 0;
    let unit = 1;
    for (let count = 0; count < limits.varintBytes; count += 1, unit *= 0x80) {
      const byte = this.#record[this.#at];
      if (byte === undefined) return this.#lost(0);
      this.#at += 1;
      number += (byte & 0x7f) * unit;
      if (byte < 0x80) {
        return number > Number.MAX_SAFE_INTEGER || (byte === 0 && count > 0)
          ? this.#lost(0)
          : number;
      }
    }
    return this.#lost(0);
  }

  #lost<Value>(value: Value): Value {
    this.#isLost = true;
    return value;
  }
}

const noBytes = '' as ByteString;
