import { type Random, seededRandom } from '../../src/shared/random.ts';

/** Draws from one stream of random numbers. */
export class Dice {
  readonly random: Random;

  constructor(random: Random) {
    this.random = random;
  }

  chance(probability: number): boolean {
    return this.random() < probability;
  }

  /** In [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.random();
  }

  /** In low..high, both included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.random() * (high - low + 1));
  }

  /** Mostly small, seldom large: the logarithm is uniform. */
  magnitude(low: number, high: number): number {
    return low * (high / low) ** this.random();
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.random());
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.random() * items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }
}

/**
 * One stream for each concern, all from one seed: a fault that is left out, or a message less, does not
 * shift what the other streams draw. That is what makes a failing run shrinkable.
 */
export function diceOf(seed: number, concern: string): Dice {
  let hash = 0x811c9dc5 ^ (seed | 0);
  hash = Math.imul(hash ^ Math.floor(seed / 2 ** 32), 0x01000193);
  for (let position = 0; position < concern.length; position += 1) {
    hash = Math.imul(hash ^ concern.charCodeAt(position), 0x01000193);
  }
  return new Dice(seededRandom(Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)));
}
