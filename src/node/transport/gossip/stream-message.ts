import { setImmediate as nextTurn } from 'node:timers/promises';
import { decode, decodePrefix, encode, struct, text } from '../../../shared/msgpack/codec.ts';
import { malformed } from '../../gossip/codec/malformed.ts';
import { decodeMessage, encodeMessage } from '../../gossip/codec/memberlist-codec.ts';
import {
  encodePushPull,
  PushPullDecoder,
  pushPullType,
} from '../../gossip/codec/push-pull-codec.ts';
import type { AckResp, Ping, PushPull, User } from '../../gossip/messages.ts';
import { compress, compressType, decompressor } from './compression.ts';
import { labelHeader } from './label.ts';
import type { PoolSecurity } from './packet.ts';
import { seal, sealOverheadBytes, unseal } from './seal.ts';
import { sealHeaderBytes, streamTypes, userHeader } from './stream-framer.ts';
import { unreadable } from './unreadable.ts';

const limits = {
  /** serf-wire §1.3 */
  decompressedBytesMax: 40 * 1024 * 1024,
} as const;

/** The answer of a node that could not read the request (serf-wire §3.2). */
export interface ErrResp {
  readonly type: 'errResp';
  readonly error: string;
}

export type StreamMessage = Ping | AckResp | PushPull | User | ErrResp;

const errResp = struct({ Error: text });

/** Message -> compress -> encrypt, and the label when we dialled (serf-wire §1). */
export function encodeStream(
  message: Ping | AckResp | PushPull | ErrResp,
  security: PoolSecurity,
  direction: 'request' | 'answer',
): Buffer {
  const frame = sealed(compress(encodedPlain(message)), security);
  const header = direction === 'request' ? labelHeader(security.label) : Buffer.alloc(0);
  return Buffer.concat([header, frame]);
}

function encodedPlain(message: Ping | AckResp | PushPull | ErrResp): Buffer {
  switch (message.type) {
    case 'pushPull':
      return encodePushPull(message);
    case 'errResp':
      return Buffer.concat([
        Buffer.of(streamTypes.errResp),
        encode(errResp, { Error: message.error }),
      ]);
    case 'ping':
    case 'ackResp':
      return encodeMessage(message);
  }
}

function sealed(plain: Uint8Array, { keyring, label }: PoolSecurity): Uint8Array {
  if (keyring === undefined) return plain;
  const header = Buffer.allocUnsafe(sealHeaderBytes);
  header[0] = streamTypes.encrypt;
  header.writeUInt32BE(plain.length + sealOverheadBytes, 1);
  return Buffer.concat([header, seal(keyring.primary, plain, Buffer.concat([header, label]))]);
}

/**
 * Decodes what a `StreamFramer` found, in slices between which others have their turn.
 * Rejects with CORRUPT.
 */
export async function decodeStream(frame: Buffer, security: PoolSecurity): Promise<StreamMessage> {
  const compressed = frame[0] === streamTypes.encrypt ? unsealed(frame, security) : frame;
  const plain =
    compressed[0] === compressType
      ? await finished(decompressor(compressed, limits.decompressedBytesMax))
      : compressed;
  if (plain[0] === pushPullType) return finished(new PushPullDecoder(plain));
  return decodedPlain(plain);
}

function unsealed(frame: Buffer, { keyring, label }: PoolSecurity): Buffer {
  const additional = Buffer.concat([frame.subarray(0, sealHeaderBytes), label]);
  const plain = unseal(keyring?.keys ?? [], frame.subarray(sealHeaderBytes), additional);
  if (plain === undefined) throw unreadable('No installed keys could decrypt the message');
  return plain;
}

function decodedPlain(plain: Buffer): StreamMessage {
  switch (plain[0]) {
    case streamTypes.user: {
      const { value, end } = decodePrefix(userHeader, plain.subarray(1));
      const payload = plain.subarray(1 + end);
      if (payload.length !== value.UserMsgLen) throw malformed('a user message of another length');
      return { type: 'user', payload };
    }
    case streamTypes.errResp:
      return { type: 'errResp', error: decode(errResp, plain.subarray(1)).Error };
    default: {
      const message = decodeMessage(plain);
      if (message.type === 'ping' || message.type === 'ackResp') return message;
      throw malformed(`a stream with the message ${message.type}`);
    }
  }
}

/** Steps until there is a result, giving others their turn between two steps. */
async function finished<T>(stepper: { step(): T | undefined }): Promise<T> {
  for (;;) {
    const result = stepper.step();
    if (result !== undefined) return result;
    await nextTurn();
  }
}
