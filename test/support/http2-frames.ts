import { headerBlock } from '../../src/node/http2/header-block.ts';
import { clientPreface, flag, frameType } from '../../src/node/http2/protocol.ts';

export interface PlainFrame {
  readonly type: number;
  readonly flags: number;
  readonly streamId: number;
  readonly payload: Buffer;
}

/** RFC 9113 §4.1. */
export function frame(type: number, flags: number, streamId: number, payload?: Uint8Array): Buffer {
  const { length } = payload ?? [];
  const header = Buffer.alloc(9);
  header.writeUIntBE(length, 0, 3);
  header.writeUInt8(type, 3);
  header.writeUInt8(flags, 4);
  header.writeUInt32BE(streamId, 5);
  return Buffer.concat([header, payload ?? Buffer.alloc(0)]);
}

/** Whole frames only. */
export function framesIn(bytes: Buffer): PlainFrame[] {
  const found: PlainFrame[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = at + 9 + bytes.readUIntBE(at, 3);
    found.push({
      type: bytes.readUInt8(at + 3),
      flags: bytes.readUInt8(at + 4),
      streamId: bytes.readUInt32BE(at + 5),
      payload: bytes.subarray(at + 9, end),
    });
    at = end;
  }
  return found;
}

/** What a client begins with. */
export const greeting = Buffer.concat([clientPreface, frame(frameType.settings, 0, 0)]);

/** Opens a call, whose body follows or, with `flags`, does not. */
export function requestHeaders(
  streamId: number,
  fields: Readonly<Record<string, string>> = {},
  flags = 0,
): Buffer {
  return frame(frameType.headers, flags | flag.endHeaders, streamId, requestBlock(fields));
}

export function requestBlock(fields: Readonly<Record<string, string>> = {}): Buffer {
  const all = {
    ':method': 'POST',
    ':scheme': 'https',
    ':authority': 'localhost',
    ':path': '/test',
    ...fields,
    'content-type': 'application/grpc',
    te: 'trailers',
  };
  return headerBlock(Object.entries(all));
}

export function data(streamId: number, payload: Uint8Array, flags = 0): Buffer {
  return frame(frameType.data, flags, streamId, payload);
}

/** The payload of RST_STREAM and WINDOW_UPDATE. */
export function number(value: number): Buffer {
  const payload = Buffer.alloc(4);
  payload.writeUInt32BE(value);
  return payload;
}

export function setting(id: number, value: number): Buffer {
  const payload = Buffer.alloc(6);
  payload.writeUInt16BE(id);
  payload.writeUInt32BE(value, 2);
  return payload;
}
