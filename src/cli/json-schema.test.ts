import { expect, it } from 'vitest';
import { commandContext, runCommand } from '../../test/support/command-run.ts';
import { commandPaths } from './command-paths.ts';
import { shownCommands } from './find-command.ts';
import { findSchema } from './find-schema.ts';
import { loadProgram } from './program.ts';

const context = commandContext();
const program = await loadProgram(context, shownCommands(context));
const withJson = commandPaths(program)
  .filter(([, command]) =>
    command.options.some(
      ({ long, argChoices }) => long === '--output' && argChoices?.includes('json'),
    ),
  )
  .map(([path]) => path);

it.each(withJson)('%s has a JSON Schema, and it is as agreed', async (path) => {
  const words = path.split(' ');
  expect((await findSchema(context, words))?.path).toBe(path);
  const { exit, stdout } = await runCommand(['schema', ...words]);
  expect(exit).toBe(0);
  await expect(stdout).toMatchFileSnapshot(`golden/schema-${words.join('-')}.txt`);
});

it('lists every command that has one', async () => {
  const { stdout } = await runCommand(['schema']);
  expect(stdout.trimEnd().split('\n').toSorted()).toEqual(withJson.toSorted());
});

it('describes a line where a line is not the document', async () => {
  const lines = JSON.parse((await runCommand(['schema', 'member', 'list', '--lines'])).stdout);
  const document = JSON.parse((await runCommand(['schema', 'member', 'list'])).stdout);
  expect(lines.title).toBe('mokv member list -o ndjson');
  expect(document.properties.members.items).toEqual({
    type: 'object',
    properties: lines.properties,
    required: lines.required,
  });
});

it.each([
  ['schema completion', "'mokv schema' lists what there is"],
  ['schema leader', 'there is leader show, leader transfer, leader step-down'],
])('%s has none', async (line, hint) => {
  const { exit, stderr } = await runCommand(line.split(' '));
  expect({ exit, stderr }).toEqual({
    exit: 3,
    stderr: `mokv: there is no schema of "${line.slice(7)}"\nhint: ${hint}\n`,
  });
});
