import type { Command } from 'commander';

/** A command and everything below it, each with its words. */
export function commandPaths(command: Command): readonly (readonly [string, Command])[] {
  return command.commands.flatMap((one) => [
    [one.name(), one] as const,
    ...commandPaths(one).map(([path, below]) => [`${one.name()} ${path}`, below] as const),
  ]);
}
