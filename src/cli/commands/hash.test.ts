import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CommandResult, runCommand } from '../../../test/support/command-run.ts';
import { FakeServer, makeIdentities } from '../../../test/support/fake-server.ts';
import { MokvError } from '../../shared/errors.ts';

let home: string;
let first: FakeServer;
let second: FakeServer;

beforeAll(async () => {
  home = await makeIdentities();
});

beforeEach(async () => {
  first = await new FakeServer().start(home);
  second = await new FakeServer().start(home);
  first.status = {
    ...{ nodeId: 'n1', role: 'leader', leaderId: 'n1', commitIndex: 8, configurationIndex: 3 },
    servers: [
      { id: 'n1', addr: first.endpoint, voter: true },
      { id: 'n2', addr: second.endpoint, voter: false },
    ],
  };
  first.answers.hash = hashOf('n1', 'aa');
  second.answers.hash = hashOf('n2', 'aa');
});

afterEach(() => {
  first.stop();
  second.stop();
});

afterAll(() => rm(home, { recursive: true }));

describe('hash', () => {
  it('asks one node, and with --all every one at the index that is committed', async () => {
    expect((await mokv('hash')).stdout).toBe('n1\t0\t5\taa\t-\n');
    expect(await mokv('hash --all')).toEqual({
      exit: 0,
      stdout: 'n1\t8\t5\taa\t-\nn2\t8\t5\taa\t-\n',
      stderr: '',
    });
    expect((await mokv('hash --all --at-index 7 -o name')).stdout).toBe('n1\nn2\n');
    expect(second.changes.at(-1)).toEqual(['hash', { index: 7, contents: false }]);
  });

  it('ends with exit code 8 when they differ, or one does not tell', async () => {
    second.answers.hash = hashOf('n2', 'bb');
    const { exit, stdout, stderr } = await mokv('hash --all -j');
    expect({ exit, equal: JSON.parse(stdout).equal }).toEqual({ exit: 8, equal: false });
    expect(stderr).toContain('the nodes have diverged: they differ at index 8');
    second.behaviour = () => new MokvError('DEADLINE_EXCEEDED', 'index 8 is not applied yet');
    expect(await mokv('hash --all')).toMatchObject({
      exit: 8,
      stdout: 'n1\t8\t5\taa\t-\n',
      stderr: 'mokv: n2 could not be compared: index 8 is not applied yet\n',
    });
  });

  it('compares contents only when they are of one index', async () => {
    first.answers.hash = hashOf('n1', 'aa', { contentsHash: 'x', contentsIndex: 9 });
    second.answers.hash = hashOf('n2', 'aa', { contentsHash: 'x', contentsIndex: 10 });
    expect((await mokv('hash --all --contents')).stderr).toContain(
      'the contents cannot be compared while somebody writes',
    );
    expect(second.changes).toHaveLength(3);
    second.answers.hash = hashOf('n2', 'aa', { contentsHash: 'y', contentsIndex: 9 });
    const { exit, stderr } = await mokv('hash --all --contents -q');
    expect(exit).toBe(8);
    expect(stderr).toContain('their contents differ');
  });
});

function hashOf(nodeId: string, appliedHash: string, contents: object = {}) {
  return ({ index }: { index: number }) => ({
    ...{ nodeId, index, revision: 5, appliedHash },
    ...contents,
  });
}

function mokv(line: string): Promise<CommandResult> {
  const environment = { home, endpoints: first.endpoint };
  return runCommand(line.split(' '), { environment });
}
