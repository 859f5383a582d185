import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MokvError } from '../../shared/errors.ts';

/** Lets the operator change a text in an editor, which may be a command with arguments; it has the terminal. */
export async function editText(before: Uint8Array, editor: string): Promise<Uint8Array> {
  const directory = await mkdtemp(join(tmpdir(), 'mokv-edit-'));
  const path = join(directory, 'value');
  try {
    await writeFile(path, before, { mode: 0o600 });
    const child = spawn('/bin/sh', ['-c', `${editor} "$1"`, 'sh', path], { stdio: 'inherit' });
    const [code] = await once(child, 'exit');
    if (code !== 0)
      throw new MokvError('CANCELLED', `the editor ended with ${code}: nothing is changed`);
    return await readFile(path);
  } finally {
    await rm(directory, { recursive: true });
  }
}
