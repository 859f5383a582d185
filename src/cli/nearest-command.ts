import { closest, distance } from 'fastest-levenshtein';
import { commandTable } from './command-table.ts';

/** The command that was probably meant; undefined when none is near. */
export function nearestCommand(word: string): string | undefined {
  const names = commandTable.flatMap((entry) => [entry.name, ...entry.aliases]);
  const nearest = closest(word, names);
  return distance(word, nearest) < Math.min(3, nearest.length / 1.5) ? nearest : undefined;
}
