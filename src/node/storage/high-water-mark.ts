import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { writeFileAtomically } from './directory.ts';
import { corrupt, diskError, isMissing } from './disk-error.ts';
import type { FailureLatch } from './failure-latch.ts';
import { readFully, writeFully } from './file-bytes.ts';

/** The newest batch that is known to be durable, and where the log ended with it. */
export interface Mark {
  readonly generation: number;
  readonly lastIndex: number;
  readonly chain: number;
}

/**
 * Remembers outside of LevelDB how far the log got, because LevelDB opens without a word when its newest
 * file is cut, damaged or gone. It only ever records batches that LevelDB has already synced, so a log
 * behind the mark has lost acknowledged writes. It follows the batches and delays none: process
 * crashes find it some tens of milliseconds behind, a power failure about a second.
 *
 * The generation of a batch grows even when the batch shortens the log, so the mark never has to be
 * lowered before a truncation.
 *
 * The file has two slots. Between two syncs only one of them is written, so the other one is intact
 * whatever a power failure leaves of the first.
 */
export class HighWaterMark {
  readonly #path: string;
  readonly #handle: FileHandle;
  readonly #failure: FailureLatch;
  #slot: number;
  #pending: Mark | undefined;
  /** Until the pending mark is written: each costs a trip through the thread pool, which no batch should wait for. */
  #markTimer: NodeJS.Timeout | undefined;
  #syncDue = false;
  #syncTimer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  private constructor(found: FoundMark, path: string, failure: FailureLatch) {
    this.#path = path;
    this.#handle = found.handle;
    this.#slot = 1 - found.slot;
    this.#failure = failure;
  }

  static async create(path: string, mark: Mark): Promise<void> {
    const bytes = Buffer.alloc(fileBytes);
    encodeMark(mark).copy(bytes);
    await writeFileAtomically(path, bytes);
  }

  /** Throws CORRUPT when the file is missing or neither slot is intact. */
  static async open(
    path: string,
    failure: FailureLatch,
  ): Promise<{ highWaterMark: HighWaterMark; mark: Mark }> {
    const found = await findMark(path);
    return { highWaterMark: new HighWaterMark(found, path, failure), mark: found.mark };
  }

  /** `mark` is durable in LevelDB. */
  advance(mark: Mark): void {
    this.#pending = mark;
    this.#markTimer ??= setTimeout(() => {
      this.#markTimer = undefined;
      this.#run();
    }, limits.markIntervalMs).unref();
  }

  async close(): Promise<void> {
    clearTimeout(this.#markTimer);
    this.#markTimer = undefined;
    clearTimeout(this.#syncTimer);
    this.#syncDue = true;
    this.#run();
    while (this.#running !== undefined) await this.#running;
    await this.#handle.close();
  }

  #run(): void {
    if (this.#failure.error !== undefined) return;
    this.#running ??= this.#work()
      .catch((error: unknown) => {
        this.#failure.raise(diskError(this.#path, error));
      })
      .then(() => {
        this.#running = undefined;
        const isMarkDue = this.#pending !== undefined && this.#markTimer === undefined;
        if (this.#syncDue || isMarkDue) this.#run();
      });
  }

  async #work(): Promise<void> {
    if (this.#pending !== undefined) {
      const mark = this.#pending;
      this.#pending = undefined;
      await writeFully(this.#handle, encodeMark(mark), this.#slot * slotBytes);
      this.#syncSoon();
    }
    if (this.#syncDue) await this.#sync();
  }

  #syncSoon(): void {
    this.#syncTimer ??= setTimeout(() => {
      this.#syncDue = true;
      this.#run();
    }, limits.syncIntervalMs).unref();
  }

  async #sync(): Promise<void> {
    clearTimeout(this.#syncTimer);
    this.#syncTimer = undefined;
    this.#syncDue = false;
    await this.#handle.datasync();
    this.#slot = 1 - this.#slot;
  }
}

const limits = { markIntervalMs: 50, syncIntervalMs: 1000 } as const;

/** A page each: writing one back to the disk leaves the other alone. */
const slotBytes = 4096;
const fileBytes = 2 * slotBytes;
const magic = 0x4d4b4857;
const markBytes = 28;

interface FoundMark {
  readonly handle: FileHandle;
  readonly mark: Mark;
  readonly slot: number;
}

async function findMark(path: string): Promise<FoundMark> {
  const handle = await open(path, 'r+').catch((error: unknown) => {
    throw isMissing(error) ? corrupt(path, 'the high-water mark is missing', error) : error;
  });
  try {
    const bytes = await readFully(handle, 0, fileBytes);
    const first = decodeMark(bytes.subarray(0, slotBytes));
    const second = decodeMark(bytes.subarray(slotBytes));
    // What a killed process wrote may still be in memory only; the next write goes to the other slot.
    await handle.datasync();
    if (second !== undefined && (first === undefined || second.generation > first.generation)) {
      return { handle, mark: second, slot: 1 };
    }
    if (first !== undefined) return { handle, mark: first, slot: 0 };
    throw corrupt(path, 'the high-water mark is damaged');
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Magic u32, generation u64, last index u64, chain u32, CRC-32 of all that u32. */
function encodeMark(mark: Mark): Buffer {
  const bytes = Buffer.allocUnsafe(markBytes);
  bytes.writeUInt32BE(magic, 0);
  bytes.writeBigUInt64BE(BigInt(mark.generation), 4);
  bytes.writeBigUInt64BE(BigInt(mark.lastIndex), 12);
  bytes.writeUInt32BE(mark.chain, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(0, 24)), 24);
  return bytes;
}

function decodeMark(slot: Buffer): Mark | undefined {
  if (slot.length < markBytes || slot.readUInt32BE(0) !== magic) return undefined;
  if (slot.readUInt32BE(24) !== crc32(slot.subarray(0, 24))) return undefined;
  return {
    generation: Number(slot.readBigUInt64BE(4)),
    lastIndex: Number(slot.readBigUInt64BE(12)),
    chain: slot.readUInt32BE(20),
  };
}
