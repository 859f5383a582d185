import { describe, expect, it } from 'vitest';
import { runCommand } from '../../test/support/command-run.ts';
import { commandTable } from './command-table.ts';

describe('help', () => {
  it.each(commandTable.map((entry) => entry.name))('of %s is as agreed', async (name) => {
    const { exit, stdout, stderr } = await runCommand([name, '--help']);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    await expect(stdout).toMatchFileSnapshot(`golden/help-${name}.txt`);
  });

  it.each([
    ...['member list', 'member add', 'member remove', 'member promote', 'member demote'],
    ...['leader show', 'leader transfer', 'leader step-down', 'raft info'],
    ...['gossip members', 'gossip join', 'gossip force-leave', 'gossip rtt', 'gossip events'],
    ...['gossip keys', 'gossip keys list', 'gossip keys install'],
  ])('of %s is as agreed', async (name) => {
    const { exit, stdout } = await runCommand([...name.split(' '), '--help']);
    expect(exit).toBe(0);
    await expect(stdout).toMatchFileSnapshot(`golden/help-${name.replaceAll(' ', '-')}.txt`);
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
  });
});
