import { isUtf8 } from 'node:buffer';
import { mokv } from '../../api/gen/messages.js';
import { StrictReader } from '../../api/strict-reader.ts';
import { type ByteString, byteStringOf, bytesOf } from '../../shared/byte-string.ts';
import { MokvError, messageOf } from '../../shared/errors.ts';
import { limits as storeLimits } from '../../shared/limits.ts';
import type { StoreImage } from './image.ts';
import type { Item } from './item.ts';
import { noItems } from './ordered-items.ts';
import { emptyHash } from './running-hash.ts';
import { Store } from './store.ts';

const { SnapshotRecord } = mokv.v1;

const limits = {
  /** A chunk is larger only when a single record is. */
  chunkBytes: 64 * 1024,
  /** Small records cost more than their bytes: this keeps a step below about a millisecond. */
  chunkRecords: 1024,
  /** Key, value, and room for the numbers and for fields of later versions. */
  recordBytes: storeLimits.keyBytesMax + storeLimits.valueBytesMax + 1024,
} as const;

const format = 1;
/** Every record is preceded by its length, big-endian: the form that mökv restores from. */
const lengthBytes = 8;

/**
 * The snapshot as chunks of about 64 KiB: a header, then every key in byte order. The work of a step is
 * bounded by the size of its chunk, so that the caller may stop between chunks for as long as it likes.
 */
export function* encodeSnapshot(image: StoreImage): Generator<Uint8Array, void, undefined> {
  let chunk = Buffer.allocUnsafeSlow(limits.chunkBytes);
  let used = 0;
  let records = 0;
  for (const record of encodedRecords(image)) {
    const needed = lengthBytes + record.length;
    if (used + needed > chunk.length || records === limits.chunkRecords) {
      yield chunk.subarray(0, used);
      chunk = Buffer.allocUnsafeSlow(Math.max(limits.chunkBytes, needed));
      used = 0;
      records = 0;
    }
    chunk.writeBigUInt64BE(BigInt(record.length), used);
    chunk.set(record, used + lengthBytes);
    used += needed;
    records += 1;
  }
  yield chunk.subarray(0, used);
}

/**
 * Builds a store from a snapshot that arrives in pieces, cut anywhere. Takes mokv's own form and that
 * of mökv, which has no header, no revisions and no order. Throws CORRUPT; whether the bytes are all
 * there and intact is for the caller to check first: a prefix of mökv's form is a snapshot, too.
 */
export class SnapshotReader {
  readonly #appliedIndex: number;
  readonly #items = noItems();
  #bytes = 0;
  #records = 0;
  #lastKey: ByteString | undefined;
  #header: Header | undefined;
  #expected: 'length' | 'record' = 'length';
  /** Bytes that the expected part has, and those of them that earlier pieces brought. */
  #wanted = lengthBytes;
  #held = 0;
  #partial = Buffer.alloc(0);

  /** `appliedIndex` is the last entry that the snapshot contains; the bytes do not say it. */
  constructor(appliedIndex: number) {
    this.#appliedIndex = appliedIndex;
  }

