import { type Command, Option } from 'commander';
import type { OutputFormat } from './output.ts';

/**
 * Adds `-o/--output`, `-j` and `-q/--quiet`, the options that OutputOptions describes. `formats` are
 * those that the command knows.
 */
export function addOutputOptions(
  command: Command,
  formats: readonly OutputFormat[] = ['plain', 'json', 'ndjson'],
): Command {
  command.optionsGroup('Output:');
  command.addOption(new Option('-o, --output <format>', 'how to print').choices(formats));
  addFormatFlag(command, new Option('-j, --json', 'the same as -o json'), 'json');
  return command.option('-q, --quiet', 'print nothing but data and errors');
}

/** Adds a flag that stands for `-o format`. */
export function addFormatFlag(command: Command, flag: Option, format: OutputFormat): void {
  command.addOption(flag.conflicts('output'));
  command.hook('preAction', () => {
    if (command.getOptionValue(flag.attributeName())) command.setOptionValue('output', format);
  });
}
