import { realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Document, parseDocument } from 'yaml';
import { makePrivateDirectory, writeNewFile } from '../pki/private-file.ts';
import { MokvError } from '../shared/errors.ts';
import { contextFilePath, readContextText } from './context-file.ts';
import type { Environment } from './environment.ts';
import { parseContexts } from './parse-contexts.ts';
import type { SavedContexts } from './saved-contexts.ts';

/**
 * Changes the file of contexts and keeps its comments. `change` gets the document and what it says; what it
 * leaves is checked before it replaces the file, as a whole and for its owner alone.
 */
export async function changeContexts(
  environment: Environment,
  change: (document: Document, saved: SavedContexts) => void,
): Promise<void> {
  const path = contextFilePath(environment);
  if (path === undefined) {
    throw new MokvError('CONFIG', 'there is no home directory to keep contexts in', {
      hint: 'set HOME or XDG_CONFIG_HOME',
    });
  }
  const place = { path, home: environment.home };
  const text = readContextText(path) ?? '';
  const saved = parseContexts(text, place);
  const document = parseDocument(text);
  change(document, saved);
  const changed = document.toString();
  parseContexts(changed, place);
  await makePrivateDirectory(dirname(path));
  // The file may be a link into a collection of dotfiles.
  const target = await realpath(path).catch(() => path);
  await writeNewFile({ path: target, text: changed, access: 'private', ifPresent: 'replace' });
}
