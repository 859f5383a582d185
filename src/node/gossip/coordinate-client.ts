import type { Random } from '../../shared/random.ts';
import {
  applyForce,
  distanceBetween,
  originCoordinate,
  rawDistanceBetween,
} from './coordinates.ts';
import type { Coordinate } from './messages.ts';

/** Serf's constants (serf-wire §6.8). */
const vivaldi = {
  errorMax: 1.5,
  ce: 0.25,
  cc: 0.25,
  adjustmentWindow: 20,
  latencySamples: 3,
  gravityRho: 150,
  rttMaxSeconds: 10,
  zeroThreshold: 1e-6,
} as const;

const limits = {
  /** Members whose coordinate is kept. */
  coordinatesMax: 8192,
} as const;

interface KnownNode {
  coordinate: Coordinate;
  /** The latest round trips in seconds: their median is what counts. */
  readonly latencies: number[];
}

/**
 * Places this node in a space where distance is round-trip time (Dabek et al., "Vivaldi"; with the
 * adjustments and the gravity of Ledlie et al., "Network Coordinates in the Wild").
 */
export class CoordinateClient {
  readonly #random: Random;
  readonly #known = new Map<string, KnownNode>();
  readonly #adjustments = new Array<number>(vivaldi.adjustmentWindow).fill(0);
  #adjustmentIndex = 0;
  #own = originCoordinate;

  constructor(random: Random) {
    this.#random = random;
  }

  get own(): Coordinate {
    return this.#own;
  }

  of(name: string): Coordinate | undefined {
    return this.#known.get(name)?.coordinate;
  }

  forget(name: string): void {
    this.#known.delete(name);
  }

  /** A probe of this node took so long, and this is where it says that it is. */
  observe(name: string, other: Coordinate, rttMs: number): void {
    const rtt = rttMs / 1000;
    if (rtt < 0 || rtt > vivaldi.rttMaxSeconds) return;
    const node = this.#nodeOf(name, other);
    if (node === undefined) return;
    this.#attract(other, median(node.latencies, rtt));
    this.#adjust(other, rtt);
    this.#fallTowardsOrigin();
    if (!isValid(this.#own)) this.#own = originCoordinate;
  }

  #nodeOf(name: string, coordinate: Coordinate): KnownNode | undefined {
    const known = this.#known.get(name);
    if (known !== undefined) {
      known.coordinate = coordinate;
      return known;
    }
    if (this.#known.size >= limits.coordinatesMax) return undefined;
    const node: KnownNode = { coordinate, latencies: [] };
    this.#known.set(name, node);
    return node;
  }

  #attract(other: Coordinate, rtt: number): void {
    const distance = distanceBetween(this.#own, other);
    const seconds = Math.max(rtt, vivaldi.zeroThreshold);
    const wrongness = Math.abs(distance - seconds) / seconds;
    const totalError = Math.max(this.#own.error + other.error, vivaldi.zeroThreshold);
    const weight = this.#own.error / totalError;
    const gain = vivaldi.ce * weight;
    const error = Math.min(gain * wrongness + this.#own.error * (1 - gain), vivaldi.errorMax);
    const force = vivaldi.cc * weight * (seconds - distance);
    this.#own = applyForce({ ...this.#own, error }, force, { from: other, random: this.#random });
  }

  #adjust(other: Coordinate, rtt: number): void {
    this.#adjustments[this.#adjustmentIndex] = rtt - rawDistanceBetween(this.#own, other);
    this.#adjustmentIndex = (this.#adjustmentIndex + 1) % vivaldi.adjustmentWindow;
    const sum = this.#adjustments.reduce((total, sample) => total + sample, 0);
    this.#own = { ...this.#own, adjustment: sum / (2 * vivaldi.adjustmentWindow) };
  }

  #fallTowardsOrigin(): void {
    const distance = distanceBetween(originCoordinate, this.#own);
    const force = -1 * (distance / vivaldi.gravityRho) ** 2;
    const origin = { from: originCoordinate, random: this.#random };
    this.#own = applyForce(this.#own, force, origin);
  }
}

function median(latencies: number[], rtt: number): number {
  latencies.push(rtt);
  if (latencies.length > vivaldi.latencySamples) latencies.shift();
  const sorted = latencies.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? rtt;
}

function isValid({ vec, error, adjustment, height }: Coordinate): boolean {
  return [...vec, error, adjustment, height].every(Number.isFinite);
}
