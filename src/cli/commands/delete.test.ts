import { describe, expect, it } from 'vitest';
import { commandsForEachTest } from '../../../test/support/command-cluster.ts';

const cluster = commandsForEachTest();

describe('delete of a range', () => {
  it('asks with the number of keys and the first of them', async () => {
    cluster.setKeys({ 'x/1': '', 'x/2': '', 'x/3': '', 'x/4': '', y: '' });
    expect(await cluster.run('delete --prefix x/', { typed: 'y\n' })).toEqual({
      exit: 0,
      stdout: 'OK 4 keys deleted, rev 6\n',
      stderr: latin1('Delete 4 keys under "x/" ("x/1", "x/2", "x/3", …)? [y/N] '),
    });
    expect([...cluster.store.items.keys()]).toEqual(['y']);
  });

  it('changes nothing after a no', async () => {
    cluster.setKeys({ a: '', b: '', c: '' });
    expect(await cluster.run('delete --range a c', { typed: 'n\n' })).toMatchObject({
      exit: 9,
      stdout: '',
      stderr: expect.stringContaining('Delete 2 keys from "a" before "c" ("a", "b")? [y/N] '),
    });
    expect(await cluster.run('delete --all', { typed: '\n' })).toMatchObject({ exit: 9 });
    expect(cluster.store.items.size).toBe(3);
  });

  it('does not ask about one key, or none, or when the answer is given', async () => {
    cluster.setKeys({ 'x/1': '', 'y/1': '', 'y/2': '' });
    const stderr = '';
    expect(await cluster.run('delete --prefix x/', { typed: '' })).toMatchObject({
      exit: 0,
      stderr,
    });
    expect(await cluster.run('delete --prefix none', { typed: '' })).toMatchObject({
      exit: 0,
      stderr,
    });
    expect(await cluster.run('delete --prefix y/ -y -j')).toEqual({
      ...{ exit: 0, stdout: '{"deleted":2,"rev":5}\n', stderr: '' },
    });
  });

  it.each(['--prefix x/', '--all', '--range a b', '--prefix x/ --no-input'])(
    '%s without anybody to answer does not ask the cluster either',
    async (flags) => {
      expect(await cluster.run(`delete ${flags}`)).toMatchObject({ exit: 2, stdout: '' });
      expect(cluster.calls).toEqual([]);
    },
  );

  it.each([
    [['delete', '--prefix', '', '-y'], 'mokv: the prefix is empty: every key starts with it'],
    [['delete'], 'mokv: there is nothing to delete: no key, --prefix, --range or --all'],
    [['delete', '--all', 'a', '-y'], 'mokv: --all goes without keys'],
    [
      ['delete', '--range', 'a', '-y'],
      'mokv: --range takes two keys: from the first, before the second',
    ],
    [['delete', '--all', '--if-rev', '1', '-y'], 'mokv: --if-rev is about one key'],
    [
      ['delete', 'a', 'b', '--request-id', 'x'],
      'mokv: --if-rev and --request-id are about one key',
    ],
  ])('%j is refused', async (words, message) => {
    const { exit, stderr } = await cluster.run(words);
    expect({ exit, message: stderr.split('\n')[0] }).toEqual({ exit: 2, message });
    expect(cluster.calls).toEqual([]);
  });
});

/** As the output of commands is given. */
function latin1(text: string): string {
  return Buffer.from(text).toString('latin1');
}
