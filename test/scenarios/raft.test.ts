import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { invariant } from '../../src/shared/invariant.ts';
import { commands } from './commands.ts';
import { World } from './world.ts';

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

function replay(transcript: string): string {
  const world = new World();
  const lines: string[] = [];
  for (const line of transcript.split('\n')) {
    if (line.startsWith('#')) lines.push(line);
    if (line === '' && lines.at(-1) !== '') lines.push(line);
    if (line.startsWith('>')) lines.push(line, ...run(world, line));
  }
  return lines.join('\n');
}

function run(world: World, line: string): readonly string[] {
  const [, name = '', ...words] = line.split(/\s+/);
  const command = commands[name];
  invariant(command !== undefined, `there is no command ${name}`);
  command(world, ...words);
  return world.lines.splice(0);
}
