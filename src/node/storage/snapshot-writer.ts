import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { invariant } from '../../shared/invariant.ts';
import type { SnapshotMeta } from '../raft/entry.ts';
import { fileMode, syncDirectory } from './directory.ts';
import { diskError } from './disk-error.ts';
import { writeFully } from './file-bytes.ts';
import { encodeHeader, encodeTrailer } from './snapshot-format.ts';

export interface SnapshotFileNames {
  /** Held while it is written; a start removes it. */
  readonly temporary: string;
  readonly final: string;
}

/** Takes the payload of one snapshot, one call at a time. Errors are DISK or FILE_PERMISSION. */
export class SnapshotSink {
  readonly #names: SnapshotFileNames;
  readonly #handle: FileHandle;
  readonly #onCommit: () => Promise<void>;
  readonly #headerBytes: number;
  #state: 'idle' | 'busy' | 'done' = 'idle';
  #payloadBytes = 0;
  #payloadChecksum = 0;
  #unsyncedBytes = 0;

  private constructor(
    names: SnapshotFileNames,
    handle: FileHandle,
    headerBytes: number,
    onCommit: () => Promise<void>,
  ) {
    this.#names = names;
    this.#handle = handle;
    this.#headerBytes = headerBytes;
    this.#onCommit = onCommit;
  }

  static async create(
    names: SnapshotFileNames,
    meta: SnapshotMeta,
    onCommit: () => Promise<void>,
  ): Promise<SnapshotSink> {
    const header = encodeHeader(meta);
    const handle = await open(names.temporary, 'wx', fileMode).catch((error: unknown) => {
      throw diskError(names.temporary, error);
    });
    const sink = new SnapshotSink(names, handle, header.length, onCommit);
    try {
      await sink.#exclusively(() => writeFully(handle, header, 0));
    } catch (error) {
      await sink.abort();
      throw error;
    }
    return sink;
  }

  /** The chunk is free again when it resolves. Chunks of about 64 KiB cost least. */
  write(chunk: Uint8Array): Promise<void> {
    return this.#exclusively(async () => {
      await writeFully(this.#handle, chunk, this.#headerBytes + this.#payloadBytes);
      this.#payloadBytes += chunk.length;
      this.#payloadChecksum = crc32(chunk, this.#payloadChecksum);
      this.#unsyncedBytes += chunk.length;
      if (this.#unsyncedBytes < limits.unsyncedBytesMax) return;
      this.#unsyncedBytes = 0;
      await this.#handle.datasync();
    });
  }

  /** When it resolves, the snapshot is durable under its name, and only the newest two are left. */
  async commit(): Promise<void> {
    await this.#exclusively(async () => {
      const trailer = encodeTrailer({
        payloadBytes: this.#payloadBytes,
        payloadChecksum: this.#payloadChecksum,
      });
      await writeFully(this.#handle, trailer, this.#headerBytes + this.#payloadBytes);
      await this.#handle.sync();
      await this.#handle.close();
      await rename(this.#names.temporary, this.#names.final);
      await syncDirectory(dirname(this.#names.final));
      await this.#onCommit();
    });
    this.#state = 'done';
  }

  /** Removes what was written. Allowed after everything, also after a commit: then it does nothing. */
  async abort(): Promise<void> {
    if (this.#state === 'done') return;
    this.#state = 'done';
    try {
      await this.#handle.close();
      await rm(this.#names.temporary, { force: true });
    } catch (error) {
      throw diskError(this.#names.temporary, error);
    }
  }

  async #exclusively(work: () => Promise<void>): Promise<void> {
    invariant(this.#state === 'idle', 'a snapshot takes one call at a time, and none at its end');
    this.#state = 'busy';
    try {
      await work();
      if (this.#state === 'busy') this.#state = 'idle';
    } catch (error) {
      throw diskError(this.#names.temporary, error);
    }
  }
}

const limits = {
  /** Syncing as it grows keeps one huge sync at the end from holding up those of the log. */
  unsyncedBytesMax: 8 * 1024 * 1024,
} as const;
