import type { Command } from 'commander';
import { MokvError } from '../../shared/errors.ts';
import { quoted } from '../../shared/quoted.ts';
import type { CommandContext } from '../command-context.ts';
import { addHelp } from '../command-help.ts';
import { findSchema } from '../find-schema.ts';
import { write } from '../output.ts';

interface SchemaOptions {
  readonly lines?: boolean;
}

export function registerSchema(program: Command, context: CommandContext): void {
  const command = program.command('schema').argument('[command...]', 'words of the command');
  addHelp(command.optionsGroup('Command:'), {
    sentence: 'Print the JSON Schema of what a command prints under -o json.',
    examples: [
      'mokv schema                    # the commands that have one',
      'mokv schema get',
      'mokv schema member list --lines',
    ],
    exitCodes: [0, 2, 3],
  });
  command.option('--lines', 'of each line under -o ndjson');
  command.action((words: string[], options: SchemaOptions) => printSchema(context, words, options));
}

async function printSchema(
  context: CommandContext,
  words: readonly string[],
  { lines }: SchemaOptions,
): Promise<void> {
  const { stdout } = context;
  if (words.length === 0) {
    await write(stdout, (await commandsWithSchema(context)).map((path) => `${path}\n`).join(''));
    return;
  }
  const found = await findSchema(context, words);
  if (found === undefined || found.path !== words.join(' ')) throw await noSchema(context, words);
  const { jsonSchemaOf } = await import('../json-schema.ts');
  const document = jsonSchemaOf(found, lines ? 'ndjson' : 'json');
  await write(stdout, `${JSON.stringify(document, null, 2)}\n`);
}

async function commandsWithSchema({ commands }: CommandContext): Promise<string[]> {
  const all = await Promise.all(commands.map(async (entry) => (await entry.schema?.()) ?? {}));
  return all.flatMap((schemas) => Object.keys(schemas));
}

async function noSchema(context: CommandContext, words: readonly string[]): Promise<MokvError> {
  const paths = await commandsWithSchema(context);
  const below = paths.filter((path) => path.startsWith(`${words.join(' ')} `));
  return new MokvError('NOT_FOUND', `there is no schema of ${quoted(words.join(' '))}`, {
    hint: below.length > 0 ? `there is ${below.join(', ')}` : "'mokv schema' lists what there is",
  });
}
