import { InvariantViolation, invariant } from '../../shared/invariant.ts';
import type { Write } from '../raft/durable.ts';
import type { SnapshotMeta } from '../raft/entry.ts';
import { diskError } from './disk-error.ts';
import type { FailureLatch } from './failure-latch.ts';
import type { LogStore } from './log-store.ts';
import type { SnapshotDirectory } from './snapshot-directory.ts';
import type { SnapshotSink } from './snapshot-writer.ts';

/**
 * What a node must not forget: its log, hard state and snapshots.
 *
 *     open --- a write or the high-water mark fails ---> failed --- close ---> closed
 *       \---------------------------- close --------------------------------->/
 *
 * A failed storage takes nothing more, because LevelDB would acknowledge writes after a failed one and
 * lose them. Only a new start, which checks everything, brings the directory back.
 */
export class Storage {
  readonly #log: LogStore;
  readonly #snapshots: SnapshotDirectory;
  readonly #failure: FailureLatch;
  #closed = false;
  #writing: Promise<void> | undefined;
  #sequence = 0;

  constructor(log: LogStore, snapshots: SnapshotDirectory, failure: FailureLatch) {
    this.#log = log;
    this.#snapshots = snapshots;
    this.#failure = failure;
  }

  /** Durable when it resolves. Rejects with DISK, and then so does every later call. */
  async write(write: Write): Promise<void> {
    this.#requireOpen();
    invariant(this.#writing === undefined, 'one write is under way at a time');
    invariant(write.sequence === this.#sequence + 1, `write ${write.sequence} is out of sequence`);
    this.#requireSnapshotFor(write);
    this.#sequence = write.sequence;
    this.#writing = this.#log.apply(write);
    try {
      await this.#writing;
    } catch (error) {
      const isBug = error instanceof InvariantViolation;
      throw this.#failure.raise(isBug ? error : diskError(this.#log.path, error));
    } finally {
      this.#writing = undefined;
    }
  }

  /** Rejects with DISK when the file cannot be made; the storage itself goes on. */
  async createSnapshot(meta: SnapshotMeta): Promise<SnapshotSink> {
    this.#requireOpen();
    return this.#snapshots.createSink(meta);
  }

  /**
   * The payload in chunks of 64 KiB; the last one comes only when the checksum of the whole is right.
   * Throws NOT_FOUND when newer snapshots have replaced it, CORRUPT when it is damaged, DISK.
   */
  async *readSnapshot(meta: SnapshotMeta): AsyncGenerator<Uint8Array, void, undefined> {
    this.#requireOpen();
    const file = await this.#snapshots.openFile(meta);
    try {
      yield* file.payload();
    } finally {
      await file.close();
    }
  }

  /** Bytes of its payload. The errors of readSnapshot. */
  async snapshotSize(meta: SnapshotMeta): Promise<number> {
    this.#requireOpen();
    const file = await this.#snapshots.openFile(meta);
    await file.close();
    return file.payloadBytes;
  }

  /** Waits for the write under way. Open sinks stay their owners' matter. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#writing?.catch(() => undefined);
    await this.#log.close();
  }

  #requireOpen(): void {
    invariant(!this.#closed, 'the storage is closed');
    if (this.#failure.error !== undefined) throw this.#failure.error;
  }

  /** The log may only forget what a snapshot on this disk holds. */
  #requireSnapshotFor({ resetTo, compactTo }: Write): void {
    if (resetTo !== undefined) {
      const { index } = resetTo;
      invariant(this.#snapshots.has(resetTo), `no snapshot ${index} to reset the log to`);
    }
    if (compactTo === undefined) return;
    const covered = this.#snapshots.names[0]?.index ?? 0;
    invariant(
      compactTo <= covered,
      `compaction to ${compactTo}, but the snapshot ends at ${covered}`,
    );
  }
}
