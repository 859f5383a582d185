import { crc32 } from 'node:zlib';
import { SnapshotReader } from '../../src/node/kv/snapshot-reader.ts';
import { Store } from '../../src/node/kv/store.ts';
import {
  type DurableState,
  type HardState,
  inTerm,
  type Write,
} from '../../src/node/raft/durable.ts';
import type { Entry, SnapshotMeta } from '../../src/node/raft/entry.ts';
import { encodeHead, type Head } from '../../src/node/storage/head-record.ts';
import { entryKey, headKey } from '../../src/node/storage/log-database.ts';
import { encodeRecord, originAt } from '../../src/node/storage/log-record.ts';
import { type FoundLog, LogReader } from '../../src/node/storage/read-log.ts';
import {
  decodeHeader,
  decodeTrailer,
  encodeHeader,
  encodeTrailer,
  headerLength,
  trailerBytes,
} from '../../src/node/storage/snapshot-format.ts';
import type { StoredLog } from '../../src/node/storage/stored-log.ts';
import { MokvError } from '../../src/shared/errors.ts';

/** What a batch does at one key of the database; index 0 is the head. */
interface Change {
  readonly index: number;
  readonly record: DiskRecord | undefined;
}

/** Each batch writes a head and nearly none is ever read: it becomes bytes when somebody looks at it. */
type DiskRecord = Buffer | Head;

export interface Batch {
  readonly write: Omit<Write, 'sequence'>;
  readonly head: Head;
  /** How much there is to write. */
  readonly bytes: number;
  readonly changes: readonly Change[];
}

/** The high-water mark: see src/node/storage/high-water-mark.ts. */
interface Mark {
  readonly generation: number;
  readonly lastIndex: number;
  readonly chain: number;
}

export interface OpenedImage {
  readonly durable: DurableState;
  readonly store: Store;
  readonly writer: BatchWriter;
}

const limits = {
  /** As src/node/storage/snapshot-directory.ts. */
  snapshotsKept: 2,
  /** Batches that can be taken back, for a log that lost its tail. */
  undoMax: 8,
  /** What a head takes, more or less. */
  headBytes: 250,
} as const;

const headIndex = 0;

/**
 * The bytes on one node's disk: the records of its database, snapshot files and high-water mark, all in
 * the form of src/node/storage. What a start accepts of them is decided here as openStorage decides it.
 */
export class DiskImage {
  readonly nodeId: string;
  readonly records = new Map<number, DiskRecord>();
  readonly snapshots = new Map<string, Buffer>();
  #mark: Mark;
  #markBefore: Mark;
  #undo: (readonly Change[])[] = [];

  constructor(nodeId: string) {
    this.nodeId = nodeId;
    const origin = originAt(0, 0);
    const head: Head = {
      generation: 1,
      nodeId,
      hardState: { term: 0, votedFor: '', votedForAddress: '' },
      base: origin,
      last: origin,
    };
    this.records.set(headIndex, head);
    this.#mark = markOf(head);
    this.#markBefore = this.#mark;
  }

