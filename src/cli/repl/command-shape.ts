import type { Command, Option } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { findCommand } from '../find-command.ts';
import { loadProgram } from '../program.ts';

/** What may stand behind the words of a command: "<key> [value]", "add|list", or nothing. */
export async function argumentsAfter(
  context: CommandContext,
  words: readonly string[],
): Promise<string> {
  const entry = findCommand(context, words[0] ?? '');
  if (entry === undefined) return '';
  let command = (await loadProgram(context, [entry])).commands[0];
  let rest = words.slice(1);
  for (;;) {
    const next = command?.commands.find((one) => one.name() === rest[0]);
    if (next === undefined) break;
    command = next;
    rest = rest.slice(1);
  }
  return command === undefined ? '' : missingOperands(command, rest);
}

function missingOperands(command: Command, words: readonly string[]): string {
  const waiting = optionWithValue(command, words.at(-1) ?? '');
  if (waiting !== undefined) return /<.*>/.exec(waiting.flags)?.[0] ?? '';
  const given = operandCount(command, words);
  if (command.commands.length > 0) {
    return given > 0 ? '' : command.commands.map((one) => one.name()).join('|');
  }
  const missing = command.registeredArguments.slice(given).map((argument) => {
    const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
    return argument.required ? `<${name}>` : `[${name}]`;
  });
  return missing.join(' ');
}

/** How many of the words are neither flags nor their values. */
function operandCount(command: Command, words: readonly string[]): number {
  let count = 0;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!word.startsWith('-') || word === '-') count += 1;
    else if (optionWithValue(command, word) !== undefined) at += 1;
  }
  return count;
}

/** The option of a flag whose value is the next word. */
function optionWithValue(command: Command, flag: string): Option | undefined {
  return command.options.find(
    ({ short, long, required }) => required && (short === flag || long === flag),
  );
}
