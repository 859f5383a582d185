import type { CommandContext } from './command-context.ts';
import { shownCommands } from './find-command.ts';
import { topics } from './topics.ts';

/** The help of `mokv` itself. */
export function globalHelp(context: CommandContext): string {
  const entries = shownCommands(context);
  const width = Math.max(...entries.map((entry) => entry.name.length));
  const groups = Map.groupBy(entries, (entry) => entry.group);
  const commands = [...groups].map(([group, entries]) => {
    const lines = entries.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
    return `${group}:\n${lines.join('\n')}\n`;
  });
  return `Usage: mokv <command> [options]

A replicated key-value store: the node, and its command line.

Examples:
  mokv set greeting hello
  mokv get greeting
  mokv list --values

${commands.join('\n')}
Every command explains itself and its flags: mokv <command> --help
More: mokv help ${Object.keys(topics).join(', ')}
`;
}
