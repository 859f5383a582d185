import { mokv } from '../../api/gen/messages.js';
import { lengthBytes } from '../../api/record-splitter.ts';
import { type ByteString, bytesOf } from '../../shared/byte-string.ts';
import type { StoreImage } from './image.ts';
import type { Item } from './item.ts';
import { keyRecordBytesMax, writeKeyRecord } from './key-record.ts';
import { messageOfOutcome } from './outcome-message.ts';
import type { RememberedClient, RememberedRequest } from './remembered-requests.ts';
import type { StateImage } from './store-state.ts';

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
export function* encodeSnapshot(state: StateImage): Generator<Uint8Array, void, undefined> {
  const chunks = new Chunks();
  chunks.add({ header: headerOf(state) });
  yield* itemChunks(chunks, state.items.entries());
  for (const message of upkeepOf(state)) {
    chunks.add(message);
    yield* chunks.full();
  }
  yield* chunks.last();
}

/** The keys alone, in the same form, for who takes them elsewhere: leases and requests stay behind. */
export function* encodeKeys(image: StoreImage): Generator<Uint8Array, void, undefined> {
  const { revision, keys, appliedHash } = image;
  const chunks = new Chunks();
  chunks.add({
    header: { format: snapshotFormat, revision, keys, appliedHash: Number(appliedHash) },
  });
  yield* itemChunks(chunks, withoutLeases(image));
  yield* chunks.last();
}

function* itemChunks(
  chunks: Chunks,
  entries: Iterable<readonly [ByteString, Item]>,
): Generator<Uint8Array, void, undefined> {
  for (const [key, item] of entries) {
    chunks.addItem(key, item);
    if (chunks.areFull) yield* chunks.full();
  }
}

function* withoutLeases(image: StoreImage): Generator<readonly [ByteString, Item]> {
  for (const [key, item] of image.entries()) yield [key, { ...item, leaseId: 0 }];
}

/**
 * Chunks of about 64 KiB. The work of a step is bounded by the size of its chunk, so that the caller may
 * stop between chunks for as long as it likes.
 */
class Chunks {
  #filled: Buffer[] = [];
  #chunk = Buffer.allocUnsafeSlow(limits.chunkBytes);
  #used = 0;
  #records = 0;

  get areFull(): boolean {
    return this.#filled.length > 0;
  }

  add(message: mokv.v1.ISnapshotRecord): void {
    const record = SnapshotRecord.encode(message).finish();
    this.#reserve(record.length);
    this.#chunk.set(record, this.#used + lengthBytes);
    this.#end(this.#used + lengthBytes + record.length);
  }

  addItem(key: ByteString, item: Item): void {
    this.#reserve(keyRecordBytesMax(key, item));
    this.#end(writeKeyRecord(this.#chunk, this.#used + lengthBytes, key, item));
  }

  *full(): Generator<Uint8Array, void, undefined> {
    const filled = this.#filled;
    this.#filled = [];
    yield* filled;
  }

  *last(): Generator<Uint8Array, void, undefined> {
    yield* this.full();
    yield this.#chunk.subarray(0, this.#used);
  }

  #reserve(recordBytes: number): void {
    const needed = lengthBytes + recordBytes;
    const isRoom = this.#used + needed <= this.#chunk.length;
    if (isRoom && this.#records < limits.chunkRecords) return;
    this.#filled.push(this.#chunk.subarray(0, this.#used));
    this.#chunk = Buffer.allocUnsafeSlow(Math.max(limits.chunkBytes, needed));
    this.#used = 0;
    this.#records = 0;
  }

  /** The record's length goes before it, and it is below 4 GiB. */
  #end(end: number): void {
    this.#chunk.writeUInt32BE(0, this.#used);
    this.#chunk.writeUInt32BE(end - this.#used - lengthBytes, this.#used + lengthBytes / 2);
    this.#used = end;
    this.#records += 1;
  }
}

function* upkeepOf(state: StateImage): Generator<mokv.v1.ISnapshotRecord, void, undefined> {
  for (const { owner, ...numbers } of state.leases.values()) {
    yield { lease: { owner: bytesOf(owner), ...numbers } };
  }
  for (const client of state.requests.clients()) yield* clientRecords(client);
  for (const [key, { value, expiresAtMs }] of state.staged.entries()) {
    yield { staged: { key: bytesOf(key), value: bytesOf(value), expiresAtMs } };
  }
}

function headerOf(state: StateImage): mokv.v1.ISnapshotHeader {
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
