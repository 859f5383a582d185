import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { MokvError } from '../shared/errors.ts';
import { fileErrorOf } from '../shared/file-error.ts';
import type { CommandContext } from './command-context.ts';

/** Gives `use` a file with everything that comes from stdin, for its eyes only; it is removed afterwards. */
export async function withSpooledStdin<Result>(
  { stdin, signal }: CommandContext,
  use: (path: string) => Promise<Result>,
): Promise<Result> {
  if (stdin.isTTY) {
    throw new MokvError('USAGE', 'there is nothing to read, stdin is a terminal', {
      hint: 'name a file, or pipe one in',
    });
  }
  const directory = await mkdtemp(join(tmpdir(), 'mokv-stdin-'));
  const path = join(directory, 'data');
  try {
    await pipeline(stdin, createWriteStream(path, { mode: 0o600 }), { signal }).catch((error) => {
      throw fileErrorOf(error, 'write', path);
    });
    return await use(path);
  } finally {
    await rm(directory, { recursive: true });
  }
}
