import { Level } from 'level';
import { MokvError, messageOf } from '../../shared/errors.ts';
import { corrupt, diskError } from './disk-error.ts';

export type LogDatabase = Level<Buffer, Buffer>;

/** Sorts before every entry, so that one pass over the database meets it first. */
export const headKey = Buffer.from([0]);

export function entryKey(index: number): Buffer {
  const key = Buffer.allocUnsafe(entryKeyBytes);
  key[0] = entryPrefix;
  key.writeBigUInt64BE(BigInt(index), 1);
  return key;
}

/** Undefined when it is not an entry's key. */
export function indexOfKey(key: Buffer): number | undefined {
  if (key.length !== entryKeyBytes || key[0] !== entryPrefix) return undefined;
  return Number(key.readBigUInt64BE(1));
}

/**
 * LevelDB in `path`, locked for this process until it is closed. `createIfMissing` only for a path that
 * never held a log: on any other it would replace a damaged log by an empty one without a word. Without
 * compression, so that verifyTables can read what LevelDB writes.
 */
export async function openLogDatabase(
  path: string,
  { createIfMissing }: { createIfMissing: boolean },
): Promise<LogDatabase> {
  const database = new Level<Buffer, Buffer>(path, {
    keyEncoding: 'buffer',
    valueEncoding: 'buffer',
    createIfMissing,
    compression: false,
    errorIfExists: createIfMissing,
    writeBufferSize: limits.logFileBytes,
  });
  try {
    await database.open();
  } catch (error) {
    throw openError(path, error);
  }
  return database;
}

const entryPrefix = 1;
const entryKeyBytes = 9;

export const limits = {
  /**
   * LevelDB's write buffer, and so about the length at which it changes to another log file. Four times its
   * default: it changes, and compacts, a quarter as often.
   */
  logFileBytes: 16 * 1024 * 1024,
} as const;

function openError(path: string, error: unknown): MokvError {
  const reason = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = reason instanceof Error && 'code' in reason ? reason.code : undefined;
  if (code === 'LEVEL_LOCKED') {
    return new MokvError('CONFIG', `${path}: another mokv is running on this data directory`, {
      hint: 'stop it, or give this node a data-dir of its own',
      cause: reason,
    });
  }
  const text = messageOf(reason);
  if (code === 'LEVEL_IO_ERROR' && !/No such file|not a directory/i.test(text)) {
    return diskError(path, reason);
  }
  return corrupt(path, `LevelDB cannot open the log: ${text.replaceAll(/\s+/g, ' ')}`, reason);
}
