import { createHash } from 'node:crypto';
import timers from 'node:timers/promises';
import { mokv } from '../../api/gen/messages.js';
import { lengthBytes } from '../../api/record-splitter.ts';
import { bytesOf } from '../../shared/byte-string.ts';
import { snapshotFormat } from '../kv/encode-snapshot.ts';
import type { StoreImage } from '../kv/image.ts';
import type { NodePort } from './node-port.ts';
import type { ResponseStream } from './response-stream.ts';

const { SnapshotRecord } = mokv.v1;

const limits = { chunkBytes: 64 * 1024, chunkRecords: 1024 } as const;

/** The keys of one moment as the records of a snapshot; leases and remembered requests stay behind. */
export async function saveSnapshot(
  node: NodePort,
  version: string,
  stream: ResponseStream<mokv.v1.ISnapshotPart>,
): Promise<void> {
  await node.readBarrier();
  const image = node.image();
  const { appliedIndex, revision, keys } = image;
  const { term } = node.status().raft;
  const origin = { nodeId: node.id, version, timeMs: Date.now() };
  stream.write({ summary: { index: appliedIndex, term, revision, keys, ...origin } }, lengthBytes);
  const digest = createHash('sha256');
  for (const data of chunksOf(image)) {
    if (stream.cancelled) return;
    digest.update(data);
    if (!stream.write({ data }, data.length)) await stream.drained();
    await timers.setImmediate();
  }
  stream.write({ digest: digest.digest() }, lengthBytes);
}

function* chunksOf(image: StoreImage): Generator<Buffer, void, undefined> {
  let parts: Uint8Array[] = [];
  let bytes = 0;
  for (const record of recordsOf(image)) {
    const length = Buffer.alloc(lengthBytes);
    length.writeBigUInt64BE(BigInt(record.length));
    parts.push(length, record);
    bytes += lengthBytes + record.length;
    if (bytes < limits.chunkBytes && parts.length < limits.chunkRecords * 2) continue;
    yield Buffer.concat(parts);
    parts = [];
    bytes = 0;
  }
  if (parts.length > 0) yield Buffer.concat(parts);
}

function* recordsOf(image: StoreImage): Generator<Uint8Array, void, undefined> {
  const { revision, keys, appliedHash } = image;
  const header = { format: snapshotFormat, revision, keys, appliedHash: Number(appliedHash) };
  yield SnapshotRecord.encode({ header }).finish();
  for (const [key, item] of image.entries()) {
    const { createRevision, modRevision, version, expiresAtMs } = item;
    const record = { key: bytesOf(key), value: bytesOf(item.value) };
    const numbers = { createRevision, modRevision, version };
    const expiry = expiresAtMs > 0 ? { expiresAtMs } : {};
    yield SnapshotRecord.encode({ ...record, ...numbers, ...expiry }).finish();
  }
}
