import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileErrorOf } from '../../../shared/file-error.ts';

/** Keys and addresses are nobody else's business. */
export const privateMode = 0o600;

/**
 * After a crash at any moment the path holds either what it held before or all of `text`.
 * Rejects with FILE_PERMISSION, CONFIG or DISK.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.tmp`;
  try {
    const file = await open(temporary, 'w', privateMode);
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
