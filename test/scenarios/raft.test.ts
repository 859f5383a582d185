import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { replay } from './replay.ts';

const directory = new URL('./raft/', import.meta.url);

/**
 * Each file is a transcript: comments, commands behind `>`, and under each command what the nodes did.
 * `vitest -u` writes what they do now; the difference is then for a human to judge.
 */
describe('Raft', () => {
  it.each(readdirSync(directory).filter((name) => name.endsWith('.txt')))(
    'behaves as %s says',
    async (name) => {
      const file = new URL(name, directory);
      await expect(replay(readFileSync(file, 'utf8'))).toMatchFileSnapshot(file.pathname);
    },
  );
});
