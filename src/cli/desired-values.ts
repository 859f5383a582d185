import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { MokvError } from '../shared/errors.ts';
import { fileErrorOf } from '../shared/file-error.ts';
import { limits as sizes } from '../shared/limits.ts';
import { quoted } from '../shared/quoted.ts';
import type { CommandContext } from './command-context.ts';
import { readDocument, readLines } from './input-lines.ts';
import { checkKey } from './key-argument.ts';

const limits = { keysMax: 100_000 } as const;

/**
 * The keys and values that a cluster is to have: the files of a directory by their paths, the lines of an
 * export (.ndjson), or a YAML or JSON document of keys and values. The prefix goes before every key.
 */
export async function readDesired(
  context: CommandContext,
  path: string,
  prefix: string,
): Promise<Map<string, Uint8Array>> {
  const desired = new Map<string, Uint8Array>();
  for await (const [name, value] of entriesOf(context, path)) {
    const key = checkKey(`${prefix}${name}`);
    if (value.length > sizes.valueBytesMax) throw wrong(`the value of ${quoted(key)} is too long`);
    desired.set(key, value);
    if (desired.size > limits.keysMax) throw wrong(`more than ${limits.keysMax} keys in ${path}`);
  }
  return desired;
}

type Entry = readonly [name: string, value: Uint8Array];

async function* entriesOf(
  context: CommandContext,
  path: string,
): AsyncGenerator<Entry, void, void> {
  if (path !== '-' && (await isDirectory(path))) yield* filesOf(path);
  else if (/\.(ndjson|jsonl)$/.test(path)) yield* exportedIn(context, path);
  else yield* documentEntries(await readDocument(context, path));
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    throw fileErrorOf(error, 'read', path);
  }
}

/** Hidden files are left out: editors and version control put them there. */
async function* filesOf(directory: string): AsyncGenerator<Entry, void, void> {
  const found = await readdir(directory, { recursive: true, withFileTypes: true });
  for (const file of found) {
    const path = join(file.parentPath, file.name);
    const name = relative(directory, path).split(sep).join('/');
    const isHidden = name.split('/').some((part) => part.startsWith('.'));
    if (!file.isFile() || isHidden) continue;
    try {
      yield [name, await readFile(path)];
    } catch (error) {
      throw fileErrorOf(error, 'read', path);
    }
  }
}

async function* exportedIn(
  context: CommandContext,
  path: string,
): AsyncGenerator<Entry, void, void> {
  const { parseExported } = await import('./parse-exported.ts');
  for await (const line of readLines(context, path)) {
    const item = parseExported(line);
    if (item !== undefined) yield [item.key, item.value];
  }
}

async function* documentEntries(text: string): AsyncGenerator<Entry, void, void> {
  const { parseTextDocument } = await import('./parse-text-document.ts');
  const document = parseTextDocument(text, 'the document');
  if (document === null) return;
  if (typeof document !== 'object' || Array.isArray(document)) throw notAMap();
  for (const [name, value] of Object.entries(document)) {
    if (typeof value !== 'string') throw wrong(`the value of ${quoted(name)} is not a text`);
    yield [name, Buffer.from(value)];
  }
}

function notAMap(): MokvError {
  return wrong('the document is no map of keys and values');
}

function wrong(message: string): MokvError {
  return new MokvError('USAGE', message, { hint: "'mokv apply --help' shows what it takes" });
}
