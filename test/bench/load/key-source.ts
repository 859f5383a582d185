import { seededRandom } from '../../../src/shared/random.ts';
import type { Until } from './plan.ts';

/** Which keys a load uses. All have the same length, and the order of their positions. */
export interface KeySource {
  /** @param behind at least so many keys are behind it, as far as there are any. */
  next(behind?: number): string;
  isExhausted(): boolean;
}

const digits = 15;

export function keyAt(position: number): string {
  return `user:${`${position}`.padStart(digits, '0')}`;
}

/** For one transaction: etcd refuses one that puts a key twice. There must be so many keys. */
export function distinctKeys(keys: KeySource, count: number): Set<string> {
  const chosen = new Set<string>();
  while (chosen.size < count) chosen.add(keys.next());
  return chosen;
}

export function keySourceOf(until: Until, keys: number): KeySource {
  return until.type === 'everyKey' ? everyKey(keys) : randomKeys(keys);
}

function everyKey(keys: number): KeySource {
  let position = 0;
  return {
    next: () => {
      const key = keyAt(position % keys);
      position += 1;
      return key;
    },
    isExhausted: () => position >= keys,
  };
}

function randomKeys(keys: number): KeySource {
  const random = seededRandom(Date.now());
  // Made before the load: it would take a third of a microsecond for each operation.
  const known = Array.from({ length: keys }, (_, position) => keyAt(position));
  return {
    next: (behind = 0) => known[Math.floor(random() * Math.max(1, keys - behind))] ?? keyAt(0),
    isExhausted: () => false,
  };
}
