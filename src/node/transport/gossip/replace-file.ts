import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileErrorOf } from '../../../shared/file-error.ts';

/** Keys and addresses are nobody else's business. */
export const privateMode = 0o600;

/**
 * After a crash at any moment the path holds either what it held before or all of `text`. The nodes of one machine may share
 * the file: each writes beside it under a name of its own.
 * Rejects with FILE_PERMISSION, CONFIG or DISK.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomBytes(8).toString('hex')}.tmp`;
  try {
    const file = await open(temporary, 'wx', privateMode);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    await syncDirectory(dirname(path));
  } catch (cause) {
    throw fileErrorOf(cause, 'write', path);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
