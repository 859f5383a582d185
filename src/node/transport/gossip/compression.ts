import { invariant } from '../../../shared/invariant.ts';
import { bytes, decode, encode, struct, uint } from '../../../shared/msgpack/codec.ts';
import { malformed } from '../../gossip/codec/malformed.ts';
import { LzwDecoder } from './lzw-decoder.ts';
import { compressLzw } from './lzw-encoder.ts';

const limits = {
  /** Compressing more than this would hold up the event loop; every receiver takes it plain. */
  inputBytesMax: 256 * 1024,
} as const;

export const compressType = 9;
const lzwAlgorithm = 0;

const record = struct({ Algo: uint, Buf: bytes });

/** `09 | msgpack {Algo, Buf}` (serf-wire §1.3), or the message itself when that is shorter. */
export function compress(message: Uint8Array): Uint8Array {
  invariant(message.length > 0, 'an empty message crashes old agents');
  if (message.length > limits.inputBytesMax) return message;
  const body = encode(record, { Algo: lzwAlgorithm, Buf: compressLzw(message) });
  return body.length + 1 < message.length
    ? Buffer.concat([Buffer.of(compressType), body])
    : message;
}

/** Throws CORRUPT, at the latest in a step of the decoder. */
export function decompressor(frame: Uint8Array, outputMax: number): LzwDecoder {
  const { Algo, Buf } = decode(record, frame.subarray(1));
  if (Algo !== lzwAlgorithm) throw malformed(`compression algorithm ${Algo}`);
  return new LzwDecoder(Buf ?? Buffer.alloc(0), outputMax);
}
