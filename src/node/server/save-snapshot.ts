import { createHash } from 'node:crypto';
import timers from 'node:timers/promises';
import type { mokv } from '../../api/gen/messages.js';
import { lengthBytes } from '../../api/record-splitter.ts';
import { encodeKeys } from '../kv/encode-snapshot.ts';
import type { NodePort } from './node-port.ts';
import type { ResponseStream } from './response-stream.ts';

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
  for (const data of encodeKeys(image)) {
    if (stream.cancelled) return;
    digest.update(data);
    if (!stream.write({ data }, data.length)) await stream.drained();
    await timers.setImmediate();
  }
  stream.write({ digest: digest.digest() }, lengthBytes);
}