  /** The batch as one atomic change. */
  apply(batch: Batch): void {
    const undo: Change[] = [];
    for (const change of batch.changes) {
      undo.push({ index: change.index, record: this.records.get(change.index) });
      this.#change(change);
    }
    this.#undo.push(undo);
    if (this.#undo.length > limits.undoMax) this.#undo.shift();
    this.#markBefore = this.#mark;
    this.#mark = markOf(batch.head);
  }

  /** A killed process leaves the mark one batch behind at most. */
  loseMark(): void {
    this.#mark = this.#markBefore;
  }

  /** The newest batches vanish, as with LevelDB's newest file. Tells whether any did. */
  loseTail(batches: number): boolean {
    const lost = this.#undo.splice(-batches);
    if (lost.length < 2) {
      this.#undo.push(...lost);
      return false;
    }
    for (const undo of lost.reverse()) {
      for (const change of [...undo].reverse()) this.#change(change);
    }
    return true;
  }

  flipBit(index: number, place: number): void {
    const record = this.records.get(index);
    if (record !== undefined) this.records.set(index, flipped(bytesOf(record), place));
  }

  /** Of the newest one. */
  flipBitOfSnapshot(place: number): void {
    const name = this.#newestFirst()[0];
    const file = name === undefined ? undefined : this.snapshots.get(name);
    if (name !== undefined && file !== undefined) this.snapshots.set(name, flipped(file, place));
  }

  damageEntry(how: 'log' | 'missingEntry', place: number): void {
    const indices = [...this.records.keys()].filter((index) => index !== headIndex);
    const index = indices[Math.floor(place * indices.length)];
    if (index === undefined) return;
    if (how === 'log') this.flipBit(index, (place * 7919) % 1);
    else this.records.delete(index);
  }

  saveSnapshot(meta: SnapshotMeta, payload: Buffer): void {
    const trailer = { payloadBytes: payload.length, payloadChecksum: crc32(payload) };
    const file = Buffer.concat([encodeHeader(meta), payload, encodeTrailer(trailer)]);
    this.snapshots.set(nameOf(meta), file);
    for (const name of this.#newestFirst().slice(limits.snapshotsKept)) this.snapshots.delete(name);
  }

  /** Its payload; undefined when newer ones have replaced it. Throws CORRUPT. */
  readSnapshot(meta: Pick<SnapshotMeta, 'index' | 'term'>): Buffer | undefined {
    const file = this.snapshots.get(nameOf(meta));
    return file === undefined ? undefined : contentOf(file, nameOf(meta)).payload;
  }

  loadSnapshot(meta: Pick<SnapshotMeta, 'index' | 'term'>): Store {
    const payload = this.readSnapshot(meta);
    if (payload === undefined) throw corrupt(`snapshot ${nameOf(meta)} is missing`);
    return storeOf(meta.index, payload);
  }

  /** What a node finds when it starts, or CORRUPT. */
  open(): OpenedImage {
    const found = this.#readLog();
    const { head, log } = found;
    if (head.generation < this.#mark.generation) throw corrupt('acknowledged writes are lost');
    if (head.generation === this.#mark.generation && head.last.chain !== this.#mark.chain) {
      throw corrupt('it is not the log that the high-water mark knows');
    }
    const snapshot = this.#chooseSnapshot(head.base.index);
    const writer = new BatchWriter(head, log);
    const store = snapshot === undefined ? new Store() : this.loadSnapshot(snapshot);
    const entries = this.#join(found, snapshot, writer);
    return { durable: { hardState: writer.hardState, snapshot, entries }, store, writer };
  }

  #change({ index, record }: Change): void {
    if (record === undefined) this.records.delete(index);
    else this.records.set(index, record);
  }

  #readLog(): FoundLog {
    const reader = new LogReader('log');
    const indices = [...this.records.keys()].sort((a, b) => a - b);
    for (const index of indices) {
      const record = this.records.get(index);
      if (record !== undefined)
        reader.take(index === headIndex ? headKey : entryKey(index), bytesOf(record));
    }
    return reader.finish();
  }

  #newestFirst(): string[] {
    return [...this.snapshots.keys()].sort(
      (a, b) => indexOf(b) - indexOf(a) || termOf(b) - termOf(a),
    );
  }

  #chooseSnapshot(baseIndex: number): SnapshotMeta | undefined {
    let damage: unknown;
    for (const name of this.#newestFirst()) {
      const file = this.snapshots.get(name);
      if (indexOf(name) < baseIndex || file === undefined) break;
      try {
        return contentOf(file, name).meta;
      } catch (error) {
        damage ??= error;
      }
    }
    if (baseIndex === 0) return undefined;
    throw damage ?? corrupt(`no snapshot reaches the log, which begins behind ${baseIndex}`);
  }

  /** As joinLogToSnapshot: an installed snapshot whose reset was prevented by a crash. */
  #join(
    { entries, log }: FoundLog,
    snapshot: SnapshotMeta | undefined,
    writer: BatchWriter,
  ): readonly Entry[] {
    if (snapshot === undefined) return entries;
    const { base, last } = log;
    const { index, term } = snapshot;
    if (index <= last.index && log.positionOf(index).term === term) return entries;
    if (index === base.index)
      throw corrupt('the snapshot is not the one that the log begins behind');
    const found = writer.hardState;
    const hardState = found.term >= term ? found : inTerm(found, term);
    this.apply(writer.batchOf({ hardState, resetTo: snapshot, entries: [] }));
    return [];
  }
}

