import type { CommandContext } from './command-context.ts';
import { findCommand } from './find-command.ts';
import type { OutputSchema } from './output-schema.ts';

export interface NamedSchema {
  /** The words of the command, its aliases resolved. */
  readonly path: string;
  readonly schema: OutputSchema;
}

/** The schema of the command that these words begin with. */
export async function findSchema(
  context: Pick<CommandContext, 'commands'>,
  words: readonly string[],
): Promise<NamedSchema | undefined> {
  const [name = '', ...rest] = words;
  const entry = findCommand(context, name);
  const schemas = Object.entries((await entry?.schema?.()) ?? {});
  const line = [entry?.name, ...rest, ''].join(' ');
  const matches = schemas.filter(([path]) => line.startsWith(`${path} `));
  const [path, schema] = matches.toSorted(([a], [b]) => b.length - a.length)[0] ?? [];
  return path === undefined || schema === undefined ? undefined : { path, schema };
}
