import { MokvError } from '../../shared/errors.ts';
import { quoted } from '../../shared/quoted.ts';
import type { Settings } from './settings.ts';
import { applySetting, settingChoices, settingMeanings, settingNames } from './settings.ts';

/** What the commands of the shell itself act on. */
export interface Shell {
  readonly settings: Settings;
  /** Keeps the settings for the next session. */
  saveSettings(): Promise<void>;
  print(text: string): Promise<void>;
  /** Sends what commands print to a file, or back to where it was. */
  redirect(path: string | undefined): Promise<void>;
  /** Runs the commands in a file and gives the exit code. */
  readFile(path: string): Promise<number>;
  useContext(name: string): Promise<void>;
  /** Where the shell is connected to and what it does with output, as name and value. */
  facts(): Promise<readonly (readonly [name: string, value: string])[]>;
  runCommand(words: readonly string[]): Promise<number>;
  clearScreen(): Promise<void>;
  leave(): void;
}

interface DotCommand {
  readonly usage: string;
  readonly meaning: string;
  readonly run: (shell: Shell, words: readonly string[]) => Promise<number>;
}

const settingCommands = Object.fromEntries(
  settingNames.map((name): [string, DotCommand] => {
    const [word = ''] = name.split(' ');
    const usage = `.${name} ${settingChoices[name].join('|')}`;
    const run = async (shell: Shell, words: readonly string[]): Promise<number> => {
      applySetting(shell.settings, [word, ...words]);
      await shell.saveSettings();
      return 0;
    };
    return [word, { usage, meaning: settingMeanings[name], run }];
  }),
);

const dotCommands: Readonly<Record<string, DotCommand>> = {
  help: {
    usage: '.help [COMMAND]',
    meaning: 'this list, or the help of a command',
    run: help,
  },
  show: { usage: '.show', meaning: 'settings and connection', run: show },
  ...settingCommands,
  output: {
    usage: '.output [FILE]',
    meaning: 'write data to a file; without one back to the terminal',
    run: async (shell, words) => done(shell.redirect(atMostOne('output', words))),
  },
  read: {
    usage: '.read FILE',
    meaning: 'run the commands in a file, up to the first that fails',
    run: async (shell, words) => shell.readFile(exactlyOne('read', words)),
  },
  context: {
    usage: '.context NAME',
    meaning: 'go on with another cluster',
    run: async (shell, words) => done(shell.useContext(exactlyOne('context', words))),
  },
  clear: {
    usage: '.clear',
    meaning: 'clear the screen',
    run: async (shell) => done(shell.clearScreen()),
  },
  quit: {
    usage: '.quit',
    meaning: 'leave, as Ctrl-D does',
    run: async (shell) => {
      shell.leave();
      return 0;
    },
  },
};

export const dotCommandNames: readonly string[] = Object.keys(dotCommands);

/** Usage of a dot command, without its name; undefined when there is none. */
export function dotCommandArguments(name: string): string | undefined {
  const command = Object.hasOwn(dotCommands, name) ? dotCommands[name] : undefined;
  return command?.usage.slice(`.${name}`.length).trim();
}

/** Words that stand for a command of the shell: `.mode json`, `:set mode json`, and quit and exit. */
export function asDotCommand(words: readonly string[]): readonly string[] | undefined {
  const [first = '', ...rest] = words;
  if (first === ':set') return rest;
  if ((first === 'quit' || first === 'exit') && rest.length === 0) return ['quit'];
  return first.startsWith('.') ? [first.slice(1), ...rest] : undefined;
}

/** Runs a command of the shell itself and gives the exit code. USAGE when there is no such command. */
export async function runDotCommand(shell: Shell, words: readonly string[]): Promise<number> {
  const [name = '', ...rest] = words;
  const command = Object.hasOwn(dotCommands, name) ? dotCommands[name] : undefined;
  if (command !== undefined) return command.run(shell, rest);
  throw new MokvError('USAGE', `unknown command ${quoted(`.${name}`)}`, {
    hint: "'.help' lists the commands of the shell",
  });
}

async function help(shell: Shell, words: readonly string[]): Promise<number> {
  if (words.length > 0) return shell.runCommand(['help', ...words]);
  const commands = Object.values(dotCommands);
  const width = Math.max(...commands.map(({ usage }) => usage.length));
  const lines = commands.map(({ usage, meaning }) => `  ${usage.padEnd(width)}  ${meaning}`);
  await shell.print(`Commands are those of mokv, without the word: 'help' lists them, 'help get' explains one.
  get a; list b/        one after the other, up to the first that fails
  3 get a               three times
  multi                 collects set, get and delete until exec (all or nothing) or discard
  set k "two\\nlines"    quotes and backslashes as in a shell; # starts a comment

${lines.join('\n')}

Tab completes, Ctrl-R searches what was typed, Ctrl-C stops a command, Ctrl-D leaves.
`);
  return 0;
}

async function show(shell: Shell): Promise<number> {
  const settings = settingNames.map((name) => [name, shell.settings[name]] as const);
  const facts = [...(await shell.facts()), ...settings];
  const width = Math.max(...facts.map(([name]) => name.length));
  await shell.print(facts.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join(''));
  return 0;
}

async function done(work: Promise<void>): Promise<number> {
  await work;
  return 0;
}

function exactlyOne(name: string, words: readonly string[]): string {
  const word = atMostOne(name, words);
  if (word !== undefined) return word;
  throw new MokvError('USAGE', `.${name} needs ${dotCommands[name]?.usage.split(' ')[1] ?? ''}`, {
    hint: "'.help' lists the commands of the shell",
  });
}

function atMostOne(name: string, words: readonly string[]): string | undefined {
  if (words.length < 2) return words[0];
  throw new MokvError('USAGE', `.${name} takes one word, and ${words.length} are given`, {
    hint: 'put quotes around a name with blanks',
  });
}
