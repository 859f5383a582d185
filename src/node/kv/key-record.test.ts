import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mokv } from '../../api/gen/messages.js';
import { StrictReader } from '../../api/strict-reader.ts';
import { byteStringOf, bytesOf } from '../../shared/byte-string.ts';
import { type KeyRecord, keyRecordBytesMax, readKeyRecord, writeKeyRecord } from './key-record.ts';

const { SnapshotRecord } = mokv.v1;

const bytes = fc.uint8Array({ maxLength: 300 }).map(byteStringOf);
const positive = fc.oneof(
  fc.integer({ min: 1, max: 300 }),
  fc.maxSafeNat().map((n) => n || 1),
);
const records: fc.Arbitrary<KeyRecord> = fc.record({
  key: bytes,
  value: bytes,
  createRevision: positive,
  modRevision: positive,
  version: positive,
  expiresAtMs: fc.oneof(fc.constant(0), positive),
  leaseId: fc.oneof(fc.constant(0), positive),
});

describe('the record of a key', () => {
  it('has the bytes that the message encodes to, within the length that was announced', () => {
    fc.assert(
      fc.property(records, (record) => {
        const written = writtenOf(record);
        expect(written).toEqual(encoded(record));
        expect(written.length).toBeLessThanOrEqual(keyRecordBytesMax(record.key, record));
      }),
    );
  });

  it('is read as it was written', () => {
    fc.assert(
      fc.property(records, (record) => {
        expect(readKeyRecord(writtenOf(record))).toEqual(record);
      }),
    );
  });

  it('is left to the message when a byte of it is another one and the message means something else', () => {
    fc.assert(
      fc.property(records, fc.nat(), fc.integer({ min: 1, max: 255 }), (record, place, change) => {
        const damaged = writtenOf(record);
        const at = place % damaged.length;
        damaged.writeUInt8(damaged.readUInt8(at) ^ change, at);
        const read = readKeyRecord(damaged);
        if (read !== undefined) expect(read).toEqual(decoded(damaged));
      }),
    );
  });

  it('is left to the message when it is cut short or followed by more', () => {
    fc.assert(
      fc.property(records, fc.nat(), (record, place) => {
        const written = writtenOf(record);
        const short = written.subarray(0, place % written.length);
        const read = readKeyRecord(short);
        if (read !== undefined) expect(read).toEqual(decoded(short));
        expect(readKeyRecord(Buffer.concat([written, Buffer.of(0)]))).toBeUndefined();
      }),
    );
  });
});

function writtenOf(record: KeyRecord): Buffer {
  const chunk = Buffer.alloc(keyRecordBytesMax(record.key, record));
  return chunk.subarray(0, writeKeyRecord(chunk, 0, record.key, record));
}

function encoded({ key, value, expiresAtMs, leaseId, ...revisions }: KeyRecord): Buffer {
  const message = {
    ...{ key: bytesOf(key), value: bytesOf(value), ...revisions },
    ...(expiresAtMs > 0 ? { expiresAtMs } : {}),
    ...(leaseId > 0 ? { leaseId } : {}),
  };
  return Buffer.from(SnapshotRecord.encode(message).finish());
}

function decoded(record: Buffer): KeyRecord {
  const { key, value, createRevision, modRevision, version, expiresAtMs, leaseId } =
    SnapshotRecord.decode(StrictReader.over(record));
  const numbers = { createRevision, modRevision, version, expiresAtMs, leaseId };
  return { key: byteStringOf(key), value: byteStringOf(value), ...numbers };
}
