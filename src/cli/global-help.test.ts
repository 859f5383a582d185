import { describe, expect, it } from 'vitest';
import { commandContext, runCommand } from '../../test/support/command-run.ts';
import { commandPaths } from './command-paths.ts';
import { shownCommands } from './find-command.ts';
import { loadProgram } from './program.ts';
import { topicNames } from './topics.ts';

const context = commandContext();
const program = await loadProgram(context, shownCommands(context));
const paths = commandPaths(program).map(([path]) => path);

describe('help', () => {
  it.each(paths)('of %s is as agreed', async (path) => {
    const { exit, stdout, stderr } = await runCommand([...path.split(' '), '--help']);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    await expect(stdout).toMatchFileSnapshot(`golden/help-${path.replaceAll(' ', '-')}.txt`);
  });

  it.each(topicNames())('on %s is as agreed', async (topic) => {
    const { exit, stdout, stderr } = await runCommand(['help', topic]);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    await expect(stdout).toMatchFileSnapshot(`golden/topic-${topic}.txt`);
  });

  it('of mokv is as agreed, by flag, by command and without a command', async () => {
    const { stdout } = await runCommand(['--help']);
    await expect(stdout).toMatchFileSnapshot('golden/help.txt');
    expect(await runCommand(['help'])).toEqual({ exit: 0, stdout, stderr: '' });
    expect(await runCommand([], { isTerminal: true })).toEqual({ exit: 0, stdout, stderr: '' });
    expect(await runCommand([])).toEqual({ exit: 2, stdout: '', stderr: stdout });
  });

  it('of a command is also given by help COMMAND', async () => {
    expect(await runCommand(['help', 'get'])).toEqual(await runCommand(['get', '--help']));
    expect(await runCommand(['help', 'member', 'list'])).toEqual(
      await runCommand(['member', 'list', '--help']),
    );
  });

  it.each(paths)('of %s fits into 40 columns, but for its examples', async (path) => {
    const { stdout } = await runCommand([...path.split(' '), '--help'], {
      isTerminal: true,
      columns: 40,
    });
    const flags = stdout.slice(stdout.search(/^(Arguments|Command|Commands):$/m));
    const untilCodes = flags.slice(0, flags.indexOf('\nExit codes:'));
    const tooLong = untilCodes
      .split('\n')
      .filter((line) => line.length > 40 && line.startsWith(' '));
    expect(tooLong).toEqual([]);
  });
});
