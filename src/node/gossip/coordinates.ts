import type { Random } from '../../shared/random.ts';
import type { Coordinate } from './messages.ts';

/** Serf's constants (serf-wire §6.8). */
const dimensions = 8;
const errorMax = 1.5;
const heightMin = 10e-6;
const zeroThreshold = 1e-6;

/** Where a node is that knows nothing yet. */
export const originCoordinate: Coordinate = {
  vec: new Array<number>(dimensions).fill(0),
  error: errorMax,
  adjustment: 0,
  height: heightMin,
};

/** The round trip between two nodes in milliseconds, estimated. */
export function estimatedRttMs(a: Coordinate, b: Coordinate): number {
  return distanceBetween(a, b) * 1000;
}

/** Seconds, with what the model is known to get wrong. */
export function distanceBetween(a: Coordinate, b: Coordinate): number {
  const raw = rawDistanceBetween(a, b);
  const adjusted = raw + a.adjustment + b.adjustment;
  return adjusted > 0 ? adjusted : raw;
}

export function rawDistanceBetween(a: Coordinate, b: Coordinate): number {
  return magnitude(difference(a.vec, b.vec)) + a.height + b.height;
}

/** Pushes away from `from`, or pulls there when the force is negative. */
export function applyForce(
  coordinate: Coordinate,
  force: number,
  { from, random }: { readonly from: Coordinate; readonly random: Random },
): Coordinate {
  const away = difference(coordinate.vec, from.vec);
  const length = magnitude(away);
  const isApart = length > zeroThreshold;
  const unit = isApart ? away.map((value) => value / length) : randomUnit(random);
  const vec = coordinate.vec.map((value, axis) => value + (unit[axis] ?? 0) * force);
  if (!isApart) return { ...coordinate, vec };
  const lift = ((coordinate.height + from.height) * force) / length;
  return { ...coordinate, vec, height: Math.max(lift + coordinate.height, heightMin) };
}

/** Two nodes in one place must get apart in some direction. */
function randomUnit(random: Random): number[] {
  const direction = Array.from({ length: dimensions }, () => random() - 0.5);
  const length = magnitude(direction);
  if (length > zeroThreshold) return direction.map((value) => value / length);
  return direction.map((_, axis) => (axis === 0 ? 1 : 0));
}

function difference(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, axis) => value - (b[axis] ?? 0));
}

function magnitude(vector: readonly number[]): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
}
