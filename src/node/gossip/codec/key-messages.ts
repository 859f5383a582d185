import { bool, decode, encode, struct, text } from '../../../shared/msgpack/codec.ts';
import type { KeyResponse } from '../messages.ts';
import { bytesOrNil, listOrNil } from './fields.ts';

const limits = { keysMax: 1024 } as const;

/** The payload of a `_serf_` key query, raw and not base64 (serf-wire §6.6). */
export const keyRequest = struct({ Key: bytesOrNil });

const keyResponse = struct({
  Keys: listOrNil(text, limits.keysMax),
  Message: text,
  PrimaryKey: text,
  Result: bool,
});

export function encodeKeyResponse({ keys, message, primaryKey, result }: KeyResponse): Buffer {
  return encode(keyResponse, {
    Keys: keys,
    Message: message,
    PrimaryKey: primaryKey,
    Result: result,
  });
}

export function decodeKeyResponse(body: Uint8Array): KeyResponse {
  const {
    Keys: keys,
    Message: message,
    PrimaryKey: primaryKey,
    Result: result,
  } = decode(keyResponse, body);
  return { type: 'keyResponse', result, message, keys, primaryKey };
}
