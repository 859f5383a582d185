import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MokvError } from '../shared/errors.ts';
import { errnoCodeOf, fileErrorOf } from '../shared/file-error.ts';
import type { Environment } from './environment.ts';
import type { SavedContexts } from './saved-contexts.ts';

/** Undefined without a home directory, where there can be no such file. */
export function contextFilePath({ configHome, home }: Environment): string | undefined {
  const directory = configHome ?? (home === undefined ? undefined : join(home, '.config'));
  return directory === undefined ? undefined : join(directory, 'mokv', 'config.yaml');
}

/** What the file of contexts says; nothing when there is none. CONFIG or FILE_PERMISSION when it is wrong. */
export async function readContexts(environment: Environment): Promise<SavedContexts> {
  const path = contextFilePath(environment);
  const text = path === undefined ? undefined : readContextText(path);
  if (path === undefined || text === undefined) return { contexts: {} };
  const { parseContexts } = await import('./parse-contexts.ts');
  return parseContexts(text, { path, home: environment.home });
}

/** Undefined when there is no such file. FILE_PERMISSION when others may read or write it. */
export function readContextText(path: string): string | undefined {
  try {
    // Every command reads it, and node:fs/promises takes longer to load than this small file to read.
    const file = openSync(path, 'r');
    try {
      const { mode } = fstatSync(file);
      if ((mode & 0o077) !== 0) throw openToOthers(path, mode);
      return readFileSync(file, 'utf8');
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (errnoCodeOf(error) === 'ENOENT') return undefined;
    throw error instanceof MokvError ? error : fileErrorOf(error, 'read', path);
  }
}

/** Whoever can write it decides which cluster a delete reaches. */
function openToOthers(path: string, mode: number): MokvError {
  const bits = (mode & 0o777).toString(8).padStart(4, '0');
  return new MokvError('FILE_PERMISSION', `${path} is open to others (mode ${bits})`, {
    hint: `chmod 600 ${path}`,
  });
}
