import { type FileHandle, open, readFile } from 'node:fs/promises';
import { MokvError } from '../../../shared/errors.ts';
import { errnoCodeOf, fileErrorOf } from '../../../shared/file-error.ts';
import type { RestoredGossip, SnapshotRecord } from '../../gossip/output.ts';
import { privateMode, replaceFile } from './replace-file.ts';
import { lineOf, SnapshotState } from './snapshot-state.ts';

const limits = {
  flushMs: 500,
  /** The file is rewritten above this, or above twice what its members need (serf-wire §6.9). */
  rewriteBytesMin: 128 * 1024,
  bytesPerMember: 128,
  /** A file that somebody put there by mistake. */
  readBytesMax: 64 * 1024 * 1024,
} as const;

export interface OpenedSnapshot {
  readonly snapshot: SerfSnapshot;
  readonly restored: RestoredGossip;
}

interface SnapshotOptions {
  readonly path: string;
  /** This node: it is not to be joined. */
  readonly ownName: string;
  /** The file could not be written; everything is written anew the next time. */
  onFailure(error: MokvError): void;
}

/**
 * Serf's snapshot file: who was alive and what the clocks were, appended line by line, so that a node
 * finds its pool again after a restart (serf-wire §6.9). It is a convenience: losing it costs nothing
 * but a join, so that failures are reported and survived. Rejects with CONFIG, FILE_PERMISSION or
 * DISK when the file is there and cannot be read.
 */
export async function openSerfSnapshot(options: SnapshotOptions): Promise<OpenedSnapshot> {
  const text = await textOf(options.path);
  const state = new SnapshotState();
  for (const line of text.split('\n')) state.replay(line);
  const restored = state.restored(options.ownName);
  return { snapshot: new SerfSnapshot(options, state, text), restored };
}

async function textOf(path: string): Promise<string> {
  try {
    const text = await readFile(path, 'utf8');
    if (text.length <= limits.readBytesMax) return text;
  } catch (cause) {
    if (errnoCodeOf(cause) === 'ENOENT') return '';
    throw fileErrorOf(cause, 'read', path);
  }
  throw new MokvError('CONFIG', `${path} is no gossip snapshot: it is too long`, {
    hint: `move it away: mv ${path} ${path}.old`,
  });
}

export class SerfSnapshot {
  readonly #options: SnapshotOptions;
  readonly #state: SnapshotState;
  readonly #timer: NodeJS.Timeout;
  #buffered = '';
  /** Bytes in the file; undefined: its content is unknown, or ends in the middle of a line. */
  #fileBytes: number | undefined;
  #file: FileHandle | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(options: SnapshotOptions, state: SnapshotState, text: string) {
    this.#options = options;
    this.#state = state;
    this.#fileBytes = text === '' || text.endsWith('\n') ? Buffer.byteLength(text) : undefined;
    this.#timer = setInterval(() => this.#flush(), limits.flushMs);
    this.#timer.unref();
  }

  /** The lines reach the file within half a second. */
  append(records: readonly SnapshotRecord[]): void {
    for (const record of records) {
      this.#state.apply(record);
      this.#buffered += lineOf(record);
    }
  }

  /** Writes what is left; nothing may be appended after it. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#flush();
    await this.#writing;
    await this.#file?.close();
  }

  #flush(): void {
    if (this.#buffered === '') return;
    this.#writing = this.#writing.then(() => this.#write());
  }

  async #write(): Promise<void> {
    const lines = this.#buffered;
    this.#buffered = '';
    const bytes = (this.#fileBytes ?? Number.POSITIVE_INFINITY) + Buffer.byteLength(lines);
    const members = this.#state.memberCount;
    const bytesMax = Math.max(limits.rewriteBytesMin, 2 * limits.bytesPerMember * members);
    try {
      if (bytes > bytesMax) await this.#rewrite();
      else await this.#appendToFile(lines);
    } catch (error) {
      this.#fileBytes = undefined;
      this.#options.onFailure(
        error instanceof MokvError ? error : fileErrorOf(error, 'write', this.#options.path),
      );
    }
  }

  async #appendToFile(lines: string): Promise<void> {
    this.#file ??= await open(this.#options.path, 'a', privateMode);
    await this.#file.appendFile(lines);
    this.#fileBytes = (this.#fileBytes ?? 0) + Buffer.byteLength(lines);
  }

  /** Only what still counts, in a new file. */
  async #rewrite(): Promise<void> {
    await this.#file?.close();
    this.#file = undefined;
    const text = this.#state.records().map(lineOf).join('');
    await replaceFile(this.#options.path, text);
    this.#fileBytes = Buffer.byteLength(text);
  }
}