export function storeOf(appliedIndex: number, payload: Buffer): Store {
  const reader = new SnapshotReader(appliedIndex);
  reader.push(payload);
  return reader.finish();
}

/** Turns writes into batches, as src/node/storage/log-store.ts does. */
export class BatchWriter {
  readonly #nodeId: string;
  readonly #log: StoredLog;
  #generation: number;
  #hardState: HardState;
  #compactTo = 0;

  constructor(head: Head, log: StoredLog) {
    this.#nodeId = head.nodeId;
    this.#log = log;
    this.#generation = head.generation;
    this.#hardState = head.hardState;
  }

  get hardState(): HardState {
    return this.#hardState;
  }

  batchOf(write: Omit<Write, 'sequence'>): Batch {
    const changes: Change[] = [];
    let size: number = limits.headBytes;
    const remove = ({ from, to }: { from: number; to: number }): void => {
      for (let index = from; index <= to; index += 1) changes.push({ index, record: undefined });
    };
    if (write.hardState !== undefined) this.#hardState = write.hardState;
    const { resetTo, truncateFrom } = write;
    if (resetTo !== undefined) remove(this.#log.reset(resetTo.index, resetTo.term));
    if (truncateFrom !== undefined) remove(this.#log.truncate(truncateFrom));
    for (const entry of write.entries) {
      const { bytes, chain } = encodeRecord(entry, this.#log.last.chain);
      this.#log.append({ index: entry.index, term: entry.term, chain });
      changes.push({ index: entry.index, record: bytes });
      size += bytes.length;
    }
    this.#compactTo = Math.max(this.#compactTo, write.compactTo ?? 0);
    remove(this.#log.compact(this.#compactTo, Number.POSITIVE_INFINITY));
    const head = this.#nextHead();
    changes.push({ index: headIndex, record: head });
    return { write, head, bytes: size, changes };
  }

  #nextHead(): Head {
    this.#generation += 1;
    const { base, last } = this.#log;
    return {
      generation: this.#generation,
      nodeId: this.#nodeId,
      hardState: this.#hardState,
      base,
      last,
    };
  }
}

function bytesOf(record: DiskRecord): Buffer {
  return Buffer.isBuffer(record) ? record : encodeHead(record);
}

function flipped(bytes: Buffer, place: number): Buffer {
  const copy = Buffer.from(bytes);
  const bit = Math.floor(place * copy.length * 8);
  const byte = copy[bit >> 3];
  if (byte !== undefined) copy[bit >> 3] = byte ^ (1 << (bit & 7));
  return copy;
}

function markOf(head: Head): Mark {
  return { generation: head.generation, lastIndex: head.last.index, chain: head.last.chain };
}

function nameOf({ index, term }: Pick<SnapshotMeta, 'index' | 'term'>): string {
  return `${index}-${term}`;
}

function indexOf(name: string): number {
  return Number(name.split('-')[0]);
}

function termOf(name: string): number {
  return Number(name.split('-')[1]);
}

function contentOf(file: Buffer, name: string): { meta: SnapshotMeta; payload: Buffer } {
  const start = headerLength(file);
  const meta = start === undefined ? undefined : decodeHeader(file.subarray(0, start));
  const trailer = decodeTrailer(file.subarray(file.length - trailerBytes));
  if (start === undefined || meta === undefined || trailer === undefined) {
    throw corrupt(`snapshot ${name} is damaged`);
  }
  const payload = file.subarray(start, file.length - trailerBytes);
  if (payload.length !== trailer.payloadBytes || crc32(payload) !== trailer.payloadChecksum) {
    throw corrupt(`the checksum of snapshot ${name} does not match`);
  }
  if (nameOf(meta) !== name) throw corrupt(`snapshot ${name} holds ${nameOf(meta)}`);
  return { meta, payload };
}

function corrupt(problem: string): MokvError {
  return new MokvError('CORRUPT', problem);
}