  push(piece: Uint8Array): void {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    let at = 0;
    while (at < bytes.length) {
      const end = Math.min(at + this.#wanted - this.#held, bytes.length);
      const part = this.#assemble(bytes.subarray(at, end));
      at = end;
      if (part !== undefined) this.#accept(part);
    }
  }

  finish(): Store {
    const where = `after ${this.#records} records`;
    if (this.#expected === 'record' || this.#held > 0) {
      throw corrupt(`it ends inside a record, ${where}`);
    }
    const keys = this.#items.size;
    const header = this.#header ?? { keys, revision: keys, appliedHash: emptyHash };
    if (header.keys !== keys) {
      throw corrupt(`it ends ${where}, its header announces ${header.keys} keys`);
    }
    return new Store({
      items: this.#items,
      bytes: this.#bytes,
      revision: header.revision,
      appliedIndex: this.#appliedIndex,
      appliedHash: header.appliedHash,
    });
  }

  /** The expected part once it is whole; copied only when it came in several pieces. */
  #assemble(piece: Buffer): Buffer | undefined {
    if (this.#held === 0 && piece.length === this.#wanted) return piece;
    if (this.#held === 0) this.#partial = Buffer.allocUnsafeSlow(this.#wanted);
    this.#held += piece.copy(this.#partial, this.#held);
    if (this.#held < this.#wanted) return undefined;
    this.#held = 0;
    return this.#partial;
  }

  #accept(part: Buffer): void {
    if (this.#expected === 'record') {
      this.#acceptRecord(part);
      this.#expected = 'length';
      this.#wanted = lengthBytes;
      return;
    }
    const length = part.readBigUInt64BE();
    if (length > limits.recordBytes) {
      throw corrupt(`record ${this.#records} declares ${length} bytes`);
    }
    if (length === 0n) {
      this.#acceptRecord(part.subarray(0, 0));
      return;
    }
    this.#expected = 'record';
    this.#wanted = Number(length);
  }

  #acceptRecord(part: Buffer): void {
    const record = decodedRecord(part, this.#records);
    if (record.header) {
      if (this.#records > 0)
        throw corrupt(`record ${this.#records} is a header, only the first may be one`);
      this.#header = decodedHeader(record.header);
    } else if (this.#header) {
      this.#add(record, itemOfRecord(record, this.#header, this.#records));
    } else if (record.key.length > 0) {
      this.#add(record, { ...itemOfMigration, value: byteStringOf(record.value) });
    }
    // What is left is the header of a snapshot of ours that mökv once restored, stored as key "".
    this.#records += 1;
  }

  #add(record: mokv.v1.SnapshotRecord, item: Item): void {
    const flaw = flawOfRecord(record);
    if (flaw !== undefined) throw corrupt(`record ${this.#records} has ${flaw}`);
    const key = byteStringOf(record.key);
    if (this.#header && this.#lastKey !== undefined && key <= this.#lastKey) {
      throw corrupt(`record ${this.#records} is out of order`);
    }
    const added = this.#items.set(key, item, false);
    if (!added) throw corrupt(`record ${this.#records} repeats a key`);
    this.#lastKey = key;
    this.#bytes += key.length + item.value.length;
  }
}

interface Header {
  readonly revision: number;
  readonly keys: number;
  readonly appliedHash: number;
}

/**
 * mökv knows no revisions and writes its keys in no order. All keys get the same ones, so that the
 * order makes no difference.
 */
const itemOfMigration = { createRevision: 1, modRevision: 1, version: 1 } as const;

function* encodedRecords(image: StoreImage): Generator<Uint8Array, void, undefined> {
  const { revision, keys } = image;
  const header = { format, revision, keys, appliedHash: Number(image.appliedHash) };
  yield SnapshotRecord.encode({ header }).finish();
  for (const [key, item] of image.entries()) {
    yield SnapshotRecord.encode({
      key: bytesOf(key),
      value: bytesOf(item.value),
      createRevision: item.createRevision,
      modRevision: item.modRevision,
      version: item.version,
    }).finish();
  }
}

function decodedRecord(part: Buffer, position: number): mokv.v1.SnapshotRecord {
  try {
    return SnapshotRecord.decode(StrictReader.over(part));
  } catch (error) {
    throw corrupt(`record ${position} cannot be decoded: ${messageOf(error)}`, error);
  }
}

function decodedHeader(header: mokv.v1.ISnapshotHeader): Header {
  if (header.format !== format) {
    throw corrupt(`its format is ${header.format ?? 0}, this version reads ${format}`);
  }
  return {
    revision: header.revision ?? 0,
    keys: header.keys ?? 0,
    appliedHash: header.appliedHash ?? emptyHash,
  };
}

function itemOfRecord(record: mokv.v1.SnapshotRecord, header: Header, position: number): Item {
  const { createRevision, modRevision, version } = record;
  const possible =
    1 <= createRevision &&
    createRevision <= modRevision &&
    modRevision <= header.revision &&
    1 <= version &&
    version <= modRevision - createRevision + 1;
  if (!possible) throw corrupt(`record ${position} has impossible revisions`);
  return { value: byteStringOf(record.value), createRevision, modRevision, version };
}

function flawOfRecord({ key, value }: mokv.v1.SnapshotRecord): string | undefined {
  if (key.length === 0) return 'no key';
  if (key.length > storeLimits.keyBytesMax) return `a key of ${key.length} bytes`;
  if (!isUtf8(key)) return 'a key that is not UTF-8';
  if (value.length > storeLimits.valueBytesMax) return `a value of ${value.length} bytes`;
  return undefined;
}

function corrupt(what: string, cause?: unknown): MokvError {
  return new MokvError('CORRUPT', `not a snapshot of a store: ${what}`, { cause });
}
