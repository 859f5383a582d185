import type { CommandContext } from '../command-context.ts';
import { argumentsAfter } from './command-shape.ts';
import { dotCommandArguments } from './dot-commands.ts';
import { splitText } from './split-line.ts';

/** What may follow a line whose cursor is at its end, such as " <key> [value]"; empty when there is nothing to say. */
export async function hintFor(context: CommandContext, line: string): Promise<string> {
  const { commands, open } = splitText(line);
  const words = (commands.at(-1) ?? []).map(({ value }) => value);
  const [first] = words;
  if (first === undefined || open !== undefined) return '';
  const rest = first.startsWith('.')
    ? dotArgumentsAfter(words)
    : await argumentsAfter(context, words);
  return rest === '' ? '' : `${/\s$/.test(line) ? '' : ' '}${rest}`;
}

function dotArgumentsAfter([name = '', ...rest]: readonly string[]): string {
  return rest.length > 0 ? '' : (dotCommandArguments(name.slice(1)) ?? '');
}
