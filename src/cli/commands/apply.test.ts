import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { commandsForEachTest } from '../../../test/support/command-cluster.ts';

const cluster = commandsForEachTest();
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mokv-apply-'));
  await writeFile(join(directory, 'a'), '1');
});

afterEach(() => rm(directory, { recursive: true }));

it('asks before it deletes, and a no leaves everything as it is', async () => {
  cluster.setKeys({ 'p/x': '', 'p/y': '' });
  const words = ['apply', directory, '--prefix', 'p/', '--prune'];
  expect(await cluster.run(words, { typed: 'n\n' })).toMatchObject({
    exit: 9,
    stdout: '+ p/a\n- p/x\n- p/y\n',
    stderr: expect.stringContaining(
      'Delete 2 keys that are not in the file ("p/x", "p/y")? [y/N] ',
    ),
  });
  expect(cluster.store.items.size).toBe(2);
  expect(await cluster.run(words, { typed: 'y\n' })).toMatchObject({ exit: 0 });
  expect([...cluster.store.items.keys()]).toEqual(['p/a']);
});

it('does nothing when there is nothing to do', async () => {
  cluster.setKeys({ 'p/a': '1' });
  expect(await cluster.run(['apply', directory, '--prefix', 'p/'])).toEqual({
    exit: 0,
    stdout: '0 created, 0 updated, 0 deleted, 1 unchanged\n',
    stderr: '',
  });
  expect(cluster.calls).not.toContain('txn');
});
