import type { Operation } from '../history.ts';
import { linearizability } from './linearizable.ts';
import { Violation } from './violation.ts';
import { zoneProblem } from './zones.ts';

const limits = {
  /** The search is not tried on longer histories of one key: the replayed log judges them. */
  searchedMax: 1500,
} as const;

/**
 * I14 from outside: every key's history of calls and answers has a sequential order, whatever the log
 * says. Returns how many keys could not be decided.
 */
export function checkKeys(operations: readonly Operation[]): number {
  const keys = Map.groupBy(operations, ({ call }) => call.key);
  let undecided = 0;
  for (const [key, history] of keys) {
    if (!isDecided(key, history)) undecided += 1;
  }
  return undecided;
}

function isDecided(key: string, history: readonly Operation[]): boolean {
  // Nobody called for its end: only the log tells when that was.
  if (history.some(({ call }) => call.type === 'set' && call.ends === true)) return true;
  if (history.every(({ call }) => call.type === 'set' || call.type === 'get')) {
    const problem = zoneProblem(history);
    if (problem !== undefined) throw new Violation('I14', `key ${key}: ${problem}`);
    return true;
  }
  if (history.length > limits.searchedMax) return false;
  const verdict = linearizability(history);
  if (verdict === 'not linearizable') {
    throw new Violation('I14', `key ${key}: its history has no sequential order`);
  }
  return verdict === 'linearizable';
}
