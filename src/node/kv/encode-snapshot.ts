import { mokv } from '../../api/gen/messages.js';
import { lengthBytes } from '../../api/record-splitter.ts';
import { type ByteString, bytesOf } from '../../shared/byte-string.ts';
import type { StoreImage } from './image.ts';
import type { Item } from './item.ts';
import { messageOfOutcome } from './outcome-message.ts';
import type { RememberedClient, RememberedRequest } from './remembered-requests.ts';
import type { StoreState } from './store-state.ts';

const { SnapshotRecord } = mokv.v1;

const limits = {
  /** A chunk is larger only when a single record is. */
  chunkBytes: 64 * 1024,
  /** Small records cost more than their bytes: this keeps a step below about a millisecond. */
  chunkRecords: 1024,
  /** A client with more remembered requests goes into several records. */
  requestsPerRecord: 64,
} as const;

export const snapshotFormat = 1;

/** The snapshot: a header, every key in byte order, and what else the state machine has to remember. */
export function encodeSnapshot(state: StoreState): Generator<Uint8Array, void, undefined> {
  return chunksOf(recordsOf(state));
}

/** The keys alone, in the same form, for who takes them elsewhere: leases and requests stay behind. */
export function encodeKeys(image: StoreImage): Generator<Uint8Array, void, undefined> {
  return chunksOf(keysOf(image));
}

/**
 * Chunks of about 64 KiB. The work of a step is bounded by the size of its chunk, so that the caller may
 * stop between chunks for as long as it likes.
 */
function* chunksOf(
  messages: Iterable<mokv.v1.ISnapshotRecord>,
): Generator<Uint8Array, void, undefined> {
  let chunk = Buffer.allocUnsafeSlow(limits.chunkBytes);
  let used = 0;
  let records = 0;
  for (const message of messages) {
    const record = SnapshotRecord.encode(message).finish();
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

function* keysOf(image: StoreImage): Generator<mokv.v1.ISnapshotRecord, void, undefined> {
  const { revision, keys, appliedHash } = image;
  yield { header: { format: snapshotFormat, revision, keys, appliedHash: Number(appliedHash) } };
  for (const [key, item] of image.entries()) yield keyRecord(key, { ...item, leaseId: 0 });
}

function* recordsOf(state: StoreState): Generator<mokv.v1.ISnapshotRecord, void, undefined> {
  yield { header: headerOf(state) };
  for (const [key, item] of state.items.entries()) yield keyRecord(key, item);
  for (const { owner, ...numbers } of state.leases.values()) {
    yield { lease: { owner: bytesOf(owner), ...numbers } };
  }
  for (const client of state.requests.clients()) yield* clientRecords(client);
  for (const [key, { value, expiresAtMs }] of state.staged.entries()) {
    yield { staged: { key: bytesOf(key), value: bytesOf(value), expiresAtMs } };
  }
}

/** Most keys have neither expiry nor lease, and need no bytes for that. */
function keyRecord(key: ByteString, item: Item): mokv.v1.ISnapshotRecord {
  const { createRevision, modRevision, version, expiresAtMs, leaseId } = item;
  const record: mokv.v1.ISnapshotRecord = {
    key: bytesOf(key),
    value: bytesOf(item.value),
    createRevision,
    modRevision,
    version,
  };
  if (expiresAtMs > 0) record.expiresAtMs = expiresAtMs;
  if (leaseId > 0) record.leaseId = leaseId;
  return record;
}

function headerOf(state: StoreState): mokv.v1.ISnapshotHeader {
  const { revision, appliedHash, timeMs, lastLeaseId, items, leases, requests, staged } = state;
  return {
    format: snapshotFormat,
    revision,
    keys: items.size,
    appliedHash,
    timeMs,
    lastLeaseId,
    leases: leases.size,
    clients: requests.size,
    staged: staged.size,
    restoreId: bytesOf(state.restoreId),
  };
}

function* clientRecords({
  client,
  firstOpen,
  seenMs,
  requests,
}: RememberedClient): Generator<mokv.v1.ISnapshotRecord, void, undefined> {
  const head = { client: bytesOf(client), firstOpen, seenMs };
  let at = 0;
  do {
    const part = requests.slice(at, at + limits.requestsPerRecord);
    yield { client: { ...head, requests: part.map(requestMessage) } };
    at += limits.requestsPerRecord;
  } while (at < requests.length);
}

function requestMessage({ sequence, commandHash, outcome }: RememberedRequest) {
  return { sequence, commandHash, outcome: messageOfOutcome(outcome) };
}
