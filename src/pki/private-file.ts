import { randomBytes } from 'node:crypto';
import { link, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errnoCodeOf, fileErrorOf } from '../shared/file-error.ts';

export interface NewFile {
  readonly path: string;
  readonly text: string;
  /** `private` is for keys: readable by the owner alone from the first instant. */
  readonly access: 'private' | 'public';
  readonly ifPresent: 'refuse' | 'replace';
}

/**
 * Writes a file whole or not at all, durably. Refuses with ALREADY_EXISTS when it is there and may
 * not be replaced, even if another process made it a moment ago.
 */
export async function writeNewFile(file: NewFile): Promise<void> {
  const directory = dirname(file.path);
  const name = `.${basename(file.path)}.${randomBytes(8).toString('hex')}.tmp`;
  const temporary = join(directory, name);
  try {
    await writeDurably(temporary, file);
    // A hard link never replaces what is there; a rename always does.
    await (file.ifPresent === 'replace' ? rename : link)(temporary, file.path);
    await syncDirectory(directory);
  } catch (error) {
    throw fileErrorOf(error, 'write', file.path);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** The directory for certificates and keys, for its owner alone when it has to be made. */
export async function makePrivateDirectory(path: string): Promise<void> {
  try {
    await makeWithParents(path);
  } catch (error) {
    throw fileErrorOf(error, 'make the directory', path);
  }
}

/** Node's own recursive mkdir never returns where the kernel makes no directories, e.g. in /proc. */
async function makeWithParents(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    const code = errnoCodeOf(error);
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (code !== 'ENOENT' || (await isDirectory(dirname(path)))) throw error;
    await makeWithParents(dirname(path));
    await mkdir(path, { mode: 0o700 });
  }
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function writeDurably(path: string, { text, access }: NewFile): Promise<void> {
  const handle = await open(path, 'wx', access === 'private' ? 0o600 : 0o644);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Some file systems have nothing to sync for a directory and say so.
    if (errnoCodeOf(error) !== 'EINVAL') throw error;
  } finally {
    await handle.close();
  }
}
