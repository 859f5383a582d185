import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileErrorOf } from '../../shared/file-error.ts';

/** Writes a file that only its user can read, named after a moment. Gives back its path. */
export async function saveText(
  directory: string,
  ending: string,
  text: string,
  moment = new Date(),
): Promise<string> {
  const name = moment.toISOString().replace(/[:.]/g, '-');
  const path = join(directory, `mokv-top-${name}.${ending}`);
  try {
    await mkdir(directory, { recursive: true });
    await writeFile(path, text, { mode: 0o600, flag: 'wx' });
    return path;
  } catch (error) {
    throw fileErrorOf(error, 'write', path);
  }
}
