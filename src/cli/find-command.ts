import type { CommandContext, CommandEntry } from './command-context.ts';

/** The command of this name or alias. */
export function findCommand(
  { commands }: Pick<CommandContext, 'commands'>,
  name: string,
): CommandEntry | undefined {
  return commands.find((entry) => entry.name === name || entry.aliases.includes(name));
}

/** What help and completion show. */
export function shownCommands({
  commands,
}: Pick<CommandContext, 'commands'>): readonly CommandEntry[] {
  return commands.filter(({ group }) => group !== undefined);
}
