import { setImmediate } from 'node:timers/promises';
import { invariant } from '../../shared/invariant.ts';
import type { HardState, Write } from '../raft/durable.ts';
import type { ChangingDirectory } from './directory.ts';
import { type Head, HeadEncoder } from './head-record.ts';
import type { HighWaterMark, Mark } from './high-water-mark.ts';
import { limits as databaseLimits, entryKey, headKey, type LogDatabase } from './log-database.ts';
import { LogFileRoom } from './log-file-room.ts';
import { encodeRecord } from './log-record.ts';
import type { FoundLog } from './read-log.ts';
import type { IndexRange, StoredLog } from './stored-log.ts';

export type LogChange = Omit<Write, 'sequence'>;

/**
 * The log and the hard state on LevelDB. The caller makes one change at a time, and none after one that
 * failed: LevelDB goes on after a failed append, and loses what it then acknowledges.
 */
export class LogStore {
  readonly #database: LogDatabase;
  readonly #directory: ChangingDirectory;
  readonly #room: LogFileRoom;
  readonly #highWaterMark: HighWaterMark;
  readonly #nodeId: string;
  readonly #heads = new HeadEncoder();
  readonly #log: StoredLog;
  #generation: number;
  #hardState: HardState;
  #compactTo = 0;

  constructor({ database, directory, highWaterMark, found }: LogStoreParts) {
    this.#database = database;
    this.#directory = directory;
    this.#room = new LogFileRoom(database.location, databaseLimits.logFileBytes);
    this.#highWaterMark = highWaterMark;
    this.#nodeId = found.head.nodeId;
    this.#log = found.log;
    this.#generation = found.head.generation;
    this.#hardState = found.head.hardState;
  }

  get path(): string {
    return this.#database.location;
  }

  get hardState(): HardState {
    return this.#hardState;
  }

  /** Durable when it resolves: one synced batch. */
  async apply(change: LogChange): Promise<void> {
    const batch = this.#database.batch();
    const slices = new Slices();
    const remove = async ({ from, to }: IndexRange): Promise<void> => {
      for (let index = from; index <= to; index += 1) {
        batch.del(entryKey(index));
        if (slices.isFull()) await setImmediate();
      }
    };
    if (change.hardState !== undefined) this.#adopt(change.hardState);
    const { resetTo, truncateFrom } = change;
    if (resetTo !== undefined) await remove(this.#log.reset(resetTo.index, resetTo.term));
    if (truncateFrom !== undefined) await remove(this.#log.truncate(truncateFrom));
    let bytes = 0;
    for (const entry of change.entries) {
      const { index, term } = entry;
      const record = encodeRecord(entry, this.#log.last.chain);
      this.#log.append({ index, term, chain: record.chain });
      batch.put(entryKey(index), record.bytes);
      bytes += record.bytes.length;
      if (slices.isFull(record.bytes.length)) await setImmediate();
    }
    this.#compactTo = Math.max(this.#compactTo, change.compactTo ?? 0);
    if (this.#compactTo > this.#log.base.index) {
      await remove(this.#log.compact(this.#compactTo, limits.compactedPerChangeMax));
    }
    const head = this.#nextHead();
    batch.put(headKey, this.#heads.encode(head));
    await batch.write(synced);
    if (this.#directory.hasChanged()) {
      await this.#directory.sync();
      this.#room.mayBeGone();
    }
    if (this.#room.isDue(bytes)) await this.#room.make();
    this.#highWaterMark.advance(markOf(head));
  }

  async close(): Promise<void> {
    await this.#highWaterMark.close();
    await this.#directory.close();
    await this.#database.close();
  }

  #adopt(hardState: HardState): void {
    const { term } = this.#hardState;
    invariant(hardState.term >= term, `term ${hardState.term} after term ${term}`);
    this.#hardState = hardState;
  }

  #nextHead(): Head {
    this.#generation += 1;
    const { base, last } = this.#log;
    invariant(last.term <= this.#hardState.term, `the log is at term ${last.term}, ahead of Raft`);
    return {
      generation: this.#generation,
      nodeId: this.#nodeId,
      hardState: this.#hardState,
      base,
      last,
    };
  }
}

export interface LogStoreParts {
  readonly database: LogDatabase;
  readonly directory: ChangingDirectory;
  readonly highWaterMark: HighWaterMark;
  readonly found: FoundLog;
}

export function markOf(head: Head): Mark {
  return { generation: head.generation, lastIndex: head.last.index, chain: head.last.chain };
}

const limits = {
  /**
   * Covered entries that one batch deletes at most; the next batches go on. A snapshot may cover a
   * hundred thousand, and no acknowledgement should wait for all of them.
   */
  compactedPerChangeMax: 1024,
  /** Operations and bytes put into a batch before the event loop gets a turn: about a millisecond. */
  operationsPerSlice: 512,
  bytesPerSlice: 1024 * 1024,
} as const;

const synced = { sync: true } as const;

class Slices {
  #operations = 0;
  #bytes = 0;

  isFull(bytes = 0): boolean {
    this.#operations += 1;
    this.#bytes += bytes;
    if (this.#operations < limits.operationsPerSlice && this.#bytes < limits.bytesPerSlice) {
      return false;
    }
    this.#operations = 0;
    this.#bytes = 0;
    return true;
  }
}
