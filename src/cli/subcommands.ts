import type { Command } from 'commander';
import { closest, distance } from 'fastest-levenshtein';
import { MokvError } from '../shared/errors.ts';
import { quoted } from '../shared/quoted.ts';
import { addHelp, type HelpTopic } from './command-help.ts';

/** A command that is only the head of others. Call refuseUnknownSubcommand when they are there. */
export function createGroup(program: Command, name: string, topic: HelpTopic): Command {
  const group = program.command(name).helpCommand(false).optionsGroup('Command:');
  return addHelp(group, topic);
}

/** Adds one; the sentence of its help is its line in the help of the group too. */
export function addSubcommand(group: Command, name: string, topic: HelpTopic): Command {
  const command = group.command(name).optionsGroup('Command:');
  return addHelp(command, topic).summary(topic.sentence);
}

/** Makes a missing or misspelt subcommand an error that names what there is. */
export function refuseUnknownSubcommand(group: Command): void {
  group.allowExcessArguments().action(() => {
    throw unknownSubcommand(group);
  });
}

function unknownSubcommand(group: Command): MokvError {
  const names = group.commands.map((command) => command.name());
  const [word] = group.args;
  const path = pathOf(group);
  const helpHint = `run 'mokv ${path} --help'`;
  if (word === undefined) {
    return new MokvError('USAGE', `${path} needs one of ${names.join(', ')}`, {
      hint: helpHint,
    });
  }
  const nearest = closest(word, names);
  return new MokvError('USAGE', `unknown command ${quoted(`${path} ${word}`)}`, {
    hint: distance(word, nearest) < 3 ? `did you mean 'mokv ${path} ${nearest}'?` : helpHint,
  });
}

/** Without the program itself. */
function pathOf(group: Command): string {
  const { parent } = group;
  return parent?.parent == null ? group.name() : `${pathOf(parent)} ${group.name()}`;
}
