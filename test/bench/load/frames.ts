import { frameOf as messageFrameOf, prefixBytes } from '../../../src/api/message-frame.ts';

/** RFC 9113 §6, as far as gRPC needs them. */
export const frames = {
  data: 0,
  headers: 1,
  resetStream: 3,
  settings: 4,
  ping: 6,
  goAway: 7,
  windowUpdate: 8,
} as const;
export const flags = { none: 0, ack: 1, endStream: 1, endHeaders: 4 } as const;
export const settings = { headerTableSize: 1, enablePush: 2, initialWindowSize: 4 } as const;

const limits = {
  /** What every peer takes (RFC 9113 §4.2). */
  framePayloadBytes: 16_384,
} as const;

export const frameHeaderBytes = 9;

export interface FrameHead {
  readonly type: number;
  readonly flags: number;
  readonly stream: number;
}

/** The frames of a call with one request, in one piece as far as they fit: every microsecond counts here. */
export function callFrames(stream: number, headerBlock: Buffer, message: Uint8Array): Buffer[] {
  const headers = { type: frames.headers, flags: flags.endHeaders, stream };
  const bodyBytes = prefixBytes + message.length;
  if (bodyBytes > limits.framePayloadBytes) {
    return [frameOf(headers, headerBlock), ...dataFrames(stream, message, flags.endStream)];
  }
  const dataAt = frameHeaderBytes + headerBlock.length;
  const body = dataAt + frameHeaderBytes;
  const bytes = Buffer.allocUnsafe(body + bodyBytes);
  writeHead(bytes, 0, headers, headerBlock.length);
  bytes.set(headerBlock, frameHeaderBytes);
  writeHead(bytes, dataAt, { type: frames.data, flags: flags.endStream, stream }, bodyBytes);
  bytes.writeUInt8(0, body);
  bytes.writeUInt32BE(message.length, body + 1);
  bytes.set(message, body + prefixBytes);
  return [bytes];
}

/** A message of gRPC in as many DATA frames as it takes; the last one has the flags. */
export function dataFrames(stream: number, message: Uint8Array, lastFlags: number): Buffer[] {
  const body = messageFrameOf(message);
  const made: Buffer[] = [];
  for (let at = 0; at < body.length; at += limits.framePayloadBytes) {
    const end = at + limits.framePayloadBytes;
    const frameFlags = end >= body.length ? lastFlags : flags.none;
    made.push(frameOf({ type: frames.data, flags: frameFlags, stream }, body.subarray(at, end)));
  }
  return made;
}

export function windowUpdate(bytes: number): Buffer {
  const payload = Buffer.alloc(4);
  payload.writeUInt32BE(bytes);
  return frameOf({ type: frames.windowUpdate, flags: flags.none, stream: 0 }, payload);
}

export function frameOf(head: FrameHead, payload: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(frameHeaderBytes + payload.length);
  writeHead(bytes, 0, head, payload.length);
  bytes.set(payload, frameHeaderBytes);
  return bytes;
}

function writeHead(bytes: Buffer, at: number, head: FrameHead, length: number): void {
  bytes.writeUIntBE(length, at, 3);
  bytes.writeUInt8(head.type, at + 3);
  bytes.writeUInt8(head.flags, at + 4);
  bytes.writeUInt32BE(head.stream, at + 5);
}
