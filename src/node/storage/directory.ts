import { fstatSync } from 'node:fs';
import {
  chmod,
  type FileHandle,
  lstat,
  mkdir,
  open,
  readdir,
  rename,
  stat,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MokvError } from '../../shared/errors.ts';
import { isMissing } from './disk-error.ts';
import { writeFully } from './file-bytes.ts';

const directoryMode = 0o700;
export const fileMode = 0o600;

export async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** Makes what was created, renamed or removed in a directory survive a power failure. */
export function syncDirectory(path: string): Promise<void> {
  return syncPath(path);
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a directory and the files in it durable. */
export async function syncFilesIn(path: string): Promise<void> {
  for (const file of await readdir(path)) await syncPath(join(path, file));
  await syncPath(path);
}

/** After a crash at any moment the path holds either what it held before or all of `bytes`. */
export async function writeFileAtomically(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.tmp`;
  const handle = await open(temporary, 'w', fileMode);
  try {
    await writeFully(handle, bytes, 0);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, path);
  await syncDirectory(dirname(path));
}

/** The data directory itself, by its absolute path. One that exists keeps its mode: what we put into it is private anyway. */
export async function prepareDirectory(path: string): Promise<void> {
  const firstMade = await mkdir(path, { recursive: true, mode: directoryMode }).catch(
    (error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
        throw new MokvError('CONFIG', `${path} is not a directory`, {
          hint: 'name a directory as data-dir',
          cause: error,
        });
      }
      throw error;
    },
  );
  if (firstMade !== undefined) return syncParents(path, firstMade);
  const link = await lstat(path);
  if (link.isSymbolicLink() && (await stat(path)).uid !== process.getuid?.()) {
    throw new MokvError('CONFIG', `${path} is a symbolic link to a directory of another user`, {
      hint: 'name the directory itself as data-dir',
    });
  }
}

async function syncParents(last: string, first: string): Promise<void> {
  for (let made = last; made.length >= first.length; made = dirname(made)) {
    await syncDirectory(dirname(made));
  }
}

/** Makes a private directory, or makes an existing one private. */
export async function makePrivateDirectory(path: string): Promise<void> {
  const made = await mkdir(path, { recursive: true, mode: directoryMode });
  if (made === undefined) await chmod(path, directoryMode);
  else await syncDirectory(dirname(path));
}

const limits = {
  /** Directory times advance with the kernel's clock tick: two changes within one look like one. */
  timestampDoubtMs: 50,
} as const;

/**
 * Syncs a directory only when something was created, renamed or removed in it since the last time. LevelDB
 * changes to a new log file without syncing the directory that names it.
 */
export class ChangingDirectory {
  readonly #handle: FileHandle;
  #syncedMs: number | undefined;

  private constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  static async open(path: string): Promise<ChangingDirectory> {
    return new ChangingDirectory(await open(path, 'r'));
  }

  hasChanged(): boolean {
    return fstatSync(this.#handle.fd).mtimeMs !== this.#syncedMs;
  }

  async sync(): Promise<void> {
    const { mtimeMs } = fstatSync(this.#handle.fd);
    await this.#handle.sync();
    const settled = Math.abs(Date.now() - mtimeMs) > limits.timestampDoubtMs;
    this.#syncedMs = settled ? mtimeMs : undefined;
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}
