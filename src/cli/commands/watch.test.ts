import { expect, it } from 'vitest';
import { commandsForEachTest } from '../../../test/support/command-cluster.ts';

const cluster = commandsForEachTest();

it('a terminal gets no control characters, a pipe the exact bytes', async () => {
  cluster.setKeys({ 'w/a\x1b': '\x1b[2J' });
  const shown = await cluster.run('watch w/ --from-rev 1 --count 1 -q', { isTerminal: true });
  expect(shown.stdout).toBe('1\tset\tw/a\\x1b\t\\x1b[2J\n');
  const exact = await cluster.run('watch w/ --from-rev 1 --count 1 -q -0');
  expect(exact.stdout).toBe('1\tset\tw/a\x1b\t\x1b[2J\0');
});

it('ends when it was interrupted, with the exit code of the signal', async () => {
  const interruption = new AbortController();
  const running = cluster.run('watch w/', { signal: interruption.signal });
  await expect.poll(() => cluster.calls).toContain('watch');
  interruption.abort('SIGTERM');
  expect(await running).toMatchObject({ exit: 143, stdout: '' });
});

it('tells a revision that is forgotten', async () => {
  cluster.setKeys({ a: '', b: '' });
  cluster.store.compactedRevision = 2;
  expect(await cluster.run('watch --from-rev 1')).toMatchObject({
    exit: 3,
    stderr: expect.stringContaining('mokv: that revision is compacted\n'),
  });
});
