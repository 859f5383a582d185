import { isUtf8 } from 'node:buffer';
import { mokv } from '../../api/gen/messages.js';
import { RecordSplitter } from '../../api/record-splitter.ts';
import { StrictReader } from '../../api/strict-reader.ts';
import { type ByteString, byteStringOf, bytesOf } from '../../shared/byte-string.ts';
import { MokvError, messageOf } from '../../shared/errors.ts';
import { limits as storeLimits } from '../../shared/limits.ts';
import { snapshotFormat } from './encode-snapshot.ts';
import type { Item } from './item.ts';
import { Items } from './items.ts';
import { type KeyRecord, readKeyRecord } from './key-record.ts';
import { noLeases } from './leases.ts';
import { outcomeOfMessage } from './outcome-message.ts';
import {
  type RememberedClient,
  type RememberedRequest,
  RememberedRequests,
} from './remembered-requests.ts';
import { emptyHash } from './running-hash.ts';
import { type StagedItem, stagedItem } from './staged-items.ts';
import { Store } from './store.ts';
import { emptyState, type StoreState } from './store-state.ts';

const { SnapshotRecord } = mokv.v1;

/**
 * Builds a store from a snapshot that arrives in pieces, cut anywhere. Takes mokv's own form and that
 * of mökv, which has no header, no revisions and no order. Throws CORRUPT; whether the bytes are all
 * there and intact is for the caller to check first: a prefix of mökv's form is a snapshot, too.
 */
export class SnapshotReader {
  readonly #appliedIndex: number;
  readonly #items = new Items();
  readonly #leases = noLeases();
  readonly #requests = new RememberedRequests();
  readonly #staged = new Items<StagedItem>();
  /** Whose requests are still coming, in one record or more. */
  #client: Client | undefined;
  #bytes = 0;
  #records = 0;
  #lastKey: ByteString | undefined;
  #header: Header | undefined;
  readonly #splitter = new RecordSplitter((record) => this.#acceptRecord(record));

  /** `appliedIndex` is the last entry that the snapshot contains; the bytes do not say it. */
  constructor(appliedIndex: number) {
    this.#appliedIndex = appliedIndex;
  }

  /** How many have arrived. */
  get keys(): number {
    return this.#items.size;
  }

  push(piece: Uint8Array): void {
    try {
      this.#splitter.push(piece);
    } catch (error) {
      throw error instanceof RangeError
        ? corrupt(`record ${this.#records}: ${error.message}`, error)
        : error;
    }
  }

  finish(): Store {
    const where = `after ${this.#records} records`;
    if (!this.#splitter.isBetweenRecords) throw corrupt(`it ends inside a record, ${where}`);
    this.#finishClient();
    const keys = this.#items.size;
    const header = this.#header ?? headerOfMigration(keys);
    this.#checkCounts(header, where);
    return new Store({
      ...header.state,
      items: this.#items,
      bytes: this.#bytes,
      appliedIndex: this.#appliedIndex,
      leases: this.#leases,
      requests: this.#requests,
      staged: this.#staged,
    });
  }

  #checkCounts({ counts }: Header, where: string): void {
    const found = [this.#items, this.#leases, this.#requests, this.#staged].map(({ size }) => size);
    const [keys, leases, clients, staged] = found;
    if (keys !== counts.keys) {
      throw corrupt(`it ends ${where}, its header announces ${counts.keys} keys`);
    }
    const same = leases === counts.leases && clients === counts.clients && staged === counts.staged;
    if (!same) throw corrupt(`it ends ${where}, its header announces more or less`);
  }

  #acceptRecord(part: Buffer): void {
    const item = this.#header && readKeyRecord(part);
    if (this.#header && item) this.#addOwn(item, this.#header);
    else this.#acceptMessage(decodedRecord(part, this.#records));
    this.#records += 1;
  }

  #acceptMessage(record: mokv.v1.SnapshotRecord): void {
    if (record.header) {
      if (this.#records > 0)
        throw corrupt(`record ${this.#records} is a header, only the first may be one`);
      this.#header = decodedHeader(record.header);
    } else if (this.#header) {
      this.#acceptOwn(record, this.#header);
    } else if (record.key.length > 0) {
      const value = byteStringOf(record.value);
      this.#add(byteStringOf(record.key), { ...itemOfMigration, value });
    }
    // What is left is a record without key of ours that mökv once restored, stored as key "".
  }

  #acceptOwn(record: mokv.v1.SnapshotRecord, header: Header): void {
    const { lease, client, staged } = record;
    if (lease) this.#addLease(lease);
    else if (client) this.#addClient(client);
    else if (staged) this.#addStaged(staged);
    else this.#addOwn(keyRecordOf(record), header);
  }

