import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { mokv } from '../api/gen/messages.js';
import { RecordSplitter } from '../api/record-splitter.ts';
import { StrictReader } from '../api/strict-reader.ts';
import { MokvError, messageOf } from '../shared/errors.ts';
import { fileErrorOf } from '../shared/file-error.ts';

/**
 * A snapshot in a file: a line with the name of the format, a line of JSON with where it comes from, the data
 * as Cluster.SaveSnapshot gives them (records, each behind its length), and last 32 bytes, the SHA-256 of
 * everything before.
 */
const magic = 'mokv snapshot 1\n';

const limits = {
  digestBytes: 32,
  /** Of the first two lines together. */
  headBytesMax: 64 * 1024,
} as const;

/** Where a snapshot comes from. */
export interface SnapshotOrigin {
  readonly index: number;
  readonly term: number;
  readonly revision: number;
  readonly keys: number;
  /** Unix milliseconds. */
  readonly timeMs: number;
  readonly nodeId: string;
  /** Of mokv. */
  readonly version: string;
}

/** What a whole file turned out to hold. */
export interface SnapshotContents {
  readonly origin: SnapshotOrigin;
  readonly fileBytes: number;
  readonly keyBytes: number;
  readonly valueBytes: number;
  readonly expiringKeys: number;
  /** Of all data, as RestoreSnapshot wants it. */
  readonly digest: Uint8Array;
}

type Parts = AsyncIterable<mokv.v1.SnapshotPart>;

/**
 * The bytes of a file, from what the server sends. `taken` is told where they come from and how many
 * records have come so far.
 * @throws CORRUPT when the data do not have the digest that the server gives.
 */
export async function* snapshotBytes(
  parts: Parts,
  taken: (origin: SnapshotOrigin, records: number) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  const whole = createHash('sha256');
  const ofData = createHash('sha256');
  let origin: SnapshotOrigin | undefined;
  let records = 0;
  const splitter = new RecordSplitter(() => {
    records += 1;
  });
  const hashed = (bytes: Uint8Array): Uint8Array => {
    whole.update(bytes);
    return bytes;
  };
  for await (const { summary, data, digest } of parts) {
    if (summary) {
      origin = originOf(summary);
      yield hashed(Buffer.from(`${magic}${JSON.stringify(originRecord(origin))}\n`));
    } else if (origin === undefined) {
      throw incomplete('it does not begin with its summary');
    } else if (data) {
      ofData.update(data);
      splitter.push(data);
      taken(origin, records);
      yield hashed(data);
    } else if (digest) {
      if (!ofData.digest().equals(digest)) throw incomplete('it was damaged on the way');
      yield whole.digest();
      return;
    }
  }
  throw incomplete('it ends early');
}

/** Writes FILE.part and gives it its name when everything is on disk; else nothing stays behind. @returns its bytes. */
export async function writeSnapshotFile(
  path: string,
  pieces: AsyncIterable<Uint8Array>,
): Promise<number> {
  const part = `${path}.part`;
  const file = await open(part, 'w', 0o600).catch((error: unknown) => {
    throw fileErrorOf(error, 'write', part);
  });
  try {
    const written = await writeAll(file, pieces);
    await rename(part, path);
    await syncDirectory(dirname(path));
    return written;
  } catch (error) {
    await unlink(part).catch(() => undefined);
    throw error instanceof MokvError ? error : fileErrorOf(error, 'write', path);
  }
}

async function writeAll(file: FileHandle, pieces: AsyncIterable<Uint8Array>): Promise<number> {
  let bytes = 0;
  try {
    for await (const piece of pieces) {
      await file.writeFile(piece);
      bytes += piece.length;
    }
    await file.sync();
    return bytes;
  } finally {
    await file.close();
  }
}

/** So that the new name outlives a power failure, too. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/**
 * Reads a whole file: digest, records and the number of keys.
 * @throws CORRUPT for one that is damaged, INVALID_ARGUMENT for one that is no snapshot.
 */
export async function readSnapshotFile(
  path: string,
  progress: (bytes: number) => void = () => undefined,
): Promise<SnapshotContents> {
  const { headBytes, origin, fileBytes } = await headOf(path);
  const whole = createHash('sha256').update(await readHead(path, headBytes));
  const ofData = createHash('sha256');
  const records = new RecordCounter(path);
  for await (const piece of dataOf(path, headBytes, fileBytes)) {
    progress(piece.length);
    whole.update(piece);
    ofData.update(piece);
    records.push(piece);
  }
  await checkDigest(path, whole, fileBytes);
  const { keyBytes, valueBytes, expiringKeys } = records.finish(origin.keys);
  return { origin, fileBytes, keyBytes, valueBytes, expiringKeys, digest: ofData.digest() };
}

/** The data of a file that readSnapshotFile has found whole. */
export async function* snapshotData(path: string): AsyncGenerator<Uint8Array, void, undefined> {
  const { headBytes, fileBytes } = await headOf(path);
  yield* dataOf(path, headBytes, fileBytes);
}

async function* dataOf(
  path: string,
  headBytes: number,
  fileBytes: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const end = fileBytes - limits.digestBytes - 1;
  if (end < headBytes) throw damaged(path, 'it ends early');
  try {
    for await (const piece of createReadStream(path, { start: headBytes, end })) yield piece;
  } catch (error) {
    throw fileErrorOf(error, 'read', path);
  }
}

