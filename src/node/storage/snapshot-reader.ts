import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { SnapshotMeta } from '../raft/entry.ts';
import { corrupt, diskError } from './disk-error.ts';
import { readFully } from './file-bytes.ts';
import {
  decodeHeader,
  decodeTrailer,
  headerLength,
  headerPrefixBytes,
  type Trailer,
  trailerBytes,
} from './snapshot-format.ts';

/** An open snapshot file whose header and trailer are intact; its payload is checked while it is read. */
export class SnapshotFile {
  readonly meta: SnapshotMeta;
  readonly #path: string;
  readonly #handle: FileHandle;
  readonly #payloadStart: number;
  readonly #trailer: Trailer;

  private constructor(path: string, handle: FileHandle, frame: SnapshotFrame) {
    this.meta = frame.meta;
    this.#path = path;
    this.#handle = handle;
    this.#payloadStart = frame.payloadStart;
    this.#trailer = frame.trailer;
  }

  /** Throws CORRUPT for a damaged frame and DISK for a file that cannot be read; ENOENT as it comes. */
  static async open(path: string): Promise<SnapshotFile> {
    const handle = await open(path, 'r');
    try {
      return new SnapshotFile(path, handle, await readFrame(path, handle));
    } catch (error) {
      await handle.close();
      throw diskError(path, error);
    }
  }

  get payloadBytes(): number {
    return this.#trailer.payloadBytes;
  }

  /**
   * The payload in chunks of 64 KiB. The last chunk comes only after the checksum of the whole payload
   * was found right; otherwise CORRUPT is thrown in its place.
   */
  async *payload(): AsyncGenerator<Uint8Array, void, undefined> {
    const { payloadBytes, payloadChecksum } = this.#trailer;
    let checksum = 0;
    for (let offset = 0; offset < payloadBytes; offset += limits.chunkBytes) {
      const length = Math.min(limits.chunkBytes, payloadBytes - offset);
      const chunk = await this.#read(this.#payloadStart + offset, length);
      checksum = crc32(chunk, checksum);
      const isLast = offset + length === payloadBytes;
      if (isLast && checksum !== payloadChecksum) throw corrupt(this.#path, checksumProblem);
      yield chunk;
    }
    if (payloadBytes === 0 && payloadChecksum !== 0) throw corrupt(this.#path, checksumProblem);
  }

  close(): Promise<void> {
    return this.#handle.close();
  }

  async #read(position: number, length: number): Promise<Buffer> {
    const chunk = await readFully(this.#handle, position, length).catch((error: unknown) => {
      throw diskError(this.#path, error);
    });
    if (chunk.length < length) throw corrupt(this.#path, 'the snapshot is cut short');
    return chunk;
  }
}

const limits = { chunkBytes: 64 * 1024 } as const;
const checksumProblem = 'the checksum of the snapshot does not match';

interface SnapshotFrame {
  readonly meta: SnapshotMeta;
  readonly payloadStart: number;
  readonly trailer: Trailer;
}

async function readFrame(path: string, handle: FileHandle): Promise<SnapshotFrame> {
  const payloadStart = headerLength(await readFully(handle, 0, headerPrefixBytes));
  const header = payloadStart === undefined ? undefined : await readFully(handle, 0, payloadStart);
  const meta = header === undefined ? undefined : decodeHeader(header);
  if (payloadStart === undefined || meta === undefined) {
    throw corrupt(path, 'the header of the snapshot is damaged');
  }
  const payloadBytes = (await handle.stat()).size - payloadStart - trailerBytes;
  const trailer =
    payloadBytes < 0
      ? undefined
      : decodeTrailer(await readFully(handle, payloadStart + payloadBytes, trailerBytes));
  if (trailer === undefined || trailer.payloadBytes !== payloadBytes) {
    throw corrupt(path, 'the snapshot is cut short or its end is damaged');
  }
  return { meta, payloadStart, trailer };
}
