import { type Command, InvalidArgumentError, Option } from 'commander';
import { colorChoices } from './color.ts';
import { isOutputFormat, type OutputFormat } from './output.ts';

/**
 * Adds `-o/--output`, `-j`, `-q/--quiet` and `--color`, the options that OutputOptions describes. `formats`
 * are those that the command knows.
 */
export function addOutputOptions(
  command: Command,
  formats: readonly OutputFormat[] = ['plain', 'json', 'ndjson'],
): Command {
  command.optionsGroup('Output:');
  const output = new Option('-o, --output <format>', 'how to print').choices(formats);
  command.addOption(output.argParser(formatParser(formats)));
  addFormatFlag(command, new Option('-j, --json', 'the same as -o json'), 'json');
  addWriteOutFlag(command, formats);
  command.option('-q, --quiet', 'print nothing but data and errors');
  return command.addOption(new Option('--color <when>', 'colours').choices(colorChoices));
}

/** Adds a flag that stands for `-o format`. */
export function addFormatFlag(command: Command, flag: Option, format: OutputFormat): void {
  command.addOption(flag.conflicts('output'));
  command.hook('preAction', () => {
    if (command.getOptionValue(flag.attributeName())) command.setOptionValue('output', format);
  });
}

/** etcdctl's name of `--output`. */
function addWriteOutFlag(command: Command, formats: readonly OutputFormat[]): void {
  const flag = new Option('-w, --write-out <format>').hideHelp().conflicts(['output', 'json']);
  command.addOption(flag.argParser(formatParser(formats)));
  command.hook('preAction', () => {
    const format = command.getOptionValue('writeOut');
    if (format !== undefined) command.setOptionValue('output', format);
  });
}

/** `simple` is etcdctl's word for plain. */
function formatParser(formats: readonly OutputFormat[]): (text: string) => OutputFormat {
  return (text) => {
    const format = text === 'simple' ? 'plain' : text;
    if (isOutputFormat(format) && formats.includes(format)) return format;
    throw new InvalidArgumentError(`Allowed choices are ${formats.join(', ')}.`);
  };
}
