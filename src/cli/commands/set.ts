import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { addConnectionOptions, type ConnectionOptions, withClient } from '../connection-options.ts';
import { checkKey } from '../key-argument.ts';
import { type OutputOptions, printResult } from '../output.ts';
import { addOutputOptions } from '../output-options.ts';
import { readValue } from '../value-input.ts';

interface SetOptions extends ConnectionOptions, OutputOptions {
  readonly base64?: boolean;
}

export function registerSet(program: Command, context: CommandContext): void {
  const command = program
    .command('set')
    .argument('<key>', 'key to write')
    .argument('[value]', 'the value; - or none: stdin, @file: a file, @@x: the text @x')
    .optionsGroup('Command:');
  addHelp(command, {
    sentence: 'Write a key; done when a majority of the servers has it on disk.',
    examples: [
      'mokv set cfg/a 1',
      'mokv set cfg/logo @logo.png',
      'mokv set cfg/dump < dump.bin',
      'mokv set cfg/offset -- -5',
    ],
    exitCodes: [0, 2, 5, 6, 7],
  });
  command.option('--base64', 'the value is given as Base64');
  addOutputOptions(command);
  addConnectionOptions(command);
  command.action((key: string, value: string | undefined, options: SetOptions) =>
    set(context, { key, value }, options),
  );
}

interface SetArguments {
  readonly key: string;
  readonly value: string | undefined;
}

async function set(
  context: CommandContext,
  { key, value: argument }: SetArguments,
  options: SetOptions,
): Promise<void> {
  checkKey(key);
  const value = await readValue(context, {
    argument,
    isLiteral: isAfterDashes(context.argv),
    isBase64: options.base64 ?? false,
  });
  await withClient(context, options, (client, call) => client.set(key, value, call));
  await printResult(context, options, { text: 'OK', record: { key } });
}

/** The value is the last word: it is literal when `--` stands anywhere before it. */
function isAfterDashes(argv: readonly string[]): boolean {
  const dashes = argv.indexOf('--');
  return dashes >= 0 && dashes < argv.length - 1;
}
