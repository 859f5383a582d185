import { Command, type Option } from 'commander';
import type { CommandContext } from './command-context.ts';
import { type Candidate, valuesOf } from './completion-values.ts';
import { addConnectionOptions } from './connection-options.ts';
import { findCommand, shownCommands } from './find-command.ts';
import { outputFormats } from './output.ts';
import { addOutputOptions } from './output-options.ts';
import { loadProgram } from './program.ts';
import { topics } from './topics.ts';

/** What may stand where the cursor is, and what the shell does about it. */
export interface Completion {
  readonly candidates: readonly Candidate[];
  /** `nospace`: the word may go on; `files`: names of files, which the shell knows best. */
  readonly next: 'done' | 'nospace' | 'files';
}

/** Completes the last of these words, which may be empty. They are the command line behind `mokv`. */
export async function completeWords(
  context: CommandContext,
  words: readonly string[],
): Promise<Completion> {
  const current = words.at(-1) ?? '';
  const place = await placeAfter(context, words.slice(0, -1));
  const { candidates, next } = await candidatesAt(context, place, current);
  const matching = candidates.filter(({ word }) => word.startsWith(current));
  return { candidates: matching, next };
}

/** Where the words before the cursor lead. */
interface Place {
  /** Undefined behind a word that is no command. */
  readonly command: Command | undefined;
  /** How many arguments of the command there are. */
  readonly argumentCount: number;
  /** The flag that waits for its value. */
  readonly pending: Option | undefined;
  /** What the flags before the cursor say. */
  readonly given: Readonly<Record<string, string>>;
  /** Behind `--`. */
  readonly isLiteral: boolean;
}

async function placeAfter(context: CommandContext, words: readonly string[]): Promise<Place> {
  let place: Place = {
    command: rootCommand(context),
    argumentCount: 0,
    pending: undefined,
    given: {},
    isLiteral: false,
  };
  for (const word of words) place = await placeBehind(context, place, word);
  return place;
}

async function placeBehind(context: CommandContext, place: Place, word: string): Promise<Place> {
  const { pending, given, command } = place;
  if (pending !== undefined) {
    return { ...place, pending: undefined, given: { ...given, [pending.attributeName()]: word } };
  }
  if (place.isLiteral) return { ...place, argumentCount: place.argumentCount + 1 };
  if (word === '--') return { ...place, isLiteral: true };
  if (word.startsWith('-') && word !== '-') return behindFlag(place, word);
  const child = command === undefined ? undefined : await childOf(context, command, word);
  if (child !== undefined) return { ...place, command: child, argumentCount: 0 };
  const isLost = command !== undefined && isGroup(command);
  return {
    ...place,
    command: isLost ? undefined : command,
    argumentCount: place.argumentCount + 1,
  };
}

function behindFlag(place: Place, word: string): Place {
  const [flag = '', ...rest] = word.split('=');
  const option = place.command?.options.find(({ long, short }) => long === flag || short === flag);
  if (!option?.required) return place;
  if (rest.length === 0) return { ...place, pending: option };
  return { ...place, given: { ...place.given, [option.attributeName()]: rest.join('=') } };
}

/** The flags that may stand before the command, with every command below. */
function rootCommand(context: CommandContext): Command {
  const root = new Command('mokv').helpCommand(false);
  addConnectionOptions(addOutputOptions(root, outputFormats));
  for (const { name, summary } of shownCommands(context)) root.command(name).summary(summary);
  const help = root.command('help').summary('Explain a command or a topic');
  help.argument('[topic]');
  return root;
}

async function childOf(
  context: CommandContext,
  command: Command,
  word: string,
): Promise<Command | undefined> {
  const isRoot = command.parent === null;
  const entry = isRoot ? findCommand(context, word) : undefined;
  if (entry !== undefined) return (await loadProgram(context, [entry])).commands[0];
  return command.commands.find((one) => one.name() === word || one.aliases().includes(word));
}

function isGroup(command: Command): boolean {
  return command.commands.length > 0;
}

async function candidatesAt(
  context: CommandContext,
  { command, argumentCount, pending, given, isLiteral }: Place,
  current: string,
): Promise<Completion> {
  if (command === undefined) return { candidates: [], next: 'done' };
  if (pending !== undefined) return valuesOf(context, given, { ...subjectOf(pending), current });
  if (current.startsWith('-') && !isLiteral) {
    const [flag = '', ...rest] = current.split('=');
    const option = command.options.find(({ long, short }) => long === flag || short === flag);
    if (rest.length === 0 || option === undefined) return flagsOf(command, given);
    const value = rest.join('=');
    const found = await valuesOf(context, given, { ...subjectOf(option), current: value });
    return { ...found, candidates: found.candidates.map((one) => withFlag(one, flag)) };
  }
  if (isGroup(command)) return { candidates: childrenOf(command), next: 'done' };
  const arguments_ = command.registeredArguments;
  const last = arguments_.at(-1);
  const argument = arguments_[argumentCount] ?? (last?.variadic ? last : undefined);
  if (argument === undefined) return { candidates: [], next: 'done' };
  if (command.name() === 'help') return { candidates: helpCandidates(context), next: 'done' };
  const subject = { name: argument.name(), choices: argument.argChoices ?? [], current };
  return valuesOf(context, given, subject);
}

/** The word in the angle brackets of a flag says what its value is. */
function subjectOf(option: Option): { readonly name: string; readonly choices: readonly string[] } {
  const name = /<(?<name>[^>.]+)/.exec(option.flags)?.groups?.name ?? '';
  // `<name>` is a node where it is an argument, and anything where it is the value of a flag.
  return { name: name === 'name' ? '' : name, choices: option.argChoices ?? [] };
}

function withFlag({ word, description }: Candidate, flag: string): Candidate {
  return { word: `${flag}=${word}`, description };
}

function flagsOf(command: Command, given: Readonly<Record<string, string>>): Completion {
  const options = command.options.filter((one) => !one.hidden && !(one.attributeName() in given));
  const candidates = [
    ...options.map((one) => ({ word: one.long ?? one.short ?? '', description: one.description })),
    { word: '--help', description: 'show this help' },
  ];
  return { candidates, next: 'done' };
}

function childrenOf(command: Command): Candidate[] {
  return command.commands.map((one) => ({ word: one.name(), description: one.summary() }));
}

function helpCandidates(context: CommandContext): Candidate[] {
  return [
    ...shownCommands(context).map(({ name, summary }) => ({ word: name, description: summary })),
    ...Object.entries(topics).map(([word, description]) => ({ word, description })),
  ];
}
