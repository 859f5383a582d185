import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { MokvError } from '../../shared/errors.ts';
import type { SnapshotMeta } from '../raft/entry.ts';
import type { InstallSnapshot } from '../raft/messages.ts';
import { encodeRequest } from './request-codec.ts';
import { type DecodedResponse, decodeResponse } from './response-codec.ts';
import { ResponseParser } from './rpc-parser.ts';

const limits = {
  /** hashicorp/raft grants its RPC timeout once more for each portion of this size. */
  bytesPerTimeout: 256 * 1024,
  /** The answer comes only after the peer has stored and restored everything. */
  timeoutMsMin: 30_000,
} as const;

/** A snapshot file, opened to be sent. Its chunks are read only as fast as the peer takes them. */
export interface OutgoingSnapshot {
  readonly sizeBytes: number;
  readonly chunks: AsyncIterable<Uint8Array>;
}

export interface SnapshotTransfer {
  dial(signal: AbortSignal): Promise<Duplex>;
  openSnapshot(meta: SnapshotMeta): Promise<OutgoingSnapshot>;
  readonly rpcTimeoutMs: number;
  /** Aborting it gives the transfer up. */
  readonly signal: AbortSignal;
}

/**
 * Sends an InstallSnapshot and the file behind it on a connection of its own, and waits for the answer
 * (raft-wire §1). Rejects when the connection breaks, the file is not as long as it said, or it takes
 * too long.
 */
export async function sendSnapshot(
  request: InstallSnapshot,
  transfer: SnapshotTransfer,
): Promise<DecodedResponse> {
  const { signal, rpcTimeoutMs } = transfer;
  const socket = await transfer.dial(AbortSignal.any([signal, AbortSignal.timeout(rpcTimeoutMs)]));
  try {
    const snapshot = await transfer.openSnapshot(request.snapshot);
    const timeoutMs = snapshotTimeoutMs(snapshot.sizeBytes, rpcTimeoutMs);
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs), closeOf(socket)]);
    const answer = readAnswer(socket, request, deadline);
    const file = writeFile(socket, encodeRequest(request, snapshot.sizeBytes), {
      ...snapshot,
      signal: deadline,
    });
    // An answer before the end of the file is a refusal, and the rest of the file is of no use.
    return await Promise.race([answer, file.then(() => answer)]);
  } finally {
    socket.destroy();
  }
}

/** How long a snapshot may take, its restore on the other side included. */
function snapshotTimeoutMs(sizeBytes: number, rpcTimeoutMs: number): number {
  const portions = Math.max(1, sizeBytes / limits.bytesPerTimeout);
  return Math.max(limits.timeoutMsMin, rpcTimeoutMs * portions);
}

function closeOf(socket: Duplex): AbortSignal {
  const closed = new AbortController();
  const abort = () => closed.abort(new MokvError('UNAVAILABLE', 'the connection broke'));
  if (socket.destroyed) abort();
  else socket.once('close', abort);
  return closed.signal;
}

async function writeFile(
  socket: Duplex,
  header: Buffer,
  { sizeBytes, chunks, signal }: OutgoingSnapshot & { readonly signal: AbortSignal },
): Promise<void> {
  socket.write(header);
  let left = sizeBytes;
  for await (const chunk of chunks) {
    signal.throwIfAborted();
    left -= chunk.length;
    if (left < 0) break;
    if (!socket.write(chunk)) await once(socket, 'drain', { signal });
  }
  // A peer that gets too few bytes sees a broken stream; too many would be read as a request.
  if (left !== 0) throw new MokvError('CORRUPT', `the snapshot is not ${sizeBytes} bytes long`);
}

async function readAnswer(
  socket: Duplex,
  request: InstallSnapshot,
  signal: AbortSignal,
): Promise<DecodedResponse> {
  const parser = new ResponseParser();
  return new Promise((resolve, reject) => {
    const fail = () => reject(signal.reason);
    if (signal.aborted) return fail();
    signal.addEventListener('abort', fail, { once: true });
    socket.on('data', (chunk: Buffer) => {
      try {
        parser.push(chunk);
        const frame = parser.next();
        if (frame !== undefined) resolve(decodeResponse(frame, request));
      } catch (error) {
        reject(error);
      }
    });
    socket.on('end', () => socket.destroy());
  });
}
