import type { Entry } from '../raft/entry.ts';
import { corrupt, diskError } from './disk-error.ts';
import { decodeHead, type Head } from './head-record.ts';
import { headKey, indexOfKey, type LogDatabase } from './log-database.ts';
import { decodeRecord } from './log-record.ts';
import { StoredLog } from './stored-log.ts';

export interface FoundLog {
  readonly head: Head;
  readonly log: StoredLog;
  readonly entries: Entry[];
}

/**
 * Everything that LevelDB holds, accepted only when it is exactly what the last batch left: LevelDB drops
 * damaged blocks of its log, and returns flipped values, without an error. `path` is for messages.
 */
export async function readLog(database: LogDatabase, path: string): Promise<FoundLog> {
  const reader = new LogReader(path);
  try {
    const rows = database.iterator({ fillCache: false, highWaterMarkBytes: limits.readAheadBytes });
    for await (const [key, value] of rows) reader.take(key, value);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'LEVEL_CORRUPTION') {
      throw corrupt(path, error.message, error);
    }
    throw diskError(path, error);
  }
  return reader.finish();
}

const limits = { readAheadBytes: 1024 * 1024 } as const;

export class LogReader {
  readonly #path: string;
  #found: FoundLog | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  take(key: Buffer, value: Buffer): void {
    if (this.#found === undefined) this.#found = this.#begin(key, value);
    else this.#takeEntry(this.#found, key, value);
  }

  finish(): FoundLog {
    if (this.#found === undefined) throw this.#noHead();
    const { head, log } = this.#found;
    const { last } = log;
    if (last.index !== head.last.index) {
      const problem = `the log ends at ${last.index}, but was written to ${head.last.index}`;
      throw corrupt(this.#path, problem);
    }
    if (last.term !== head.last.term || last.chain !== head.last.chain) {
      throw corrupt(this.#path, `entry ${last.index} is not the one that was written last`);
    }
    return this.#found;
  }

  #begin(key: Buffer, value: Buffer): FoundLog {
    const head = key.equals(headKey) ? decodeHead(value) : undefined;
    if (head === undefined) throw this.#noHead();
    return { head, log: new StoredLog(head.base), entries: [] };
  }

  #takeEntry({ log, entries }: FoundLog, key: Buffer, value: Buffer): void {
    const { last } = log;
    const expected = last.index + 1;
    const found = indexOfKey(key);
    if (found === undefined) throw corrupt(this.#path, `unknown key 0x${key.toString('hex')}`);
    if (found < expected) throw corrupt(this.#path, `entry ${found} should have been deleted`);
    if (found > expected) throw corrupt(this.#path, `entry ${expected} is missing`);
    const record = decodeRecord(value, last.chain);
    if (record.type === 'damaged') {
      throw corrupt(this.#path, `entry ${expected} is damaged: ${record.problem}`);
    }
    const { index, term } = record.entry;
    if (index !== expected || term < last.term) {
      const problem = `entry ${expected} is damaged: it holds index ${index}, term ${term}`;
      throw corrupt(this.#path, problem);
    }
    log.append({ index, term, chain: record.chain });
    entries.push(record.entry);
  }

  #noHead(): Error {
    return corrupt(this.#path, 'the record of term, vote and log ends is missing or damaged');
  }
}
