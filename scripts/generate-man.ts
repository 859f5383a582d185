// Turns the help of the commands into man/*.1. With --check it writes nothing and fails when the
// committed pages are not what the commands say.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Argument, Command, Option } from 'commander';
import type { CommandContext } from '../src/cli/command-context.ts';
import { commandPaths } from '../src/cli/command-paths.ts';
import { commandTable } from '../src/cli/command-table.ts';
import { readEnvironment } from '../src/cli/environment.ts';
import { shownCommands } from '../src/cli/find-command.ts';
import { loadProgram } from '../src/cli/program.ts';
import { topicText } from '../src/cli/topic-text.ts';
import { topicNames } from '../src/cli/topics.ts';

const directory = 'man';

async function allPages(): Promise<ReadonlyMap<string, string>> {
  const context: CommandContext = {
    argv: [],
    commands: commandTable,
    environment: readEnvironment(),
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    signal: new AbortController().signal,
  };
  const commands = commandPaths(await loadProgram(context, shownCommands(context)));
  const pages = commands.map(([path, command]): [string, string] => [
    `${pageName(path)}.1`,
    commandPage(path, command),
  ]);
  return new Map([['mokv.1', mainPage(context)], ...pages]);
}

function pageName(path: string): string {
  return `mokv-${path.replaceAll(' ', '-')}`;
}

function mainPage(context: CommandContext): string {
  const commands = shownCommands(context).map(
    ({ name, summary }) => `.TP\n.BR ${pageName(name)} (1)\n${text(summary)}\n`,
  );
  const topics = topicNames().map((name) => {
    const [, ...lines] = topicText(name).split('\n');
    return `.SH ${text(name.toUpperCase())}\n${block(lines.join('\n').trim())}`;
  });
  return [
    head('mokv', 'a replicated key-value store'),
    '.SH SYNOPSIS\n.B mokv\n.I command\n.RI [ options ]\n',
    `.SH COMMANDS\n${commands.join('')}`,
    ...topics,
  ].join('');
}

function commandPage(path: string, command: Command): string {
  const [sentence = '', examples = ''] = command.description().split('\n\nExamples:\n');
  const usage = `mokv ${path} ${command.usage()}`;
  const parts = [
    head(pageName(path), sentence.replace(/\.$/, '')),
    `.SH SYNOPSIS\n.B ${text(usage)}\n`,
    `.SH EXAMPLES\n${block(examples)}`,
    items('ARGUMENTS', command.registeredArguments.map(argumentItem)),
    items('SUBCOMMANDS', command.commands.map(subcommandItem)),
    ...optionGroups(command),
    `.SH SEE ALSO\n.BR mokv (1)\n`,
  ];
  return parts.join('');
}

function optionGroups(command: Command): string[] {
  const shown = command.options.filter(({ hidden }) => !hidden);
  const groups = Map.groupBy(shown, ({ helpGroupHeading }) => helpGroupHeading ?? 'Options:');
  return [...groups].map(([heading, options]) =>
    items(heading.replace(/:$/, '').toUpperCase(), options.map(optionItem)),
  );
}

function optionItem({ flags, description, argChoices, defaultValueDescription }: Option): string {
  const notes = [
    ...(argChoices === undefined ? [] : [`one of ${argChoices.join(', ')}`]),
    ...(defaultValueDescription === undefined ? [] : [`default: ${defaultValueDescription}`]),
  ];
  const note = notes.length === 0 ? '' : ` (${notes.join('; ')})`;
  return `.TP\n.B ${text(flags)}\n${text(description + note)}\n`;
}

function argumentItem(argument: Argument): string {
  return `.TP\n.I ${text(argument.name())}\n${text(argument.description)}\n`;
}

function subcommandItem(command: Command): string {
  return `.TP\n.B ${text(command.name())}\n${text(command.summary())}\n`;
}

function items(heading: string, entries: readonly string[]): string {
  return entries.length === 0 ? '' : `.SH ${text(heading)}\n${entries.join('')}`;
}

function head(name: string, sentence: string): string {
  return `.\\" Generated from the commands by scripts/generate-man.ts. Do not edit.\n.TH ${name.toUpperCase()} 1 "" mokv\n.SH NAME\n${text(name)} \\- ${text(sentence)}\n`;
}

/** Lines that stay as they are. */
function block(lines: string): string {
  return `.nf\n${lines.split('\n').map(text).join('\n')}\n.fi\n`;
}

function text(line: string): string {
  return line.replaceAll('\\', '\\e').replaceAll('-', '\\-').replace(/^[.']/, '\\&$&');
}

function committedPages(): ReadonlyMap<string, string> {
  const names = readdirSync(directory);
  return new Map(names.map((name) => [name, readFileSync(join(directory, name), 'utf8')]));
}

const pages = await allPages();
mkdirSync(directory, { recursive: true });
const committed = committedPages();
if (process.argv.includes('--check')) {
  const names = new Set([...pages.keys(), ...committed.keys()]);
  const stale = [...names].filter((name) => pages.get(name) !== committed.get(name));
  if (stale.length > 0) {
    process.stderr.write(
      `${directory}/ is stale: ${stale.join(', ')}; run 'node scripts/generate-man.ts'\n`,
    );
    process.exit(1);
  }
} else {
  for (const name of committed.keys()) if (!pages.has(name)) rmSync(join(directory, name));
  for (const [name, page] of pages) writeFileSync(join(directory, name), page);
}
