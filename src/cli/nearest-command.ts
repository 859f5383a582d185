import { closest, distance } from 'fastest-levenshtein';
import type { CommandContext } from './command-context.ts';
import { shownCommands } from './find-command.ts';

/** The command that was probably meant; undefined when none is near. */
export function nearestCommand(context: CommandContext, word: string): string | undefined {
  const names = shownCommands(context).flatMap((entry) => [entry.name, ...entry.aliases]);
  const nearest = closest(word, names);
  return distance(word, nearest) < Math.min(3, nearest.length / 1.5) ? nearest : undefined;
}
