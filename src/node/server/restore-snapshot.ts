import { createHash, randomUUID } from 'node:crypto';
import { mokv } from '../../api/gen/messages.js';
import { RecordSplitter } from '../../api/record-splitter.ts';
import { StrictReader } from '../../api/strict-reader.ts';
import { byteStringOf, byteStringOfText } from '../../shared/byte-string.ts';
import { MokvError, messageOf } from '../../shared/errors.ts';
import { limits as sharedLimits } from '../../shared/limits.ts';
import type { StagedKey } from '../kv/command.ts';
import { dropStaged } from '../kv/drop-staged.ts';
import { snapshotFormat } from '../kv/encode-snapshot.ts';
import type { NodePort } from './node-port.ts';

const limits = {
  /** Of keys and values in one command. */
  batchBytes: 256 * 1024,
  batchKeys: 2048,
} as const;

/**
 * Keeps the keys aside on all nodes as they come, and has them take the place of everything else only when
 * all are there and the digest is right. A call that breaks off leaves the store as it was.
 */
export async function restoreSnapshot(
  node: NodePort,
  requests: AsyncIterable<mokv.v1.RestoreSnapshotRequest>,
): Promise<mokv.v1.IRestoreSnapshotResponse> {
  const restore = new Restore(node);
  try {
    for await (const request of requests) await restore.take(request);
    return await restore.finish();
  } catch (error) {
    await restore.abandon();
    throw error;
  }
}

class Restore {
  readonly #node: NodePort;
  readonly #id = byteStringOfText(randomUUID());
  readonly #digest = createHash('sha256');
  readonly #splitter = new RecordSplitter((record) => this.#acceptRecord(record));
  #isDryRun: boolean | undefined;
  #expectedDigest: Buffer | undefined;
  #header: mokv.v1.ISnapshotHeader | undefined;
  #batch: StagedKey[] = [];
  #batchBytes = 0;
  #keys = 0;
  #hasStaged = false;

  constructor(node: NodePort) {
    this.#node = node;
  }

  async take({ start, data, digest }: mokv.v1.RestoreSnapshotRequest): Promise<void> {
    if (start) {
      if (this.#isDryRun !== undefined) throw malformed('it begins twice');
      this.#isDryRun = start.dryRun ?? false;
      return;
    }
    if (this.#isDryRun === undefined) throw malformed('it does not begin with its start');
    if (this.#expectedDigest !== undefined) throw malformed('it goes on behind its digest');
    if (digest) this.#expectedDigest = Buffer.from(digest);
    else if (data) await this.#takeData(data);
    else throw malformed('it has a part of no known kind');
  }

  async finish(): Promise<mokv.v1.IRestoreSnapshotResponse> {
    const header = this.#header;
    if (this.#expectedDigest === undefined) throw malformed('it ends before its digest');
    if (!this.#digest.digest().equals(this.#expectedDigest)) {
      throw malformed('its bytes do not have its digest: it was damaged on the way or on disk');
    }
    if (header === undefined || !this.#splitter.isBetweenRecords) throw malformed('it ends early');
    if ((header.keys ?? 0) !== this.#keys) {
      throw malformed(`it has ${this.#keys} keys, its header announces ${header.keys}`);
    }
    const { keys: keysBefore, revision } = this.#node.status();
    if (this.#isDryRun) return { revision, keys: this.#keys, keysBefore };
    await this.#stage();
    const finished = await this.#finishRestore(header.revision ?? 0);
    return { ...finished, keysBefore };
  }

  /** The state machine refuses it when what was staged is not there any more. */
  async #finishRestore(savedRevision: number): Promise<{ revision: number; keys: number }> {
    const { restored, refused } = await this.#node
      .propose({
        type: 'finishRestore',
        restoreId: this.#id,
        keys: this.#keys,
        revision: savedRevision,
      })
      .then(
        (outcome) => ({ restored: outcome, refused: undefined }),
        (error: unknown) => ({ restored: undefined, refused: error }),
      );
    if (restored?.type === 'restored') return restored;
    if (!(refused instanceof MokvError && refused.code === 'INVALID_ARGUMENT')) throw refused;
    throw new MokvError('CONDITION_FAILED', 'another restore or a change of leader came between', {
      hint: 'nothing was changed; restore one snapshot at a time, and this one again',
      cause: refused,
    });
  }

  /** Frees what is kept aside; should that fail, the next leader does it. */
  async abandon(): Promise<void> {
    if (!this.#hasStaged) return;
    await this.#node.propose(dropStaged).catch(() => undefined);
  }

  async #takeData(data: Uint8Array): Promise<void> {
    this.#digest.update(data);
    try {
      this.#splitter.push(data);
    } catch (error) {
      if (error instanceof MokvError) throw error;
      throw malformed(messageOf(error));
    }
    if (this.#batchBytes >= limits.batchBytes || this.#batch.length >= limits.batchKeys) {
      await this.#stage();
    }
  }

  async #stage(): Promise<void> {
    const keys = this.#batch;
    this.#batch = [];
    this.#batchBytes = 0;
    // Even without keys, so that what an earlier restore left is not taken for this one.
    if (this.#isDryRun || (keys.length === 0 && this.#hasStaged)) return;
    this.#hasStaged = true;
    await this.#node.propose({ type: 'stageRestore', restoreId: this.#id, keys });
  }

  #acceptRecord(bytes: Buffer): void {
    const record = mokv.v1.SnapshotRecord.decode(StrictReader.over(bytes));
    if (this.#header === undefined) {
      if (!record.header) throw malformed('it does not begin with the header of a snapshot');
      const { format } = record.header;
      if (format !== snapshotFormat) {
        throw malformed(`its format is ${format}, this version reads ${snapshotFormat}`);
      }
      this.#header = record.header;
      return;
    }
    const { key, value, expiresAtMs } = record;
    if (key.length === 0) throw malformed('a key is empty');
    if (key.length > sharedLimits.keyBytesMax) throw malformed('a key is too long');
    if (value.length > sharedLimits.valueBytesMax) throw malformed('a value is too large');
    this.#keys += 1;
    // Copied: the record lies in the message that brought it.
    this.#batch.push({ key: byteStringOf(key), value: Buffer.from(value), expiresAtMs });
    this.#batchBytes += key.length + value.length;
  }
}

function malformed(reason: string): MokvError {
  return new MokvError('INVALID_ARGUMENT', `the snapshot cannot be restored: ${reason}`, {
    hint: "nothing was changed; 'mokv snapshot verify FILE' checks a file",
  });
}
