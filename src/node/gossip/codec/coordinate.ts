import { decode, encode, float64, list, struct } from '../../../shared/msgpack/codec.ts';
import type { Coordinate } from '../messages.ts';
import { malformed } from './malformed.ts';

/** serf-wire §6.8 */
const version = 1;
const dimensions = 8;

const record = struct({
  Adjustment: float64,
  Error: float64,
  Height: float64,
  Vec: list(float64, dimensions),
});

/** The payload of an ack: `01 | msgpack` (serf-wire §6.8). */
export function encodeCoordinate({ vec, error, adjustment, height }: Coordinate): Buffer {
  const body = encode(record, { Adjustment: adjustment, Error: error, Height: height, Vec: vec });
  return Buffer.concat([Buffer.of(version), body]);
}

/** Throws CORRUPT, also for a coordinate with other dimensions or one that is not finite. */
export function decodeCoordinate(payload: Uint8Array): Coordinate {
  if (payload[0] !== version) throw malformed('a coordinate of an unknown version');
  const { Adjustment, Error: error, Height, Vec } = decode(record, payload.subarray(1));
  const vec = Vec ?? [];
  const isPoint = [...vec, Adjustment, error, Height].every(Number.isFinite);
  if (vec.length !== dimensions || !isPoint) throw malformed('a coordinate that is no point');
  return { vec, error, adjustment: Adjustment, height: Height };
}