async function headOf(path: string): Promise<{
  readonly headBytes: number;
  readonly origin: SnapshotOrigin;
  readonly fileBytes: number;
}> {
  const head = await readHead(path, limits.headBytesMax);
  if (!head.subarray(0, magic.length).equals(Buffer.from(magic))) {
    throw new MokvError('INVALID_ARGUMENT', `${path} is no snapshot of mokv`, {
      hint: "'mokv snapshot save FILE' makes one",
    });
  }
  const lineEnd = head.indexOf('\n', magic.length);
  if (lineEnd === -1) throw damaged(path, 'its summary has no end');
  const origin = parseOrigin(path, head.toString('utf8', magic.length, lineEnd));
  const { size } = await stat(path);
  return { headBytes: lineEnd + 1, origin, fileBytes: size };
}

async function readHead(path: string, bytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const piece of createReadStream(path, { end: bytes - 1 })) chunks.push(piece);
  } catch (error) {
    throw fileErrorOf(error, 'read', path);
  }
  return Buffer.concat(chunks);
}

async function checkDigest(path: string, whole: Hash, fileBytes: number): Promise<void> {
  const file = await open(path);
  try {
    const digest = Buffer.alloc(limits.digestBytes);
    await file.read(digest, 0, digest.length, fileBytes - digest.length);
    if (whole.digest().equals(digest)) return;
  } finally {
    await file.close();
  }
  throw damaged(path, 'its bytes do not have its SHA-256');
}

/** Looks at every record, and keeps none. */
class RecordCounter {
  readonly #path: string;
  readonly #splitter = new RecordSplitter((record) => this.#take(record));
  #announcedKeys: number | undefined;
  #keys = 0;
  #keyBytes = 0;
  #valueBytes = 0;
  #expiringKeys = 0;

  constructor(path: string) {
    this.#path = path;
  }

  push(piece: Uint8Array): void {
    try {
      this.#splitter.push(piece);
    } catch (error) {
      throw error instanceof MokvError ? error : damaged(this.#path, messageOf(error));
    }
  }

  finish(keys: number): Pick<SnapshotContents, 'keyBytes' | 'valueBytes' | 'expiringKeys'> {
    if (!this.#splitter.isBetweenRecords) throw damaged(this.#path, 'it ends within a record');
    if (this.#announcedKeys !== this.#keys || keys !== this.#keys) {
      throw damaged(
        this.#path,
        `it has ${this.#keys} keys, and announces ${this.#announcedKeys ?? keys}`,
      );
    }
    return {
      keyBytes: this.#keyBytes,
      valueBytes: this.#valueBytes,
      expiringKeys: this.#expiringKeys,
    };
  }

  #take(bytes: Buffer): void {
    const record = mokv.v1.SnapshotRecord.decode(StrictReader.over(bytes));
    if (this.#announcedKeys === undefined) {
      if (!record.header) throw damaged(this.#path, 'it does not begin with a header');
      this.#announcedKeys = record.header.keys ?? 0;
      return;
    }
    this.#keys += 1;
    this.#keyBytes += record.key.length;
    this.#valueBytes += record.value.length;
    if (record.expiresAtMs > 0) this.#expiringKeys += 1;
  }
}

function originOf(summary: mokv.v1.ISnapshotSummary): SnapshotOrigin {
  const { index = 0, term = 0, revision = 0, keys = 0, timeMs = 0 } = summary;
  return {
    index: index ?? 0,
    term: term ?? 0,
    revision: revision ?? 0,
    keys: keys ?? 0,
    timeMs: timeMs ?? 0,
    nodeId: summary.nodeId ?? '',
    version: summary.version ?? '',
  };
}

/** As it stands in the file. */
export function originRecord(origin: SnapshotOrigin) {
  const { index, term, revision, keys, timeMs, nodeId, version } = origin;
  return { index, term, rev: revision, keys, time_ms: timeMs, node: nodeId, version };
}

function parseOrigin(path: string, line: string): SnapshotOrigin {
  let record: Partial<Record<string, unknown>>;
  try {
    record = JSON.parse(line) as Partial<Record<string, unknown>>;
  } catch (error) {
    throw damaged(path, 'its summary is not JSON', error);
  }
  const number = (name: string): number => {
    const value = record[name];
    if (typeof value === 'number') return value;
    throw damaged(path, `its summary has no number "${name}"`);
  };
  const { node, version } = record;
  return {
    index: number('index'),
    term: number('term'),
    revision: number('rev'),
    keys: number('keys'),
    timeMs: number('time_ms'),
    nodeId: typeof node === 'string' ? node : '',
    version: typeof version === 'string' ? version : '',
  };
}

function damaged(path: string, reason: string, cause?: unknown): MokvError {
  return new MokvError('CORRUPT', `${path} is damaged: ${reason}`, {
    hint: 'take another backup; nothing was restored from this one',
    cause,
  });
}

function incomplete(reason: string): MokvError {
  return new MokvError('CORRUPT', `the snapshot did not arrive: ${reason}`, {
    hint: 'nothing was saved; try again',
  });
}
