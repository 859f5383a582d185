import { invariant } from '../../src/shared/invariant.ts';
import { commands } from './commands.ts';
import { World } from './world.ts';

/** Gives the commands of a transcript and returns it with what the nodes do now. */
export function replay(transcript: string): string {
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
