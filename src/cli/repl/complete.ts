import type { CommandContext } from '../command-context.ts';
import { completeWords } from '../completion.ts';
import { dotCommandNames } from './dot-commands.ts';
import { quoteWord } from './quote-word.ts';
import { settingChoices, settingNames } from './settings.ts';
import { splitText } from './split-line.ts';

const limits = { candidatesMs: 150 } as const;

/** What could stand in place of the end of a line, and that end as it was typed. */
export interface LineCompletion {
  readonly candidates: readonly string[];
  readonly typed: string;
}

/** Completes the last word of a line as the shell scripts do; nothing when the cluster does not answer at once. */
export async function completeLine(context: CommandContext, line: string): Promise<LineCompletion> {
  const { commands, open } = splitText(line);
  const words = commands.at(-1) ?? [];
  const last = words.at(-1);
  const isOnWord = last !== undefined && (last.end === line.length || open !== undefined);
  const before = (isOnWord ? words.slice(0, -1) : words).map(({ value }) => value);
  const current = isOnWord ? last.value : '';
  const found = await candidatesFor(context, withoutRepeat(before), current);
  return {
    candidates: found.filter((word) => word.startsWith(current)).map(asTyped),
    typed: isOnWord ? line.slice(last.start) : '',
  };
}

function withoutRepeat(words: readonly string[]): readonly string[] {
  return /^(?:[1-9]\d*|mokv)$/.test(words[0] ?? '') ? words.slice(1) : words;
}

/** A level of keys goes on, and so does a flag with its value; anything else is a whole word. */
function asTyped(candidate: string): string {
  return /[/=]$/.test(candidate) ? quoteWord(candidate) : `${quoteWord(candidate)} `;
}

async function candidatesFor(
  context: CommandContext,
  before: readonly string[],
  current: string,
): Promise<readonly string[]> {
  const [first] = before;
  if (first === undefined && current.startsWith('.'))
    return dotCommandNames.map((name) => `.${name}`);
  if (first === '.help') return mokvWords(context, ['help', current]);
  if (first === '.context') return mokvWords(context, ['context', 'use', current]);
  if (first === ':set') return settingWords(before.slice(1));
  if (first?.startsWith('.')) return settingWords([first.slice(1), ...before.slice(1)]);
  return mokvWords(context, [...before, current]);
}

async function mokvWords(
  context: CommandContext,
  words: readonly string[],
): Promise<readonly string[]> {
  const late = Promise.withResolvers<readonly string[]>();
  const timer = setTimeout(() => late.resolve([]), limits.candidatesMs);
  const found = completeWords(context, words).then(({ candidates }) =>
    candidates.map(({ word }) => word),
  );
  try {
    return await Promise.race([found, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** What may follow these words of a setting: the rest of its name, or its values. */
function settingWords(words: readonly string[]): readonly string[] {
  return settingNames.flatMap((name): readonly string[] => {
    const parts = name.split(' ');
    if (parts.some((part, index) => (words[index] ?? part) !== part)) return [];
    if (words.length < parts.length) return [parts[words.length] ?? ''];
    return words.length === parts.length ? settingChoices[name] : [];
  });
}
