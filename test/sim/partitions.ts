import type { PartitionShape } from './fault.ts';

type Way = readonly [number, number];

export interface PartitionOptions {
  /** The numbers of the machines, in any order. */
  readonly machines: readonly number[];
  readonly leader: number | undefined;
  /** Chooses who is cut off, in [0, 1). */
  readonly place: number;
}

/** The ways, from and to, that a partition of this shape blocks. */
export function blockedWays(shape: PartitionShape, options: PartitionOptions): readonly Way[] {
  const { machines, leader, place } = options;
  const turned = rotated(machines, place);
  const half = Math.max(1, Math.floor(turned.length / 2 + ((place * 97) % 1.01)));
  const one = turned.slice(0, 1);
  switch (shape) {
    case 'halves':
      return bothWays(turned.slice(0, half), turned.slice(half));
    case 'oneWay':
      return oneWay(turned.slice(0, half), turned.slice(half));
    case 'isolateOne':
      return bothWays(one, turned.slice(1));
    case 'isolateLeader': {
      const isolated = leader === undefined ? one : [leader];
      return bothWays(isolated, without(machines, isolated));
    }
    case 'deaf':
      return oneWay(turned.slice(1), one);
    case 'mute':
      return oneWay(one, turned.slice(1));
    case 'ring':
      return ring(turned);
    case 'bridge':
      return bothWays(
        turned.slice(1, 1 + Math.ceil((turned.length - 1) / 2)),
        turned.slice(1 + Math.ceil((turned.length - 1) / 2)),
      );
  }
}

/** Each machine hears as many neighbours on both sides as make a majority with itself. */
function ring(machines: readonly number[]): readonly Way[] {
  const count = machines.length;
  const reach = Math.ceil((Math.floor(count / 2) + 1 - 1) / 2);
  return machines.flatMap((from, position) =>
    machines.flatMap((to, other): readonly Way[] => {
      const distance = Math.abs(position - other);
      const isNear = Math.min(distance, count - distance) <= reach;
      return isNear ? [] : [[from, to]];
    }),
  );
}

function bothWays(some: readonly number[], others: readonly number[]): readonly Way[] {
  return [...oneWay(some, others), ...oneWay(others, some)];
}

function oneWay(from: readonly number[], to: readonly number[]): readonly Way[] {
  return from.flatMap((a) => to.map((b): Way => [a, b]));
}

function without(machines: readonly number[], some: readonly number[]): readonly number[] {
  return machines.filter((machine) => !some.includes(machine));
}

function rotated(machines: readonly number[], place: number): readonly number[] {
  const start = Math.floor(place * machines.length);
  return [...machines.slice(start), ...machines.slice(0, start)];
}