  #addOwn({ key, ...item }: KeyRecord, { state }: Header): void {
    if (!isPossible(item, state.revision)) {
      throw corrupt(`record ${this.#records} has impossible revisions`);
    }
    this.#add(key, item);
  }

  #addLease({ id, owner, ttlMs, expiresAtMs }: mokv.v1.ISnapshotLease): void {
    if (!id || !ttlMs || !expiresAtMs) throw corrupt(`record ${this.#records} is no lease`);
    const term = { id, ttlMs, expiresAtMs, owner: byteStringOf(owner ?? noBytes) };
    const added = this.#leases.set(id, term, false);
    if (!added) throw corrupt(`record ${this.#records} repeats a lease`);
  }

  #addClient(record: mokv.v1.ISnapshotClient): void {
    const client = byteStringOf(record.client ?? noBytes);
    if (this.#client?.client !== client) {
      this.#finishClient();
      const { firstOpen, seenMs } = record;
      this.#client = { client, firstOpen: firstOpen ?? 0, seenMs: seenMs ?? 0, requests: [] };
    }
    for (const request of record.requests ?? []) {
      this.#client.requests.push(requestOfRecord(request, this.#records));
    }
  }

  #finishClient(): void {
    if (this.#client !== undefined) this.#requests.add(this.#client);
    this.#client = undefined;
  }

  #addStaged(record: mokv.v1.IStagedKey): void {
    const key = byteStringOf(record.key ?? noBytes);
    const value = byteStringOf(record.value ?? noBytes);
    const flaw = flawOf(key, value);
    if (flaw !== undefined) throw corrupt(`record ${this.#records} has ${flaw}`);
    this.#addNew(this.#staged, key, stagedItem(value, record.expiresAtMs ?? 0));
  }

  #add(key: ByteString, item: Item): void {
    const flaw = flawOf(key, item.value);
    if (flaw !== undefined) throw corrupt(`record ${this.#records} has ${flaw}`);
    if (this.#header && this.#lastKey !== undefined && key <= this.#lastKey) {
      throw corrupt(`record ${this.#records} is out of order`);
    }
    this.#addNew(this.#items, key, item);
    this.#lastKey = key;
    this.#bytes += key.length + item.value.length;
  }

  #addNew<Held extends Item>(items: Items<Held>, key: ByteString, item: Held): void {
    if (items.get(key) !== undefined) throw corrupt(`record ${this.#records} repeats a key`);
    items.add(key, item);
  }
}

interface Header {
  readonly state: Pick<
    StoreState,
    'revision' | 'appliedHash' | 'timeMs' | 'lastLeaseId' | 'restoreId'
  >;
  readonly counts: Counts;
}

interface Counts {
  readonly keys: number;
  readonly leases: number;
  readonly clients: number;
  readonly staged: number;
}

interface Client extends RememberedClient {
  readonly requests: RememberedRequest[];
}

const noBytes = Buffer.alloc(0);

/**
 * mökv knows no revisions and writes its keys in no order. All keys get the same ones, so that the
 * order makes no difference.
 */
const itemOfMigration = {
  createRevision: 1,
  modRevision: 1,
  version: 1,
  expiresAtMs: 0,
  leaseId: 0,
} as const;

function headerOfMigration(keys: number): Header {
  const { appliedHash, timeMs, lastLeaseId, restoreId } = emptyState();
  const state = { revision: keys, appliedHash, timeMs, lastLeaseId, restoreId };
  return { state, counts: { keys, leases: 0, clients: 0, staged: 0 } };
}

function decodedRecord(part: Buffer, position: number): mokv.v1.SnapshotRecord {
  try {
    return SnapshotRecord.decode(StrictReader.over(part));
  } catch (error) {
    throw corrupt(`record ${position} cannot be decoded: ${messageOf(error)}`, error);
  }
}

function decodedHeader(header: mokv.v1.ISnapshotHeader): Header {
  if (header.format !== snapshotFormat) {
    throw corrupt(`its format is ${header.format ?? 0}, this version reads ${snapshotFormat}`);
  }
  return {
    state: {
      revision: header.revision ?? 0,
      appliedHash: header.appliedHash ?? emptyHash,
      timeMs: header.timeMs ?? 0,
      lastLeaseId: header.lastLeaseId ?? 0,
      restoreId: byteStringOf(header.restoreId ?? noBytes),
    },
    counts: {
      keys: header.keys ?? 0,
      leases: header.leases ?? 0,
      clients: header.clients ?? 0,
      staged: header.staged ?? 0,
    },
  };
}

function requestOfRecord(
  { sequence, commandHash, outcome }: mokv.v1.ISnapshotRequest,
  position: number,
): RememberedRequest {
  const remembered = outcome ? outcomeOfMessage(outcome) : undefined;
  if (!sequence || remembered === undefined) {
    throw corrupt(`record ${position} remembers an answer of no known kind`);
  }
  return { sequence, commandHash: commandHash ?? 0, outcome: remembered };
}

function keyRecordOf(record: mokv.v1.SnapshotRecord): KeyRecord {
  const { createRevision, modRevision, version, expiresAtMs, leaseId } = record;
  const numbers = { createRevision, modRevision, version, expiresAtMs, leaseId };
  return { key: byteStringOf(record.key), value: byteStringOf(record.value), ...numbers };
}

function isPossible({ createRevision, modRevision, version }: Item, revision: number): boolean {
  return (
    1 <= createRevision &&
    createRevision <= modRevision &&
    modRevision <= revision &&
    1 <= version &&
    version <= modRevision - createRevision + 1
  );
}

function flawOf(key: ByteString, value: ByteString): string | undefined {
  if (key.length === 0) return 'no key';
  if (key.length > storeLimits.keyBytesMax) return `a key of ${key.length} bytes`;
  if (!isPlainText(key) && !isUtf8(bytesOf(key))) return 'a key that is not UTF-8';
  if (value.length > storeLimits.valueBytesMax) return `a value of ${value.length} bytes`;
  return undefined;
}

/** ASCII, as most keys are: cheaper to see than UTF-8. */
function isPlainText(key: ByteString): boolean {
  for (let at = 0; at < key.length; at += 1) if (key.charCodeAt(at) > 0x7f) return false;
  return true;
}

function corrupt(what: string, cause?: unknown): MokvError {
  return new MokvError('CORRUPT', `not a snapshot of a store: ${what}`, { cause });
}
