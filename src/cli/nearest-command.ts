import { closest, distance } from 'fastest-levenshtein';
import type { CommandContext } from './command-context.ts';
import { shownCommands } from './find-command.ts';

/** The command that was probably meant; undefined when none is near. */
export function nearestCommand(context: CommandContext, word: string): string | undefined {
  const names = shownCommands(context).flatMap((entry) => [entry.name, ...entry.aliases]);
  const swapped = names.find((name) => sortedLetters(name) === sortedLetters(word));
  if (swapped !== undefined) return swapped;
  const nearest = closest(word, names);
  return distance(word, nearest) < Math.min(3, nearest.length / 1.5) ? nearest : undefined;
}

/** Two letters the wrong way round, as in "gte", are the typo of a short word. */
function sortedLetters(word: string): string {
  return [...word].sort().join('');
}
